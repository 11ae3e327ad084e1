// The home page: a search field, how things stand, the runbooks with their alerts, and what is new. A site without
// content gets a welcome with the next two commands instead.

import { type Html, html, when } from "../core/html.ts";
import { formatDay } from "../model/date.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { counts } from "./parts/counts.ts";
import { homeHeading, homeLead } from "./parts/document/title-heading.ts";
import { LONG } from "./parts/lists/grouped-list.ts";
import { documentList } from "./parts/lists/lists.ts";
import { runbookIndex } from "./parts/lists/runbook-index.ts";
import { rootOf, sectionText } from "./parts/lists/section-page.ts";
import { badge } from "./parts/references/badge.ts";
import { looked } from "./parts/references/looked.ts";
import { latestMoves, type Moved } from "./parts/references/moves.ts";
import { searchForm } from "./parts/search-form.ts";
import { shell } from "./parts/shell.ts";

const NEWEST = 5;
const PAGES = 30;
const WITHHELD = 10;

const page: PageType = {
  data: { permalink: "/index.html" },
  render(data) {
    const { postmortems, runbooks, pages, settings } = data.corpus;
    const { titles, others } = data.build.withheld;
    const isEmpty = postmortems.length + runbooks.length + pages.length + titles.length + others === 0;
    const own = rootOf(data, "page");
    const body = html`${homeHeading(data, own.page)}
${homeLead(data, own.page)}
${sectionText(data, own)}${withheld(data)}${isEmpty ? welcome() : contents(data)}`;
    return shell(data, { url: "/", title: settings.title, body });
  },
};
export default page;

/**
 * On a wide screen, what is new stands beside the list of runbooks; where that is only a few links, below them: see
 * theme/home.css.
 */
function contents(data: PageData): Html {
  const first = runbookIndex(data) ?? pageList(data);
  const news = [newest(data), upstream(data)].filter((part) => part !== null);
  const { length } = data.corpus.runbooks;
  const isBeside = length > 0 && length <= LONG && news.length > 0;
  // Two headings beside each other: a link alone would stand beside one.
  const areTwo = data.corpus.postmortems.length > 0 && latestMoves(data.references.list).length > 0;
  const shape = isBeside || !areTwo ? "news" : "news halves";
  const beside = when(news.length > 0, () => html`<div class="${shape}">${news}</div>\n`);
  return html`${searchForm(data)}${counts(data)}<div class="home${isBeside ? " columns" : ""}">
${first}${beside}</div>`;
}

function newest(data: PageData): Html | null {
  const { postmortems } = data.corpus;
  if (postmortems.length === 0) return null;
  const all = when(
    postmortems.length > NEWEST,
    () => html`<p><a href="${href(data, "/postmortems/")}">All ${postmortems.length} post-mortems</a></p>`,
  );
  // Without dates, it is not known which ones are new.
  const title = postmortems.some(({ data: { date } }) => date !== undefined) ? "Newest post-mortems" : "Post-mortems";
  return html`<section><h2>${title}</h2>${documentList(data, postmortems.slice(0, NEWEST))}${all}</section>
`;
}

/** What moved last; the link to all stands also where nothing ever moved. */
function upstream(data: PageData): Html | null {
  const { list } = data.references;
  if (list.length === 0) return null;
  const items = latestMoves(list)
    .slice(0, NEWEST)
    .map((moved) => movedItem(data, moved));
  const moves = when(
    items.length > 0,
    () => html`<h2>Latest upstream changes</h2><ul class="references">${items}</ul>`,
  );
  const all = list.length === 1 ? "1 reference" : `All ${list.length} references`;
  return html`<section>${moves}<p><a href="${href(data, "/references/")}">${all}</a></p>${looked(data)}</section>
`;
}

function movedItem(data: PageData, { reference, move }: Moved): Html {
  const { url, label, title } = reference;
  return html`<li><a href="${url}">${label}</a> ${badge(data, reference)} <span class="facts">${formatDay(move.at)}</span>${when(title, () => html`<p>${title}</p>`)}</li>
`;
}

/** Where there is nothing else, so that no document is left without a link. */
function pageList(data: PageData): Html | null {
  const { postmortems, runbooks, pages } = data.corpus;
  if (postmortems.length + runbooks.length > 0 || pages.length === 0) return null;
  return html`<section><h2>Pages</h2>${documentList(data, pages.slice(0, PAGES))}</section>
`;
}

function welcome(): Html {
  return html`<section class="prose"><h2>Welcome</h2>
<p>There is no content yet. These two commands create the first page:</p>
<pre class="code"><code>mkdir -p content/runbooks
printf '## %s\\n\\nTo do.\\n\\n' 'First minute' Meaning Impact Diagnosis Mitigation &gt; content/runbooks/disk-latency.md</code></pre>
<p>While <code>npm start</code> is running, the page appears as soon as you save the file.</p></section>`;
}

function withheld({ build: { withheld: left } }: PageData): Html | null {
  if (left.titles.length + left.others + left.rules === 0) return null;
  const titles = left.titles.slice(0, WITHHELD).map((title) => html`<li>${title}</li>`);
  const rest = left.others + left.titles.length - titles.length;
  const others = when(
    rest > 0,
    () => html`<li>${rest}${titles.length > 0 ? " other" : ""} file${rest === 1 ? "" : "s"}</li>`,
  );
  const rules = when(left.rules > 0, () => html`<li>${left.rules} alerting rule${left.rules === 1 ? "" : "s"}</li>`);
  return html`<aside class="callout callout-warning" role="note"><p class="callout-title">Not published because of problems</p><ul>${titles}${others}${rules}</ul></aside>\n`;
}
