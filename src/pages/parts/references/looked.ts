// When upstream items were last looked up. That changes every night, so pages leave places for it, which theme/looked.js
// fills. What does not change from night to night, such as since when lookups fail, is written here.

import { type Html, html } from "../../../core/html.ts";
import { formatDay } from "../../../model/date.ts";
import type { LookError, Reference } from "../../../model/reference.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";

export const LOOKS_URL = "/api/looks.json";

/** The place of "Last successful lookup: 2 days ago". */
export function looked(data: PageData): Html {
  return html`<p class="small reserved" data-looks="${href(data, LOOKS_URL)}" data-pagefind-ignore hidden></p>
`;
}

/** The attribute of a paragraph that ends with the same for one reference, whose id is that of the element around it. */
export const LOOK_PLACE = html` data-look`;

const FAILURES: Readonly<Record<LookError, string>> = {
  unreachable: "no connection",
  timeout: "no answer in time",
  "rate-limited": "upstream asks for fewer requests",
  forbidden: "upstream refuses access",
  "not-found": "upstream has no such page",
  server: "upstream's server reports an error",
  malformed: "the answer is malformed",
  "unknown-status": "the upstream status is not known here",
  "too-large": "the answer is too long",
  blocked: "upstream answers only browsers, or redirects elsewhere",
};

/** A failed lookup is shown beside the state and does not change it; a successful one needs no words. */
export function lastLook({ look, source }: Reference): string {
  if (look === undefined) return source?.kind === "by-hand" ? "Not looked up yet." : "";
  if (look.result === "ok") return "";
  const failed =
    look.failingSince === undefined
      ? "The last lookup failed"
      : `Lookups have failed since ${dayOf(look.failingSince)}`;
  const good = look.lastGood === undefined ? "" : ` Last successful lookup: ${dayOf(look.lastGood)}.`;
  return `${failed} (${FAILURES[look.result]}).${good}`;
}

function dayOf(instant: string): string {
  return formatDay(instant.slice(0, 10));
}
