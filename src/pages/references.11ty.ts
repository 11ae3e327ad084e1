// Every upstream item that the content refers to: by state, the latest change first, each with the source of its state.

import { type Html, html, when } from "../core/html.ts";
import { dateOrder, formatDay } from "../model/date.ts";
import type { Reference } from "../model/reference.ts";
import { compareForList, isSettled, STATES } from "../model/state.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { type Group, groupedItems, LONG, SHORT } from "./parts/lists/grouped-list.ts";
import { type ListLook, openingList } from "./parts/lists/lists.ts";
import { anchorOf, stateIcon, stateTitle } from "./parts/references/badge.ts";
import { LOOKS_URL, looked } from "./parts/references/looked.ts";
import { latestMoves } from "./parts/references/moves.ts";
import { moveWords, referenceEntry } from "./parts/references/reference-entry.ts";
import { shell } from "./parts/shell.ts";

const LATEST = 10;

const page: PageType = {
  data: { permalink: "/references/index.html" },
  render(data) {
    const { list } = data.references;
    const groups = byState(list);
    const body = html`<h1>References</h1>
<p class="lead">The upstream bugs, changes and threads that this site refers to, open ones first. Open a line to see its source, its history and the pages that use it. <a href="${href(data, "/trackers/")}">Supported trackers</a> · <a href="${href(data, "/workarounds/")}">Workarounds that wait for these items</a></p>
${looked(data)}${list.length === 0 ? html`<p>No page refers to an item of a supported tracker yet.</p>` : entries(data, groups)}
${forMachines(data)}`;
    return shell(data, {
      url: "/references/",
      title: "References",
      description: "State of every upstream bug, change and thread that this site refers to",
      body,
    });
  },
};
export default page;

/** One group for each state, those that readers wait for first. Within a group the latest change comes first, then by label. */
function byState(list: readonly Reference[]): readonly Group<Reference>[] {
  const states = STATES.toSorted((a, b) => +isSettled(a) - +isSettled(b) || compareForList(a, b));
  return states.map((state) => ({
    title: stateTitle(state),
    icon: stateIcon(state),
    // The list is in the order of labels, and sorting keeps that.
    items: list
      .filter((reference) => reference.state === state)
      .map((reference) => ({ reference, moved: lastMoved(reference) }))
      // Two items whose state never changed both have minus infinity.
      .sort((a, b) => (a.moved === b.moved ? 0 : b.moved - a.moved))
      .map(({ reference }) => reference),
  }));
}

/** When its state changed last, for sorting; what was never read comes last. */
function lastMoved({ history, since }: Reference): number {
  return Math.max(...[since, ...history.map(({ at }) => at)].map(dateOrder));
}

function entries(data: PageData, groups: readonly Group<Reference>[]): Html {
  const { list } = data.references;
  // While they are few, what readers wait for is there without a touch.
  const isOpen = list.filter(({ state }) => !isSettled(state)).length <= LONG;
  return groupedItems(data, groups, {
    list: (items, look, choicesOf) => groupEntries(data, items, look, { isOpen, choicesOf }),
    choices: [{ label: "Upstream host", of: ({ url }) => [new URL(url).host] }],
    before: latestChanges(data),
  });
}

/** Of a long list, a long group that is settled is folded: a search by the browser, the box or an address opens it. */
function groupEntries(
  data: PageData,
  items: readonly Reference[],
  { isCompact }: ListLook,
  { isOpen, choicesOf }: { readonly isOpen: boolean; readonly choicesOf: (item: Reference) => string },
): Html {
  const areSettled = items.every(({ state }) => isSettled(state));
  const rows = items.map((reference) => ({
    ...referenceEntry(data, reference, isOpen && !areSettled),
    choices: choicesOf(reference),
  }));
  const list = openingList(rows, areSettled ? "settled" : "");
  if (!areSettled || !isCompact || items.length <= SHORT) return list;
  return html`<details class="fold"><summary>Show all ${items.length}, latest change first</summary>${list}</details>`;
}

/** The references with the latest changes of state. */
function latestChanges(data: PageData): Html | null {
  const items = latestMoves(data.references.list)
    .slice(0, LATEST)
    .map(
      ({ reference, move }) =>
        html`<li><a href="#${anchorOf(data, reference)}">${reference.label}</a> ${moveWords(move, reference)} <span class="facts">${formatDay(move.at)}</span></li>\n`,
    );
  return when(
    items.length > 0,
    () => html`<section class="latest"><h2>Latest changes of state</h2><ul class="moves">${items}</ul></section>\n`,
  );
}

function forMachines(data: PageData): Html {
  const files = [
    ["/api/references.json", "JSON"],
    ["/api/references.schema.json", "schema"],
    [LOOKS_URL, "lookups"],
    ...(data.corpus.settings.url === undefined ? [] : [["/references.xml", "feed"] as const]),
    ["/metrics.prom", "metrics"],
  ] as const;
  const links = files.map(([url, name], i) => html`${i > 0 ? ", " : ""}<a href="${href(data, url)}">${name}</a>`);
  return html`<p class="small">For programs: ${links}</p>`;
}
