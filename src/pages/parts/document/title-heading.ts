// The title of a page as its heading. Where that was the first heading of the text, it is spelt as there, as alerts and
// searches name it, and links to that still lead to it.

import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import type { PageData } from "../../page-data.ts";
import { breakableWords, hasOtherLetters } from "../breakable.ts";
import { documentLanguage, siteLanguage } from "../language.ts";

/** The id stands within the heading: Pagefind would take the heading for a section of the page, and list it once more. */
export function titleHeading(
  data: PageData,
  title: string,
  document: AnyDocument | undefined,
  language = document === undefined ? null : documentLanguage(data, document),
): Html {
  const { text = title, id } = document?.heading ?? {};
  const words = breakableWords(text);
  const meta = when(document, () => html` data-pagefind-meta="title"`);
  const direction = language ?? when(hasOtherLetters(text), () => html` dir="auto"`);
  return html`<h1${direction}${meta}>${id === undefined ? words : html`<span id="${id}">${words}</span>`}</h1>`;
}

/** The title of the home page's own document, else that of the site, in its own language. */
export function homeHeading(data: PageData, document: AnyDocument | undefined): Html {
  const language = document === undefined ? siteLanguage(data) : undefined;
  return titleHeading(data, document?.title || data.corpus.settings.title, document, language);
}

/** What the site is about, below its title: in the words of the home page's own document, else in those of the settings. */
export function homeLead(data: PageData, document: AnyDocument | undefined): Html {
  const stated = document?.data.description;
  if (document === undefined || stated === undefined)
    return html`<p class="lead"${siteLanguage(data)}>${data.corpus.settings.description}</p>`;
  return html`<p class="lead"${documentLanguage(data, document)}>${stated}</p>`;
}
