// Typed HTML templates: everything is escaped unless it is HTML already, and an undefined variable does not compile.
// The template libraries that we tried either take `any` or need a mark on each nested part, which is easily forgotten.

import { htmlEscape } from "escape-goat";

/** A piece of finished HTML. Only `html` and `trusted` make one, so that plain text can never pass for it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What a template takes; `null` renders nothing. Lists are joined without commas. */
export type Piece = Html | string | number | null | readonly Piece[];

/** html`<p>${upstreamText}</p>` escapes the text; a nested html`…` stays as it is. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  return new Html(parts.reduce((text, part, i) => text + render(pieces[i - 1] ?? null) + part));
}

/** Most texts need none, and a page has hundreds. */
const NEEDS_ESCAPE = /[&<>"']/;

function render(piece: Piece): string {
  if (piece === null) return "";
  if (piece instanceof Html) return piece.toString();
  if (typeof piece === "string") return NEEDS_ESCAPE.test(piece) ? htmlEscape(piece) : piece;
  if (typeof piece === "number") return String(piece);
  return piece.map(render).join("");
}

/** Marks a string as HTML. Only for what our own renderer made or the sanitiser has passed. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** The part, if the condition holds. */
export function when(condition: unknown, part: () => Html): Html | null {
  return condition ? part() : null;
}
