// How a command is called for a site, so that the command in a remedy can be copied.

import { quote } from "../snippet/quote.ts";

/** "npm run check --", or "npm run check -- --root ../kb" if the site's folder is not the current one. */
export function checkCall(root = "."): string {
  return root === "." ? "npm run check --" : `npm run check -- --root ${asWord(root)}`;
}

/** A text as one word of a shell; in quotes only where it needs them. */
export function asWord(text: string): string {
  return /^[\w./+@=-]+$/.test(text) ? text : quote(text);
}
