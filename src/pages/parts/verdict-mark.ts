// A verdict as it stands on pages.

import { type Html, html } from "../../core/html.ts";
import { VERDICT_WORDS, type Verdict } from "../../model/check.ts";

/** Squares, where live states have circles: what was tried on a recording must not look like what is true today. */
const VERDICT_ICONS: Readonly<Record<Verdict, string>> = { ok: "☑", affected: "☒", unknown: "☐" };

export function verdictMark(verdict: Verdict): Html {
  return html`<span class="verdict verdict-${verdict}"><span aria-hidden="true">${VERDICT_ICONS[verdict]}</span> ${VERDICT_WORDS[verdict]}</span>`;
}
