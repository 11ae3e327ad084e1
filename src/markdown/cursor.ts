// Moves forwards through the source beside the tokens, which have no positions: so the second of two equal texts is not
// found where the first one is, nor in code that shows it.

import type { Token } from "markdown-it";
import type { Draft } from "./document.ts";

export class Cursor {
  readonly draft: Draft;
  #from = 0;
  #to = 0;

  constructor(draft: Draft) {
    this.draft = draft;
  }

  /** The offset after the last find. */
  get from(): number {
    return this.#from;
  }

  /** The offset after the lines that the cursor is in. */
  get to(): number {
    return this.#to;
  }

  /** Searches on in the lines of a block, from the line that the cursor is in already. */
  enter([first, last]: readonly [number, number]): void {
    const { source, linesBefore } = this.draft;
    const start = source.offsetOfLine(linesBefore + first + 1);
    this.#to = source.offsetOfLine(linesBefore + last + 1);
    if (this.#from < start || this.#from > this.#to) this.#from = start;
  }

  /** Moves to an offset; one outside the lines belongs to a definition and does not matter for what follows. */
  pass(end: number): void {
    if (end > this.#from && end <= this.#to) this.#from = end;
  }

  /** The offset of a text in these lines; then the search continues. A text of several lines is found by the first. */
  find(text: string): number {
    const needle = text.split("\n", 1)[0] ?? "";
    const at = this.#indexOf(needle);
    if (at === -1) return this.#from;
    this.#from = at + needle.length;
    return at;
  }

  /** Moves past a code span. A space beside its backticks is not part of it, and a line break in it is a space. */
  passCode({ markup, content }: Token): void {
    const [first = ""] = content.split(" ", 1);
    for (const needle of [markup + content, `${markup} ${content}`]) {
      const at = this.#indexOf(needle);
      if (at === -1) continue;
      this.#from = at + needle.length;
      return;
    }
    // It continues in the next line.
    const at = this.#indexOf(markup + first);
    const end = at === -1 ? -1 : this.draft.source.text.indexOf(markup, at + markup.length + first.length);
    if (end !== -1) this.pass(end + markup.length);
  }

  #indexOf(needle: string): number {
    const at = this.draft.source.text.slice(this.#from, this.#to).indexOf(needle);
    return at === -1 ? -1 : this.#from + at;
  }
}
