// The Atom feed of post-mortems (RFC 4287). Its date is that of the newest entry, so that it changes with the content
// alone.

import { htmlEscape } from "escape-goat";
import { Feed } from "feed";
import { xmlText } from "../core/xml.ts";
import { dateOrder } from "../model/date.ts";
import { absolute, onlyWithUrl, type PageType } from "./page-type.ts";

const ENTRIES = 20;

const page: PageType = onlyWithUrl("/feed.xml", (data) => {
  const { settings, postmortems } = data.corpus;
  const dated = postmortems.filter((postmortem) => postmortem.data.date !== undefined).slice(0, ENTRIES);
  const newest = Math.max(0, ...dated.map(({ data: { date, updated } }) => dateOrder(updated ?? date)));
  const feed = new Feed({
    id: absolute(data, "/"),
    link: absolute(data, "/"),
    title: htmlEscape(settings.title),
    description: htmlEscape(settings.description),
    copyright: "",
    updated: new Date(newest),
    generator: "Faultbook",
    feedLinks: { atom: absolute(data, "/feed.xml") },
    author: { name: settings.author?.name ?? settings.title },
  });
  for (const { url, title, data: stated } of dated) {
    feed.addItem({
      id: absolute(data, url),
      link: absolute(data, url),
      // The library marks titles and summaries as HTML and does not escape them.
      title: htmlEscape(title),
      description: htmlEscape(stated.description ?? ""),
      date: new Date(dateOrder(stated.updated ?? stated.date)),
      published: new Date(dateOrder(stated.date)),
      category: stated.tags.map((name) => ({ name, term: name })),
    });
  }
  return xmlText(feed.atom1());
});
export default page;
