// Foreign text in Markdown of ours: as code, so that none of it becomes a link, a mention of somebody, or HTML.

import { plainText } from "./plain-text.ts";
import type { Place } from "./position.ts";

/** A code span whose fence is longer than any run of backticks inside: https://spec.commonmark.org/0.31.2/#code-spans */
export function codeSpan(text: string): string {
  const line = plainText(text);
  if (line === "") return "";
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** `file:line:column` as code. */
export function placeSpan({ file, line, column }: Place): string {
  return codeSpan(`${file}:${line}:${column}`);
}

/** The places in order of file and line. */
export function placeSpans(found: readonly { readonly place: Place }[]): string {
  const places = found.map(({ place }) => place);
  const sorted = places.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  return sorted.map(placeSpan).join(", ");
}

/** A link whose address cannot end it early. */
export function markdownLink(text: string, url: string): string {
  return `[${plainText(text).replace(/[[\]\\`*_<>@]/g, "\\$&")}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
}
