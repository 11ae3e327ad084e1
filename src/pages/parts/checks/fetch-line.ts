// The one line that brings a script to a host, shows it there, and runs it: short enough to be typed from a phone
// into the console of a server.

import { type Html, html, when } from "../../../core/html.ts";
import type { PageData } from "../../page-data.ts";
import { absolute } from "../../page-type.ts";

/** What is fetched. `file` is what curl calls it: the last part of its address. */
type Fetched = { readonly url: string; readonly file: string; readonly needsRoot: boolean };

/**
 * `curl -fsSLO https://kb.example/c/zfs-avx && less -K zfs-avx && bash zfs-avx`. Nothing runs unless all of it has
 * arrived. Whoever leaves less with q has seen the script, and goes on; with -K, Ctrl-C ends it with 2, and the line with it.
 * The file lies in the reader's own folder: in /tmp somebody else may have put one of that name. Undefined where the
 * site's own address is not known: then there is no address for curl.
 */
export function fetchLine(data: PageData, { url, file, needsRoot }: Fetched): string | undefined {
  if (data.corpus.settings.url === undefined) return undefined;
  return `curl -fsSLO ${word(absolute(data, url))} && less -K ${file} && ${needsRoot ? "sudo " : ""}bash ${file}`;
}

/** What the line does, for whoever sees it for the first time. */
export const LOOK_FIRST = html`<p class="small">On a console, this line fetches the script and shows it. Press q to run it, or Ctrl-C to stop.</p>
`;

/**
 * The line, below what there is to say of it. One touch selects it, and nothing else. It is broken between words, or
 * behind a slash where a word is longer than a line: a hyphen at the end of one would not be typed.
 */
export function fetchBox(data: PageData, fetched: Fetched, words: Html | null = null): Html | null {
  const line = fetchLine(data, fetched);
  const parts = line?.split(" ").map((part, i) => html`${i === 0 ? "" : " "}${unbroken(part)}`) ?? [];
  return when(line, () => html`<div class="fetch">${words}<p><code>${parts}</code></p></div>\n`);
}

function unbroken(part: string): Html | string {
  if (!/[-/]/.test(part)) return part;
  const pieces = part.split(/(?<=\/)(?=[^/])/);
  return html`<span>${pieces.length === 1 ? part : pieces.map((piece) => html`<span>${piece}</span>`)}</span>`;
}

/** An address as one word of a shell. */
function word(address: string): string {
  return /^[\w:/.%~+-]+$/.test(address) ? address : `'${address.replaceAll("'", "%27")}'`;
}
