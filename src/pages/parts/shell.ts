// The frame of every page: head, security policy, navigation, footer.

import { type Html, html, when } from "../../core/html.ts";
import { pageId } from "../../model/page-ids.ts";
import type { PageData } from "../page-data.ts";
import { absolute, href } from "../page-type.ts";
import { currentOf } from "./lists/folders.ts";

export type Page = {
  readonly url: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Filter of the search; undefined keeps the page out of the index. */
  readonly kind?: string | undefined;
  /** Addresses of modules beside the site's own script. */
  readonly scripts?: readonly string[];
  /** Style sheets beside the site's own. */
  readonly styles?: readonly string[];
  readonly body: Html;
  /** What lies beside the page: other documents of its system. */
  readonly nearby?: Html | null;
};

/**
 * Nothing but our own files may load or run. Pagefind compiles WebAssembly and draws icons from data URLs.
 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
export const SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join("; ");

const NAVIGATION = [
  ["/postmortems/", "Post-mortems"],
  ["/runbooks/", "Runbooks"],
  ["/alerts/", "Alerts"],
  ["/references/", "References"],
  ["/checks/", "Checks"],
] as const;

/** A whole HTML document. */
export function shell(data: PageData, page: Page): string {
  const { settings } = data.corpus;
  const title = page.url === "/" ? settings.title : `${page.title} · ${settings.title}`;
  const description = page.description ?? settings.description;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<meta name="description" content="${description}">
<link rel="stylesheet" href="${href(data, data.build.styleUrl)}">
${(page.styles ?? []).map((style) => html`<link rel="stylesheet" href="${href(data, style)}">\n`)}<link rel="icon" href="${href(data, "/assets/icon.svg")}" type="image/svg+xml">
${when(settings.url, () => addresses(data, page))}<meta property="og:title" content="${page.title}">
<meta property="og:description" content="${description}">
${when(settings.url, () => html`<meta property="og:url" content="${absolute(data, page.url)}">\n`)}<script type="module" src="${href(data, data.build.scriptUrl)}"></script>
${(page.scripts ?? []).map((script) => html`<script type="module" src="${href(data, script)}"></script>\n`)}</head>
<body>
<a class="skip" href="#${pageId("main")}">Skip to content</a>
<header class="site">
<a class="brand" href="${href(data, "/")}">${settings.title}</a>
<nav class="menu" id="${pageId("menu")}" aria-label="Site" popover><ul>${NAVIGATION.map(([url, label]) => navigationItem(data, page.url, url, label))}</ul></nav>
<a class="search-link" href="${href(data, "/search/")}">Search<kbd aria-hidden="true">/</kbd></a>
<button type="button" class="menu-button" popovertarget="${pageId("menu")}">Menu</button>
</header>
<div class="frame">
${main(page)}
${page.nearby ?? null}</div>
<footer class="site">${footer(data)}<p class="printed"><span></span>${absolute(data, page.url)}</p></footer>
</body>
</html>
`.toString();
}

/** What needs the site's own address, such as feeds: a site that states none has none of it. */
function addresses(data: PageData, { url }: Page): Html {
  const { title } = data.corpus.settings;
  return html`<link rel="canonical" href="${absolute(data, url)}">
<link rel="alternate" type="application/atom+xml" title="${title}" href="${href(data, "/feed.xml")}">
<link rel="alternate" type="application/atom+xml" title="${title}: upstream changes" href="${href(data, "/references.xml")}">
`;
}

/** The title and the kind are what Pagefind shows and filters by; the body attribute keeps the frame out of the index. */
function main(page: Page): Html {
  if (page.kind === undefined) return html`<main id="${pageId("main")}">${page.body}</main>`;
  return html`<main id="${pageId("main")}" data-pagefind-body data-pagefind-filter="kind:${page.kind}">${page.body}</main>`;
}

function navigationItem(data: PageData, current: string, url: string, label: string): Html {
  const value = currentOf(url, current);
  const here = when(value, () => html` aria-current="${value ?? ""}"`);
  return html`<li><a href="${href(data, url)}"${here}>${label}</a></li>`;
}

/** More pages than that are a list of their own. */
const MOST_LINKED = 6;
const ALL_PAGES = { url: "/pages/", title: "Pages" };

function footer(data: PageData): Html {
  const { author, url } = data.corpus.settings;
  const feed = when(url, () => html` · <a href="${href(data, "/feed.xml")}">Feed</a>`);
  const pages = data.corpus.pages.filter(({ folder }) => folder === "").map(({ url, title }) => ({ url, title }));
  const linked = data.corpus.pages.length > MOST_LINKED ? [ALL_PAGES] : pages;
  const about = linked.map(({ url, title }) => html`<a href="${href(data, url)}">${title}</a> · `);
  const by = when(author, () => html` · ${author?.name ?? ""}`);
  return html`<p>${about}<a href="${href(data, "/workarounds/")}">Workarounds</a> · <a href="${href(data, "/reviews/")}">Reviews</a> · <a href="${href(data, "/hosts/")}">Test hosts</a> · <a href="${href(data, "/tags/")}">Tags</a>${feed}${by}</p>
`;
}
