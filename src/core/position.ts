// Where something is in a content file. Lines and columns count from 1, columns in UTF-16 units, as editors do.

export type Place = {
  /** Path from the site's root, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Length of the offending text on that line; 0 if there is nothing to underline. */
  readonly length: number;
};

/** The beginning of a file, for defects that concern all of it. */
export function topOf(file: string): Place {
  return { file, line: 1, column: 1, length: 0 };
}

/** A text whose offsets can be turned into places; it keeps only the starts of its lines. */
export class Source {
  readonly file: string;
  readonly text: string;
  readonly #starts: readonly number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    this.#starts = lineStarts(text);
  }

  /** The place of `length` characters from `offset` on; an offset beyond the text counts as its end. */
  at(offset: number, length = 0): Place {
    const end = Math.min(Math.max(offset, 0), this.text.length);
    const line = lineOf(this.#starts, end);
    return { file: this.file, line, column: end - (this.#starts[line - 1] ?? 0) + 1, length };
  }

  /** The place of the first occurrence of `needle` on the lines from `from` to `to` (1-based, inclusive), else the start of `from`. */
  find(needle: string, from = 1, to = this.#starts.length): Place {
    const start = this.#starts[from - 1] ?? this.text.length;
    const found = needle === "" ? -1 : this.text.indexOf(needle, start);
    const end = this.#starts[to] ?? this.text.length;
    return found === -1 || found >= end ? this.at(start) : this.at(found, needle.length);
  }

  /** Offset of the first character of a line (1-based); the text's length for a line after the last. */
  offsetOfLine(number: number): number {
    return this.#starts[number - 1] ?? this.text.length;
  }

  /** The text of a line (1-based), without its line break. */
  line(number: number): string {
    const start = this.#starts[number - 1];
    if (start === undefined) return "";
    const end = (this.#starts[number] ?? this.text.length + 1) - 1;
    return this.text.slice(start, end > start && this.text.charAt(end - 1) === "\r" ? end - 1 : end);
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Binary search: the 1-based line whose start is the last one not after `offset`. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
