// Every check with its verdicts and a link to its page, and the shell snippets that are not tested.

import { percentOf, testedShare } from "../checks/authoring/tested-share.ts";
import { type Html, html, when } from "../core/html.ts";
import type { Check } from "../model/check.ts";
import { checkAnchor, checkUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { markedVerdicts, notTriedWords } from "./parts/checks/check-tried.ts";
import { sentenceAt, titleAt } from "./parts/language.ts";
import { groupedItems } from "./parts/lists/grouped-list.ts";
import { type Row, rowList } from "./parts/lists/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/checks/index.html" },
  render(data) {
    const { checks } = data.corpus;
    const body = html`<h1>Checks</h1>
<p class="lead">Each check is a snippet from a page of this site, tested by real bash on <a href="${href(data, "/hosts/")}">test hosts</a>. No verdict here is about your host.</p>
${checks.length === 0 ? html`<p>No document has a check yet.</p>` : list(data)}
${untested(data)}`;
    return shell(data, {
      url: "/checks/",
      title: "Checks",
      description: "Every check, and its verdicts on the test hosts",
      body,
    });
  },
};
export default page;

function list(data: PageData): Html {
  return groupedItems(data, [{ title: "", items: data.corpus.checks }], {
    list: (checks, look) => {
      const rows = checks.map((check) => rowOf(data, check));
      return rowList(data, rows, look, "wide");
    },
  });
}

function rowOf(data: PageData, check: Check): Row {
  const { id, asks, document } = check;
  const outcomes = data.outcomes.get(id) ?? [];
  const verdicts =
    outcomes.length === 0 ? html`<strong>${notTriedWords(data, check)}</strong>` : markedVerdicts(outcomes);
  const from = html`<a href="${href(data, document.url)}#${checkAnchor(id)}">${titleAt(data, document)}</a>`;
  return {
    id,
    title: sentenceAt(data, document, asks),
    url: checkUrl(id),
    facts: html`${verdicts} <span>from ${from}</span>`,
    words: id,
  };
}

/** Shell snippets that are no check, by document: the page says that they are not tested. */
function untested(data: PageData): Html | null {
  const share = testedShare(data.corpus.documents);
  const found = [...Map.groupBy(share.others, ({ document }) => document)].map(([document, snippets]) => {
    const each = [false, true].flatMap((never) => {
      const lines = snippets.filter((snippet) => snippet.never === never).map(({ place }) => place.line);
      const words = `${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}`;
      return lines.length === 0
        ? []
        : [never ? `${words} (${lines.length === 1 ? "changes" : "change"} the system)` : words];
    });
    return html`<li><a href="${href(data, document.url)}">${titleAt(data, document)}</a>: ${each.join("; ")}</li>\n`;
  });
  return when(
    found.length > 0,
    () =>
      html`<section id="untested"><h2>Not tested</h2><p>Tested: ${share.tested} of ${share.total} shell snippets (${percentOf(share)} %), not counting those that change the system. These snippets are not tested:</p><ul>${found}</ul></section>`,
  );
}
