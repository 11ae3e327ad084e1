// What is reported of links and images with a refused address, and how they are shown.

import type { Place } from "../core/position.ts";
import { advice, type Problem } from "../core/problem.ts";
import { isTemplate, isUnlinkable, schemeOf } from "./allowed-html.ts";

const LONGEST = 100;

/** An address, which may hold a whole file, as readable text. */
export function readableUrl(url: string): string {
  const text = url.replaceAll('"', "'");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

const NO_TEMPLATE = "Write the address itself: no template language runs here";

export function refusedLink(url: string, place: Place): Problem {
  const what = `link "${readableUrl(url)}" is shown as text`;
  if (isTemplate(url)) return advice(place, `${what}: its address is a template`, NO_TEMPLATE);
  const scheme = schemeOf(url) ?? "";
  const remedy = isUnlinkable(scheme)
    ? "Write it in `code`: a browser would run it, or look for it on the reader's machine"
    : `To make it a link, allow the scheme in content/site.yaml: links: { schemes: [${scheme}] }`;
  return advice(place, `${what}: its scheme is not allowed`, remedy);
}

export function refusedImage(url: string, place: Place): Problem {
  const what = `image "${readableUrl(url)}" is shown as text`;
  if (isTemplate(url)) return advice(place, `${what}: its address is a template`, NO_TEMPLATE);
  const remedy = "Put the picture into content/media/ and write ![what it shows](/media/<file>)";
  return advice(place, `${what}: its scheme is not allowed`, remedy);
}
