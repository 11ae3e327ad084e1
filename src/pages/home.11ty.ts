// The home page: newest post-mortems, runbooks, and the references that are still open first. A site without content
// gets a welcome with the next two commands instead.

import { type Html, html, when } from "../core/html.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { titleHeading } from "./parts/document/title-heading.ts";
import { groupLinks } from "./parts/lists/grouped-list.ts";
import { documentList } from "./parts/lists/lists.ts";
import { groupsOf, rootOf, sectionText } from "./parts/lists/section-page.ts";
import { badge } from "./parts/references/badge.ts";
import { looked } from "./parts/references/looked.ts";
import { shell } from "./parts/shell.ts";

const NEWEST = 10;
const REFERENCES = 8;
/** More runbooks than that are linked by folder: the list of them has a box to filter it. */
const RUNBOOKS = 30;

const page: PageType = {
  data: { permalink: "/index.html" },
  render(data) {
    const { postmortems, runbooks, pages, settings } = data.corpus;
    const { titles, others } = data.build.withheld;
    const isEmpty = postmortems.length + runbooks.length + pages.length + titles.length + others === 0;
    const own = rootOf(data, "page");
    const body = html`${titleHeading(own.page?.title || settings.title, own.page)}
<p class="lead">${own.page?.data.description ?? settings.description}</p>
${sectionText(data, own)}${withheld(data)}${isEmpty ? welcome() : contents(data)}`;
    return shell(data, { url: "/", title: settings.title, body });
  },
};
export default page;

function contents(data: PageData): Html {
  const { postmortems, runbooks } = data.corpus;
  return html`${when(postmortems.length > 0, () => newest(data))}
${when(runbooks.length > 0, () => runbookSection(data))}
${openReferences(data)}`;
}

function newest(data: PageData): Html {
  const { postmortems } = data.corpus;
  const all = when(
    postmortems.length > NEWEST,
    () => html`<p><a href="${href(data, "/postmortems/")}">All post-mortems</a></p>`,
  );
  // Without dates, it is not known which ones are new.
  const title = postmortems.some(({ data: { date } }) => date !== undefined) ? "Newest post-mortems" : "Post-mortems";
  return html`<section><h2>${title}</h2>${documentList(data, postmortems.slice(0, NEWEST))}${all}</section>`;
}

function runbookSection(data: PageData): Html {
  const { runbooks } = data.corpus;
  if (runbooks.length <= RUNBOOKS) return html`<section><h2>Runbooks</h2>${documentList(data, runbooks)}</section>`;
  const list = href(data, "/runbooks/");
  const groups = groupsOf(data, rootOf(data, "runbook"));
  const links = when(groups.length > 1, () => groupLinks(groups, list));
  return html`<section><h2>Runbooks</h2>${links}<p><a href="${list}">All ${runbooks.length} runbooks</a></p></section>`;
}

/** The list begins with what is still open. */
function openReferences(data: PageData): Html | null {
  const { list } = data.references;
  if (list.length === 0) return null;
  const items = list
    .slice(0, REFERENCES)
    .map(
      (reference) =>
        html`<li><a href="${reference.url}">${reference.label}</a> ${badge(data, reference)}${when(reference.title, () => html`<br><span class="small">${reference.title}</span>`)}</li>\n`,
    );
  return html`<section><h2>Upstream items, open ones first</h2>${looked(data)}<ul class="references">${items}</ul><p><a href="${href(data, "/references/")}">${list.length === 1 ? "1 reference" : `All ${list.length} references`}</a></p></section>`;
}

function welcome(): Html {
  return html`<section class="prose"><h2>Welcome</h2>
<p>There is no content yet. These two commands create the first page:</p>
<pre class="code"><code>mkdir -p content/runbooks
printf '## %s\\n\\nTo do.\\n\\n' 'First minute' Meaning Impact Diagnosis Mitigation &gt; content/runbooks/disk-latency.md</code></pre>
<p>While <code>npm start</code> is running, the page appears as soon as you save the file.</p></section>`;
}

function withheld({ build: { withheld: left } }: PageData): Html | null {
  if (left.titles.length + left.others === 0) return null;
  const titles = left.titles.slice(0, NEWEST).map((title) => html`<li>${title}</li>`);
  const rest = left.others + left.titles.length - titles.length;
  const others = when(
    rest > 0,
    () => html`<li>${rest}${titles.length > 0 ? " other" : ""} file${rest === 1 ? "" : "s"}</li>`,
  );
  return html`<aside class="callout callout-warning" role="note"><p class="callout-title">Not published because of problems</p><ul>${titles}${others}</ul></aside>\n`;
}
