// The form of a run: the reader gives a name once, and the commands that only read show it, on every page that is
// opened in this run. Its script shows the form; without one, the commands are read as they are.

import { type Html, html } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";

/**
 * The form; null for a document whose commands have no names to fill in. Folded: the first minute comes first. Its
 * script adds what is folded up, which is nothing without one.
 */
export function runValues(data: PageData, { rendered: { placeholders } }: AnyDocument): Html | null {
  if (placeholders.length === 0) return null;
  // The path tells sites of one host apart: they share their storage.
  return html`<div class="run-values reserved" data-site="${href(data, "/")}" data-names="${placeholders.join(" ")}" data-pagefind-ignore hidden>
<details><summary>Fill in names: <span class="run-names">${placeholders.map((name) => `<${name}>`).join(", ")}</span></summary></details>
</div>
`;
}
