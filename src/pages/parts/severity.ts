// How bad it is: a word of the site's own scale, in a colour that says the same.

import { type Html, html } from "../../core/html.ts";
import type { PageData } from "../page-data.ts";

/** Colours are tuned for four ranks; whatever is milder looks like the mildest. */
const RANKS = 4;

/** The badge "SEV2" with its rank on the scale as a class; one that is not on the scale has none. Null without a severity. */
export function severityBadge({ corpus }: PageData, severity: string | undefined): Html | null {
  if (severity === undefined || severity.trim() === "") return null;
  const rank = corpus.settings.severities.indexOf(severity) + 1;
  const look = rank === 0 ? "sev" : `sev sev-${Math.min(rank, RANKS)}`;
  return html`<span class="${look}">${severity.toUpperCase()}</span>`;
}
