// A document's text for readers of a feed: HTML that needs no style sheet, no script and no page round it. States of
// upstream items are left out, because a reader keeps what it once read.

import { load } from "cheerio";
import { type Html, html, trusted } from "../../core/html.ts";
import { plainText } from "../../core/plain-text.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { Slot } from "../../markdown/document.ts";
import { checkUrl } from "../../model/urls.ts";
import type { PageData } from "../page-data.ts";
import { absolute } from "../page-type.ts";
import { HELD_BACK } from "./document/prose.ts";
import { documentLanguage } from "./language.ts";

/** Text of a feed's own elements. Its library undoes `&amp;` before it escapes, so that an `&` must be given as that. */
export function feedText(words: string): string {
  return plainText(words).replaceAll("&", "&amp;");
}

/** The attributes that mean something without our style sheet and scripts. */
const KEPT = new Set("href src alt title width height lang dir colspan rowspan start datetime open".split(" "));
/** They do nothing in a reader of feeds, or are not for reading. */
const LEFT_OUT = "button, form, script, style, template, [hidden]";

/** The text as HTML in which every address is a full one. */
export function feedContent(data: PageData, document: AnyDocument): string {
  const parts = document.rendered.parts.map((part) =>
    typeof part === "string" ? trusted(part) : filled(data, document, part),
  );
  const $ = load(html`<div${documentLanguage(data, document)}>${parts}</div>`.toString(), null, false);
  $(LEFT_OUT).remove();
  $("input[type=checkbox]").each((_, box) => void $(box).replaceWith($(box).is("[checked]") ? "☑" : "☐"));
  // Colours are classes of our style sheet.
  $("pre code").each((_, code) => void $(code).text($(code).text()));
  const home = absolute(data, document.url);
  $("*").each((_, element) => {
    for (const [name, value] of Object.entries($(element).attr() ?? {})) {
      if (!KEPT.has(name)) $(element).removeAttr(name);
      else if (name === "href" || name === "src") $(element).attr(name, URL.parse(value, home)?.href ?? value);
    }
  });
  $("span:not([lang], [dir], [title])").each((_, span) => void $(span).replaceWith($(span).contents()));
  return $.html();
}

function filled(data: PageData, document: AnyDocument, slot: Slot): Html | null {
  switch (slot.kind) {
    case "check":
      return check(data, slot.id);
    case "until":
    case "state":
      return null;
    case "image": {
      const address = addressOf(data, document, slot.url);
      if (address === undefined) return html`${slot.alt} ${HELD_BACK}`;
      return html`<img src="${address}"${trusted(slot.attributes)}>`;
    }
    case "link": {
      const address = addressOf(data, document, slot.url);
      return address === undefined ? null : html`<a href="${address}"${trusted(slot.attributes)}>`;
    }
    case "link-end":
      return addressOf(data, document, slot.url) === undefined ? html` ${HELD_BACK}` : trusted("</a>");
  }
}

function addressOf(data: PageData, document: AnyDocument, url: string): string | undefined {
  const target = data.corpus.target(url, document);
  return target.kind === "page" ? absolute(data, target.url) : undefined;
}

/** In parentheses, because whoever pastes it would be logged out by its `exit`. */
function check(data: PageData, id: string): Html | null {
  const found = data.corpus.checkById.get(id);
  if (found === undefined) return null;
  const address = absolute(data, checkUrl(id));
  return html`<p><strong>${found.asks}</strong></p><pre><code>(\n${found.snippet}\n)</code></pre><p><a href="${address}">What each answer of this check means</a></p>`;
}
