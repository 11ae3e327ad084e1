// The frame of every page: navigation and footer round its text.

import { type Html, html, when } from "../../core/html.ts";
import { pageId } from "../../model/page-ids.ts";
import type { PageData } from "../page-data.ts";
import { absolute, href } from "../page-type.ts";
import { hasContent } from "./has-content.ts";
import { type Headed, head } from "./head.ts";
import { pageLanguage, siteLanguage, titleText } from "./language.ts";
import { currentOf } from "./lists/folders.ts";
import { brandLink, footerLinks, navigationItems } from "./navigation.ts";

export type Page = Headed & {
  readonly body: Html;
  /** What lies beside the page: other documents of its system. */
  readonly nearby?: Html | null;
};

/** A whole HTML document. */
export function shell(data: PageData, page: Page): string {
  return html`<!doctype html>
<html${pageLanguage}>
${head(data, page)}
<body>
<a class="skip" href="#${pageId("main")}">Skip to content</a>
<header class="site">
${header(data, page.url)}</header>
<div class="frame${page.nearby ? " beside" : ""}">
${main(page)}
${page.nearby ?? null}</div>
<footer class="site">${footer(data)}<p class="printed"><span></span>${absolute(data, page.url)}</p></footer>
</body>
</html>
`.toString();
}

/** The title and the kind are what Pagefind shows and filters by; the body attribute keeps the frame out of the index. */
function main(page: Page): Html {
  if (page.kind === undefined) return html`<main id="${pageId("main")}">${page.body}</main>`;
  return html`<main id="${pageId("main")}" data-pagefind-body data-pagefind-filter="kind:${page.kind}">${page.body}</main>`;
}

/** A site without content has nothing to lead to. */
function header(data: PageData, current: string): Html {
  const items = navigationItems(data).map(({ url, label }) => navigationItem(data, current, url, label));
  const menu = html`<nav class="menu" id="${pageId("menu")}" aria-label="Site" popover><ul>${items}</ul></nav>\n`;
  const search = html`<a class="search-link" href="${href(data, "/search/")}">Search<kbd aria-hidden="true">/</kbd></a>\n`;
  const button = html`<button type="button" class="menu-button" popovertarget="${pageId("menu")}">Menu</button>\n`;
  return html`${brandLink(data)}
${when(items.length > 0, () => menu)}${when(hasContent(data, "/search/"), () => search)}${when(items.length > 0, () => button)}`;
}

function navigationItem(data: PageData, current: string, url: string, label: string): Html {
  const value = currentOf(url, current);
  const here = when(value, () => html` aria-current="${value ?? ""}"`);
  return html`<li><a href="${href(data, url)}"${here}>${label}</a></li>`;
}

function footer(data: PageData): Html {
  const { author, footer: stated } = data.corpus.settings;
  const links = footerLinks(data).map(
    ({ url, label }) => html`<a href="${href(data, url)}">${labelOf(data, url, label)}</a>`,
  );
  const parts = author === undefined ? links : [...links, html`${author.name}`];
  const line = parts.map((part, i) => html`${i > 0 ? " · " : ""}${part}`);
  return html`${when(line.length > 0, () => html`<p>${line}</p>`)}${when(stated.text, () => html`<p${siteLanguage(data)}>${stated.text ?? ""}</p>`)}
`;
}

/** A page's own title, or words of the settings or of ours. */
function labelOf(data: PageData, url: string, label: string): Html {
  const document = data.corpus.byUrl.get(url);
  return document?.title === label ? titleText(data, document) : html`${label}`;
}
