// The search page: a form that works by its address, and below it the lists that lead to everything, for whoever has not
// typed yet, whose words nothing has, or whose browser runs no script.

import { type Html, html, when } from "../core/html.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { documentList } from "./parts/lists/lists.ts";
import { searchForm } from "./parts/search-form.ts";
import { shell } from "./parts/shell.ts";

/** More documents of a kind than that are one link to their list. */
const LISTED = 30;

const page: PageType = {
  data: { permalink: "/search/index.html" },
  // The script removes the first sentence when it starts: blocked, broken or switched off, it cannot.
  render(data) {
    const body = html`<h1>Search</h1>
${searchForm(data, html` data-index="${href(data, "/pagefind/")}"`)}<p class="search-status" role="status" data-waits>Search is not running. Use these lists:</p>
<div class="search-kinds" role="group" aria-label="Kinds of results" hidden></div>
<ol class="search-hits" hidden></ol>
<button type="button" class="search-more" hidden>More results</button>
<div class="search-lists">
${lists(data)}</div>`;
    return shell(data, { url: "/search/", title: "Search", script: data.build.searchScriptUrl, body });
  },
};
export default page;

function lists(data: PageData): Html {
  const { runbooks, postmortems, pages, checks, hosts, documents } = data.corpus;
  const others = [
    ...(pages.length > 0 ? [["/pages/", "Pages", pages.length] as const] : []),
    ["/alerts/", "Alerts", data.alerts.length],
    ["/checks/", "Checks", checks.length],
    ["/hosts/", "Test hosts", hosts.size],
    ["/references/", "References", data.references.list.length],
    ["/tags/", "Tags", new Set(documents.flatMap((document) => document.data.tags)).size],
  ] as const;
  return html`${documentSection(data, "Runbooks", "/runbooks/", runbooks)}${documentSection(data, "Post-mortems", "/postmortems/", postmortems)}<section><h2>Everything else</h2>
<ul class="search-others">${others.filter(([, , count]) => count > 0).map(([url, name, count]) => html`<li><a href="${href(data, url)}">${name}</a> <span class="count">${count}</span></li>\n`)}</ul></section>
`;
}

function documentSection(
  data: PageData,
  title: string,
  url: string,
  documents: PageData["corpus"]["runbooks"] | PageData["corpus"]["postmortems"],
): Html | null {
  const all = html`<p><a href="${href(data, url)}">All ${documents.length}</a></p>`;
  const list = documents.length > LISTED ? all : documentList(data, documents, { isCompact: true });
  return when(documents.length > 0, () => html`<section><h2>${title}</h2>${list}</section>\n`);
}
