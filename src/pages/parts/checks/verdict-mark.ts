// A verdict as pages show it.

import { type Html, html } from "../../../core/html.ts";
import { VERDICT_WORDS, type Verdict } from "../../../model/check.ts";

/** Squares, where live states have circles: a verdict on a test host must not look like what is true today. */
const VERDICT_ICONS: Readonly<Record<Verdict, string>> = { ok: "☑", affected: "☒", unknown: "☐" };

/** "☑ OK"; with a count, "☑ 12 OK". */
export function verdictMark(verdict: Verdict, count?: number): Html {
  const words = `${count === undefined ? "" : `${count} `}${VERDICT_WORDS[verdict]}`;
  return html`<span class="verdict verdict-${verdict}"><span aria-hidden="true">${VERDICT_ICONS[verdict]}</span> ${words}</span>`;
}
