// What a page says of itself to search engines, as data: https://schema.org/TechArticle and
// https://schema.org/BreadcrumbList. Browsers run none of it, so that the security policy allows it.

import { type Html, html, trusted } from "../../core/html.ts";
import type { AnyDocument, PostmortemDocument, RunbookDocument } from "../../corpus/documents.ts";
import { type Day, dateOrder } from "../../model/date.ts";
import type { PageData } from "../page-data.ts";
import { absolute } from "../page-type.ts";
import { languageOf } from "./language.ts";
import { type Crumb, crumbsOf } from "./lists/folders.ts";

/** Whether a page is an article and not a list or a page about the site. */
export function isArticle(document: AnyDocument | undefined): document is PostmortemDocument | RunbookDocument {
  return document?.kind === "postmortem" || document?.kind === "runbook";
}

/** The newest day that a document states of itself, a review among them: a build has no clock. Undefined for none. */
export function changedOn({ data }: AnyDocument): Day | undefined {
  const days = [data.updated, data.date, "reviewed" in data ? data.reviewed : undefined];
  return days.reduce((newest, day) => (dateOrder(day) > dateOrder(newest) ? day : newest), undefined);
}

/**
 * The day on which the text last changed, for search engines: as git knows it, else as the document states it. A review
 * changes nothing that they read.
 */
export function textChangedOn({ changed }: PageData, { file, data }: AnyDocument): Day | undefined {
  return changed.get(file) ?? data.updated ?? data.date;
}

/** The script element of a document's page; null for other pages, and on a site that does not know its address. */
export function structuredData(data: PageData, { url }: { readonly url: string }): Html | null {
  const document = data.corpus.byUrl.get(url);
  if (document === undefined || data.corpus.settings.url === undefined || url === "/") return null;
  const parts = [isArticle(document) ? article(data, document) : null, breadcrumbs(data, document)].filter(
    (part) => part !== null,
  );
  if (parts.length === 0) return null;
  return html`<script type="application/ld+json">${jsonText({ "@context": "https://schema.org", "@graph": parts })}</script>\n`;
}

/** No text within can end the element, or a line of a script: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements */
function jsonText(value: object): Html {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return trusted(JSON.stringify(value).replace(/[<\u2028\u2029]/g, escaped));
}

function article(data: PageData, document: PostmortemDocument | RunbookDocument): object {
  const { title, data: stated } = document;
  const { author } = data.corpus.settings;
  return {
    "@type": "TechArticle",
    headline: title,
    description: stated.description,
    datePublished: stated.date,
    dateModified: stated.updated,
    inLanguage: languageOf(data, document),
    author: author && { "@type": "Organization", ...author },
  };
}

/** From the list of its kind to the document; null where nothing is above it. Each step but the last needs an address, which not every folder has. */
function breadcrumbs(data: PageData, document: AnyDocument): object | null {
  const above = crumbsOf(data, document).filter(({ url }) => url !== undefined);
  if (above.length === 0) return null;
  const steps: readonly Crumb[] = [...above, { title: document.title }];
  const items = steps.map(({ title, url }, i) => ({
    "@type": "ListItem",
    position: i + 1,
    name: title,
    item: url && absolute(data, url),
  }));
  return { "@type": "BreadcrumbList", itemListElement: items };
}
