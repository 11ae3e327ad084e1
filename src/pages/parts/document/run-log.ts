// The log of a run, below a runbook's text. Its script shows it, fills it, and gives each step a box to tick; without one
// there is neither.

import { type Html, html } from "../../../core/html.ts";
import { pageId } from "../../../model/page-ids.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";

/** Leads to the log. It keeps its room, and is seen as soon as the log is. */
export const logLink = html`<a class="to-log" href="#${pageId("log")}">My log</a>`;

/** Folded, and hidden until its script comes, which adds all but the summary. The path tells sites of one host apart: they share their storage. */
export function runLog(data: PageData): Html {
  return html`<details class="act run-log reserved" id="${pageId("log")}" data-site="${href(data, "/")}" data-pagefind-ignore hidden>
<summary>My log: <output>0</output></summary></details>
`;
}
