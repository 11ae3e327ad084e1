// The Atom feed of post-mortems and runbooks with their texts (RFC 4287). Its date is that of the newest entry, so that
// it changes with the content alone.

import { htmlEscape } from "escape-goat";
import { Feed } from "feed";
import { plainText } from "../core/plain-text.ts";
import { xmlText } from "../core/xml.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import { dateOrder } from "../model/date.ts";
import type { PageData } from "./page-data.ts";
import { absolute, onlyWithUrl, type PageType } from "./page-type.ts";
import { feedContent, feedText } from "./parts/feed-content.ts";
import { changedOn } from "./parts/structured-data.ts";

const ENTRIES = 20;

type Entry = { readonly document: AnyDocument; readonly changed: number };

const page: PageType = onlyWithUrl("/feed.xml", (data) => {
  const { settings } = data.corpus;
  const entries = newest(data);
  const feed = new Feed({
    id: absolute(data, "/"),
    link: absolute(data, "/"),
    title: feedText(settings.title),
    description: feedText(settings.description),
    copyright: "",
    updated: new Date(entries[0]?.changed ?? 0),
    generator: "Faultbook",
    feedLinks: { atom: absolute(data, "/feed.xml") },
    author: { name: feedText(settings.author?.name ?? settings.title) },
  });
  for (const entry of entries) feed.addItem(item(data, entry));
  return xmlText(feed.atom1());
});
export default page;

/** Without a date of its own, a document has no place in a feed. */
function newest(data: PageData): Entry[] {
  const { postmortems, runbooks } = data.corpus;
  const dated = [...postmortems, ...runbooks].map((document) => ({
    document,
    changed: dateOrder(changedOn(document)),
  }));
  return dated
    .filter(({ changed }) => Number.isFinite(changed))
    .sort((a, b) => b.changed - a.changed || (a.document.url < b.document.url ? -1 : 1))
    .slice(0, ENTRIES);
}

function item(data: PageData, { document, changed }: Entry) {
  const { url, title, data: stated } = document;
  return {
    id: absolute(data, url),
    link: absolute(data, url),
    // The library marks titles, summaries and contents as HTML and does not escape them.
    title: htmlEscape(plainText(title)),
    description: htmlEscape(plainText(stated.description ?? "")),
    content: feedContent(data, document),
    date: new Date(changed),
    ...(stated.date === undefined ? {} : { published: new Date(dateOrder(stated.date)) }),
    // The library lets `<` into attributes as it is.
    category: stated.tags.map((tag) => plainText(tag).replaceAll("<", "")).map((name) => ({ name, term: name })),
  };
}
