// A document's text for readers of a feed: HTML that needs no style sheet, no script and no page round it. States of
// upstream items are left out, because a reader keeps what it once read.

import type { CheerioAPI } from "cheerio";
import { type Html, html, trusted } from "../../core/html.ts";
import { required } from "../../core/lazily.ts";
import { plainText } from "../../core/plain-text.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { Slot } from "../../markdown/document.ts";
import type { Check } from "../../model/check.ts";
import { checkUrl } from "../../model/urls.ts";
import type { PageData } from "../page-data.ts";
import { absolute } from "../page-type.ts";
import { HELD_BACK } from "./document/prose.ts";
import { documentLanguage } from "./language.ts";

const cheerio = required<typeof import("cheerio")>("cheerio");

/** Text of a feed's own elements. Its library undoes `&amp;` before it escapes, so that an `&` must be given as that. */
export function feedText(words: string): string {
  return plainText(words).replaceAll("&", "&amp;");
}

/** The attributes that mean something without our style sheet and scripts. */
const KEPT = new Set("href src alt title width height lang dir colspan rowspan start datetime open".split(" "));
/** They do nothing in a reader of feeds, or are not for reading. */
const LEFT_OUT = "button, form, script, style, template, [hidden]";

/** Parts of a document's text as elements that need no page round them; `ofCheck` makes what stands for a check. */
export function withoutPage(
  data: PageData,
  document: AnyDocument,
  { parts: given, ofCheck }: { readonly parts: readonly (string | Slot)[]; readonly ofCheck: FillsCheck },
): CheerioAPI {
  const parts = given.map((part) => (typeof part === "string" ? trusted(part) : filled(data, document, part, ofCheck)));
  const $ = cheerio().load(html`<div${documentLanguage(data, document)}>${parts}</div>`.toString(), null, false);
  $(LEFT_OUT).remove();
  $("input[type=checkbox]").each((_, box) => void $(box).replaceWith($(box).is("[checked]") ? "☑" : "☐"));
  return $;
}

type FillsCheck = (check: Check, address: string) => Html;

/** The text as HTML in which every address is a full one. */
export function feedContent(data: PageData, document: AnyDocument): string {
  const $ = withoutPage(data, document, { parts: document.rendered.parts, ofCheck: check });
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

function filled(data: PageData, document: AnyDocument, slot: Slot, ofCheck: FillsCheck): Html | null {
  switch (slot.kind) {
    case "check": {
      const found = data.corpus.checkById.get(slot.id);
      return found === undefined ? null : ofCheck(found, absolute(data, checkUrl(slot.id)));
    }
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
function check({ asks, snippet }: Check, address: string): Html {
  return html`<p><strong>${asks}</strong></p><pre><code>(\n${snippet}\n)</code></pre><p><a href="${address}">What each answer of this check means</a></p>`;
}
