// The form of a run: the reader gives a name once, and the commands that only read show it, on every page that is
// opened in this run. Its script shows the form; without one, the commands are read as they are.

import { type Html, html } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";

/** The form; null for a document whose commands have no names to fill in. Folded: the first minute comes first. */
export function runValues(data: PageData, { rendered: { placeholders } }: AnyDocument): Html | null {
  if (placeholders.length === 0) return null;
  // The path tells sites of one host apart: they share their storage.
  return html`<form class="act run-values reserved" data-site="${href(data, "/")}" data-pagefind-ignore hidden>
<details><summary>Fill in names: <span class="run-names">${placeholders.map((name) => `<${name}>`).join(", ")}</span></summary>
<p class="small">The names appear in commands that only read, on all pages of this site. They stay in this browser.</p>
<div data-names="${placeholders.join(" ")}"></div>
<p class="run-span" hidden><span class="small"></span> <button type="button">Forget the names</button></p></details>
<output aria-live="polite"></output>
</form>
`;
}
