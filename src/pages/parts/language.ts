// The language of documents and of the settings' texts. The words of the interface are English, so every page is; what
// an author wrote carries its own language and direction where that is another one.

import { type Html, html } from "../../core/html.ts";
import { directionOf } from "../../core/language.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { PageData } from "../page-data.ts";
import { breakable, breakableWords } from "./breakable.ts";

/** That of every page's frame. */
const INTERFACE = "en";

/** Attributes of <html>. */
export const pageLanguage = html` lang="${INTERFACE}"`;

/** What a document is written in: its own language, else that of the site. */
export function languageOf({ corpus: { settings } }: PageData, { data: { lang } }: AnyDocument): string {
  return lang ?? settings.lang;
}

/** Attributes of an element that holds only a document's text; nothing where that is in the interface's language. */
export function documentLanguage(data: PageData, document: AnyDocument): Html | null {
  return attributesOf(languageOf(data, document));
}

/** The same for texts of the settings. */
export function siteLanguage({ corpus: { settings } }: PageData): Html | null {
  return attributesOf(settings.lang);
}

function attributesOf(lang: string): Html | null {
  return lang === INTERFACE ? null : html` lang="${lang}" dir="${directionOf(lang)}"`;
}

/** Attributes of an element of the interface that stands within a document's text. */
export function interfaceLanguage(data: PageData, document: AnyDocument): Html | null {
  return documentLanguage(data, document) && html` lang="${INTERFACE}" dir="ltr"`;
}

/** A document's title among other words. */
export function titleText(data: PageData, document: AnyDocument): Html {
  return documentText(data, document, document.title);
}

/** The same where only its address is at hand. */
export function titleAt(data: PageData, { url, title }: Pick<AnyDocument, "url" | "title">): Html {
  const document = data.corpus.byUrl.get(url);
  return document === undefined ? breakable(title) : titleText(data, document);
}

/** The same for another text of its front matter, or a heading of it. */
export function documentText(data: PageData, document: AnyDocument, text: string): Html {
  const stated = documentLanguage(data, document);
  return stated === null ? breakable(text) : html`<bdi${stated}>${breakableWords(text)}</bdi>`;
}

/** The same for a sentence, whose long words the style sheet parts. */
export function sentence(data: PageData, document: AnyDocument, text: string): Html {
  const stated = documentLanguage(data, document);
  return stated === null ? html`${text}` : html`<bdi${stated}>${text}</bdi>`;
}

/** The same where only its address is at hand. */
export function sentenceAt(data: PageData, { url }: Pick<AnyDocument, "url">, text: string): Html {
  const document = data.corpus.byUrl.get(url);
  return document === undefined ? html`${text}` : sentence(data, document, text);
}
