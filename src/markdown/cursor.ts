// Goes forwards through the source beside the tokens, which do not know where they stand: so that the second of two
// equal texts is not found where the first one is, nor in code that shows it.

import type { Token } from "markdown-it";
import type { Draft } from "./document.ts";

export class Cursor {
  readonly draft: Draft;
  #from = 0;
  #to = 0;

  constructor(draft: Draft) {
    this.draft = draft;
  }

  /** The offset behind what was found last. */
  get from(): number {
    return this.#from;
  }

  /** The offset behind the lines that the cursor is in. */
  get to(): number {
    return this.#to;
  }

  /** Looks on in the lines of a block, from the one at which the cursor stands already. */
  enter([first, last]: readonly [number, number]): void {
    const { source, linesBefore } = this.draft;
    const start = source.offsetOfLine(linesBefore + first + 1);
    this.#to = source.offsetOfLine(linesBefore + last + 1);
    if (this.#from < start || this.#from > this.#to) this.#from = start;
  }

  /** Goes on behind an offset; one outside of the lines is that of a definition, which says nothing of what follows. */
  pass(end: number): void {
    if (end > this.#from && end <= this.#to) this.#from = end;
  }

  /** The offset of a text in these lines; behind it the search goes on. A text of several lines is known by its first. */
  find(text: string): number {
    const needle = text.split("\n", 1)[0] ?? "";
    const at = this.#indexOf(needle);
    if (at === -1) return this.#from;
    this.#from = at + needle.length;
    return at;
  }

  /** Goes behind a code span. A blank beside its backticks is not part of its text, and a line break is a blank in it. */
  passCode({ markup, content }: Token): void {
    const [first = ""] = content.split(" ", 1);
    for (const needle of [markup + content, `${markup} ${content}`]) {
      const at = this.#indexOf(needle);
      if (at === -1) continue;
      this.#from = at + needle.length;
      return;
    }
    // It goes on in the next line.
    const at = this.#indexOf(markup + first);
    const end = at === -1 ? -1 : this.draft.source.text.indexOf(markup, at + markup.length + first.length);
    if (end !== -1) this.pass(end + markup.length);
  }

  #indexOf(needle: string): number {
    const at = this.draft.source.text.slice(this.#from, this.#to).indexOf(needle);
    return at === -1 ? -1 : this.#from + at;
  }
}
