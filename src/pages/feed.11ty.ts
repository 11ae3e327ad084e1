// The Atom feed of post-mortems (RFC 4287). Its date is that of the newest entry, so that it changes with the content
// alone.

import { Feed } from "feed";
import { dateOrder } from "../model/date.ts";
import { absolute, type PageType } from "./page-type.ts";

const ENTRIES = 20;

const page: PageType = {
  data: { permalink: "/feed.xml" },
  render(data) {
    const { settings, postmortems } = data.corpus;
    const dated = postmortems.filter((postmortem) => postmortem.data.date !== undefined).slice(0, ENTRIES);
    const newest = Math.max(0, ...dated.map(({ data: { date, updated } }) => dateOrder(updated ?? date)));
    const feed = new Feed({
      id: absolute(data, "/"),
      link: absolute(data, "/"),
      title: settings.title,
      description: settings.description,
      copyright: "",
      updated: new Date(newest),
      generator: "Faultbook",
      feedLinks: { atom: absolute(data, "/feed.xml") },
      ...(settings.author === undefined ? {} : { author: { name: settings.author.name } }),
    });
    for (const { url, title, data: stated } of dated) {
      feed.addItem({
        id: absolute(data, url),
        link: absolute(data, url),
        title,
        description: stated.description ?? "",
        date: new Date(dateOrder(stated.updated ?? stated.date)),
        published: new Date(dateOrder(stated.date)),
        category: stated.tags.map((name) => ({ name })),
      });
    }
    return feed.atom1();
  },
};
export default page;
