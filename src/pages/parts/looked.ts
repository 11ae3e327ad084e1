// When upstream was last looked at. That changes every night, so pages leave places for it, which theme/looked.js
// fills; what stays the same while it lasts, such as since when looks fail, is written here.

import { type Html, html } from "../../core/html.ts";
import { formatDay } from "../../model/date.ts";
import type { LookError, Reference } from "../../model/reference.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";

export const LOOKS_URL = "/api/looks.json";
/** The script of each page that has such a place. */
export const LOOKED_SCRIPT = "/assets/looked.js";

/** The place of "Upstream last looked at 2 days ago". */
export function looked(data: PageData): Html {
  return html`<p class="small" data-looks="${href(data, LOOKS_URL)}" data-pagefind-ignore hidden></p>
`;
}

/** The attribute of a paragraph that ends with the same for one reference: whose it is, the id round it tells. */
export const LOOK_PLACE = html` data-look`;

const FAILURES: Readonly<Record<LookError, string>> = {
  unreachable: "no connection",
  timeout: "no answer in time",
  "rate-limited": "upstream asks for fewer requests",
  forbidden: "upstream refuses access",
  "not-found": "upstream says that there is no such page",
  server: "an error of upstream's server",
  malformed: "an answer that makes no sense",
  "unknown-status": "a status that is not known here",
  "too-large": "an answer that is too long",
  blocked: "upstream answers browsers only, or leads elsewhere",
};

/** A failed look is told beside the state and changes nothing of it; a good one needs no words. */
export function lastLook({ look, source }: Reference): string {
  if (look === undefined) return source?.kind === "by-hand" ? "Not yet looked at live." : "";
  if (look.result === "ok") return "";
  const since = look.failingSince === undefined ? "" : ` since ${dayOf(look.failingSince)}`;
  const good = look.lastGood === undefined ? "" : `; last good look: ${dayOf(look.lastGood)}`;
  return `It could not be read${since} (${FAILURES[look.result]})${good}.`;
}

function dayOf(instant: string): string {
  return formatDay(instant.slice(0, 10));
}
