// The Atom feed of upstream changes (RFC 4287): one entry for each change of state of a reference. Its date is that of
// the newest entry, so that it changes with the record alone.

import { createHash } from "node:crypto";
import { htmlEscape } from "escape-goat";
import { Feed } from "feed";
import { type Html, html, when } from "../core/html.ts";
import { plainText } from "../core/plain-text.ts";
import { xmlText } from "../core/xml.ts";
import { dateOrder } from "../model/date.ts";
import type { Transition } from "../model/record.ts";
import type { Reference } from "../model/reference.ts";
import { stateWords } from "../model/state.ts";
import type { PageData } from "./page-data.ts";
import { absolute, onlyWithUrl, type PageType } from "./page-type.ts";
import { feedText } from "./parts/feed-content.ts";
import { anchorOf } from "./parts/references/badge.ts";

const ENTRIES = 100;

type Entry = { readonly id: string; readonly date: number; readonly reference: Reference; readonly moved: Transition };

const page: PageType = onlyWithUrl("/references.xml", (data) => {
  const { settings } = data.corpus;
  const entries = newest(data);
  const feed = new Feed({
    id: absolute(data, "/references.xml"),
    link: absolute(data, "/references/"),
    title: feedText(`${settings.title}: upstream changes`),
    description: feedText("Changes of state of the upstream bugs, commits and threads that this site refers to"),
    copyright: "",
    updated: new Date(entries[0]?.date ?? 0),
    generator: "Faultbook",
    feedLinks: { atom: absolute(data, "/references.xml") },
    author: { name: feedText(settings.author?.name ?? settings.title) },
  });
  for (const entry of entries) feed.addItem(item(data, entry));
  return xmlText(feed.atom1());
});
export default page;

function newest(data: PageData): Entry[] {
  const all = data.references.list.flatMap((reference) =>
    reference.history.map((moved) => ({
      id: idOf(data, reference, moved),
      date: dateOrder(moved.seen ?? moved.at),
      ...{ reference, moved },
    })),
  );
  const unique = [...new Map(all.map((entry) => [entry.id, entry])).values()];
  return unique.sort((a, b) => b.date - a.date || (a.id < b.id ? -1 : 1)).slice(0, ENTRIES);
}

/** Of the address and not of the anchor: an id must never change, and an anchor does when another reference is alike. Two
 * references of one item give the same entry. */
function idOf(data: PageData, { item: url }: Reference, { at, seen, from, to, target }: Transition): string {
  const facts = JSON.stringify([url, at, seen ?? null, from, to, target ?? null]);
  const hash = createHash("sha256").update(facts).digest("hex").slice(0, 16);
  return absolute(data, `/references.xml#${hash}`);
}

function item(data: PageData, { id, date, reference, moved }: Entry) {
  const { label, isChange } = reference;
  const which = moved.target === undefined ? label : `${label} (${moved.target})`;
  const [from, to] = [moved.from, moved.to].map((state) => stateWords(state, { isChange }));
  return {
    id,
    link: absolute(data, `/references/#${anchorOf(data, reference)}`),
    // The library marks titles and contents as HTML and does not escape them.
    title: htmlEscape(plainText(`${which}: ${from} → ${to}`)),
    content: content(data, reference, moved).toString(),
    date: new Date(date),
  };
}

function content(data: PageData, { url, title, label, uses }: Reference, { remoteStatus }: Transition): Html {
  const documents = new Map(uses.map(({ document }) => [document.url, document.title]));
  const links = [...documents].map(
    ([used, name]) => html`<li><a href="${absolute(data, used)}">${plainText(name)}</a></li>`,
  );
  return html`${when(title, () => html`<p>${plainText(title ?? "")}</p>`)}<p>Upstream status “${plainText(remoteStatus)}”: <a href="${url}">${plainText(label)}</a></p><p>Used in:</p><ul>${links}</ul>`;
}
