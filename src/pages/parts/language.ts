// The language of a page and of the documents on it, where it is not that of the page round them.

import { type Html, html, when } from "../../core/html.ts";
import { directionOf } from "../../core/language.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { PageData } from "../page-data.ts";
import { breakable, breakableWords } from "./breakable.ts";

/** Attributes of <html>. */
export function pageLanguage({ corpus: { settings } }: PageData): Html {
  const { lang } = settings;
  return html` lang="${lang}"${when(directionOf(lang) === "rtl", () => html` dir="rtl"`)}`;
}

/** Attributes of the element that holds a document's text; nothing where the site's language is its own. */
export function documentLanguage({ corpus: { settings } }: PageData, { data: { lang } }: AnyDocument): Html | null {
  if (lang === undefined || lang === settings.lang) return null;
  return html` lang="${lang}" dir="${directionOf(lang)}"`;
}

/** A document's title among other words. */
export function titleText(data: PageData, document: AnyDocument): Html {
  return documentText(data, document, document.title);
}

/** The same for another text of its front matter. */
export function documentText(data: PageData, document: AnyDocument, text: string): Html {
  const stated = documentLanguage(data, document);
  return stated === null ? breakable(text) : html`<bdi${stated}>${breakableWords(text)}</bdi>`;
}
