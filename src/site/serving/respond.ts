// What the server answers for an address: pages as they are now, badges, files of the content and of the theme.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { html } from "../../core/html.ts";
import { formatProblem } from "../../core/problem.ts";
import { BADGES, badgeUrl } from "../../model/urls.ts";
import { anchorOf } from "../../pages/parts/references/badge.ts";
import { shell } from "../../pages/parts/shell.ts";
import { badgeSvg } from "../badges.ts";
import type { Site } from "../site.ts";
import type { Broken, LastPage, LiveSite } from "./live-site.ts";

export type Answer =
  | { readonly status: 200 | 404; readonly file: string; readonly text: string }
  /** A file of this machine. */
  | { readonly status: 200; readonly at: string }
  | { readonly status: 301 | 302; readonly to: string }
  /** A file of the index, which the server finds in the folder of the last build. */
  | { readonly status: "index" };

const ICONS = fileURLToPath(new URL("../../pages/theme/icons/", import.meta.url));
const ICON = /^assets\/[\w-]+\.(?:png|svg)$/;
const INDEX = /^pagefind\/(?!.*\.\.)/;

/** The answer for the path of a request, encoded as it came. */
export async function answerTo(path: string, live: LiveSite): Promise<Answer> {
  const { settings } = live.site.corpus;
  if (path === "/" && settings.pathPrefix !== "/") return { status: 302, to: settings.pathPrefix };
  const decoded = path.startsWith(settings.pathPrefix) ? decode(path.slice(settings.pathPrefix.length)) : undefined;
  if (decoded === undefined) return notFound(live);
  const found = await fileAt(decoded, live);
  if (found !== undefined) return found;
  const page = `${decoded.replace(/\/$/, "")}/index.html`.replace(/^\//, "");
  if (decoded !== "" && !decoded.endsWith("/") && isPage(page, live)) return { status: 301, to: `${path}/` };
  const broken = live.broken(page);
  if (broken !== undefined) return { status: 200, file: page, text: withProblems(live.site, broken) };
  return (await fileAt(page, live)) ?? notFound(live);
}

function isPage(file: string, live: LiveSite): boolean {
  return live.page(file) !== undefined || live.broken(file) !== undefined;
}

/** What is at a path below the output; undefined for nothing. */
async function fileAt(file: string, live: LiveSite): Promise<Answer | undefined> {
  const page = live.page(file);
  if (page !== undefined) return { status: 200, file, text: await page.html() };
  const { corpus } = live.site;
  const attachment = [...corpus.attachments.values()].find(({ path }) => path === `/${file}`);
  if (attachment !== undefined) return { status: 200, at: join(corpus.root, attachment.file) };
  if (ICON.test(file)) return { status: 200, at: join(ICONS, file.slice("assets/".length)) };
  if (INDEX.test(file)) return { status: "index" };
  return `/${file}`.startsWith(BADGES) ? badge(file, live.site) : undefined;
}

function badge(file: string, site: Site): Answer | undefined {
  const reference = site.references.list.find((one) => badgeUrl(anchorOf(site, one)) === `/${file}`);
  return reference && { status: 200, file, text: badgeSvg(reference) };
}

async function notFound(live: LiveSite): Promise<Answer> {
  return { status: 404, file: "404.html", text: (await live.page("404.html")?.html()) ?? "" };
}

/** Undefined for what no browser sends. */
function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The last page of a document with what is wrong with it now, or these alone. */
function withProblems(site: Site, { document, problems, last }: Broken): string {
  const { readLine } = site.corpus;
  const list = problems.map((problem) => html`<pre><code>${formatProblem(problem, readLine)}</code></pre>\n`);
  const words = last === undefined ? "This page cannot be shown." : "Below is its last text without problems.";
  const box = html`<div class="callout callout-caution" role="alert"><p class="callout-title">${document.file} has problems</p>
<p>${words}</p>
${list}</div>
`;
  const page =
    last === undefined ? shell(site, { url: document.url, title: document.file, body: html`` }) : asNow(last, site);
  return page.replace(/<main\b[^>]*>/, (main) => `${main}\n${box}`);
}

/** With the style sheet and the script that are there now. */
function asNow({ html, styleUrl, scriptUrl }: LastPage, { build }: Site): string {
  return html.replaceAll(styleUrl, build.styleUrl).replaceAll(scriptUrl, build.scriptUrl);
}
