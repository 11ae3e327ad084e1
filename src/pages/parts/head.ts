// The <head> of every page: security policy, what browsers load, what search engines and link previews are told.

import { type Html, html, trusted, when } from "../../core/html.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { PageData } from "../page-data.ts";
import { absolute, href } from "../page-type.ts";
import { isIndexed } from "./has-content.ts";
import { isArticle, structuredData } from "./structured-data.ts";

export type Headed = {
  readonly url: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Filter of the search; undefined keeps the page out of the index. */
  readonly kind?: string | undefined;
  /** What leads a search here beside the text: the author's keywords, and the alerts that the page is for. */
  readonly keywords?: readonly string[];
  /** The address of a script that only this page has. */
  readonly script?: string;
  /** A further page of a list: search engines know its entries from the sitemap. */
  readonly isFurther?: true;
};

/**
 * Nothing but our own files may load or run. Pagefind compiles WebAssembly; figures may be data URLs.
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

export function head(data: PageData, page: Headed): Html {
  const { settings } = data.corpus;
  const title = page.url === "/" ? settings.title : `${page.title} · ${settings.title}`;
  return html`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(SECURITY_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<meta name="description" content="${descriptionOf(data, page)}"${when(page.kind && page.description, () => html` data-pagefind-meta="description[content]"`)}>
${keywords(page)}${when(page.isFurther || !isIndexed(data, page.url), () => html`<meta name="robots" content="noindex">\n`)}<link rel="stylesheet" href="${href(data, data.build.styleUrl)}">
<link rel="icon" href="${href(data, "/assets/icon.svg")}" type="image/svg+xml">
<link rel="apple-touch-icon" href="${href(data, "/assets/apple-touch-icon.png")}">
${when(settings.url, () => addresses(data, page))}${preview(data, page)}${structuredData(data, page)}<script type="module" src="${href(data, data.build.scriptUrl)}"></script>
${when(page.script, () => html`<script type="module" src="${href(data, page.script ?? "")}"></script>\n`)}</head>`;
}

/** Pagefind keeps them beside the title, and the search page weighs them as such. */
function keywords({ keywords: words = [] }: Headed): Html | null {
  return when(
    words.length > 0,
    () => html`<meta name="keywords" content="${words.join(", ")}" data-pagefind-meta="keywords[content]">\n`,
  );
}

function descriptionOf({ corpus }: PageData, { description }: Headed): string {
  return description ?? corpus.settings.description;
}

/** What needs the site's own address, such as feeds: a site that states none has none of it. */
function addresses(data: PageData, { url }: Headed): Html {
  const { title } = data.corpus.settings;
  return html`<link rel="canonical" href="${absolute(data, url)}">
<link rel="alternate" type="application/atom+xml" title="${title}" href="${href(data, "/feed.xml")}">
<link rel="alternate" type="application/atom+xml" title="${title}: upstream changes" href="${href(data, "/references.xml")}">
`;
}

/** What chats and social networks show beside a link: https://ogp.me */
function preview(data: PageData, page: Headed): Html {
  const { settings } = data.corpus;
  const document = data.corpus.byUrl.get(page.url);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["og:title", page.title],
    ["og:description", descriptionOf(data, page)],
    ["og:type", isArticle(document) ? "article" : "website"],
    ["og:site_name", settings.title],
    ["og:url", settings.url && absolute(data, page.url)],
    ...image(data),
    ...articleDates(document),
  ];
  return html`${facts.map(([name, content]) => when(content, () => html`<meta property="${name}" content="${content ?? ""}">\n`))}`;
}

function image(data: PageData): [string, string][] {
  const { settings, brand } = data.corpus;
  if (brand.image === undefined || settings.url === undefined) return [];
  return [
    ["og:image", absolute(data, brand.image.attachment.url)],
    ["og:image:alt", brand.image.alt],
  ];
}

function articleDates(document: AnyDocument | undefined): [string, string | undefined][] {
  if (!isArticle(document)) return [];
  return [
    ["article:published_time", document.data.date],
    ["article:modified_time", document.data.updated],
  ];
}
