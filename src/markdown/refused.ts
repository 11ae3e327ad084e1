// What is told of links and images whose address no page may hold, and how they are shown.

import type { Place } from "../core/position.ts";
import { advice, type Problem } from "../core/problem.ts";
import { isTemplate, isUnlinkable, schemeOf } from "./allowed-html.ts";

const LONGEST = 100;

/** An address that may hold a whole file, to be read. */
export function readableUrl(url: string): string {
  const text = url.replaceAll('"', "'");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

const NO_TEMPLATE = "No template language is run: write the address itself";

export function refusedLink(url: string, place: Place): Problem {
  const what = `link "${readableUrl(url)}" is shown as text`;
  if (isTemplate(url)) return advice(place, `${what}: a template would make its address`, NO_TEMPLATE);
  const scheme = schemeOf(url) ?? "";
  const remedy = isUnlinkable(scheme)
    ? "No site may link to it: a browser would run it, or look for it on the reader's machine. Write it in `code`"
    : `To make it one, allow the scheme in content/site.yaml: links: { schemes: [${scheme}] }`;
  return advice(place, `${what}: its scheme is not allowed`, remedy);
}

export function refusedImage(url: string, place: Place): Problem {
  const what = `image "${readableUrl(url)}" is shown as text`;
  if (isTemplate(url)) return advice(place, `${what}: a template would make its address`, NO_TEMPLATE);
  const remedy = "Put the picture into content/media/ and write ![what it shows](/media/<file>)";
  return advice(place, `${what}: its scheme is not allowed`, remedy);
}
