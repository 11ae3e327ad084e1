// Every check with a link to its page, and the shell snippets that are not tested.

import { percentOf, testedShare } from "../checks/authoring/tested-share.ts";
import { type Html, html, when } from "../core/html.ts";
import type { Check } from "../model/check.ts";
import { checkAnchor, checkUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { notTriedWords, triedWords } from "./parts/checks/check-tried.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/checks/index.html" },
  render(data) {
    const { checks } = data.corpus;
    const body = html`<h1>Checks</h1>
<p class="lead">Each check is a snippet from a page of this site. It is tested on <a href="${href(data, "/hosts/")}">test hosts</a>, by real bash in a sandbox that holds nothing else. Open a check to see its verdict on each test host, and its script. No verdict here is about your host.</p>
${checks.length === 0 ? html`<p>No document has a check yet.</p>` : checks.map((check) => section(data, check))}
${untested(data)}`;
    return shell(data, {
      url: "/checks/",
      title: "Checks",
      description: "Every check, and the test hosts that it was tested on",
      body,
    });
  },
};
export default page;

function section(data: PageData, check: Check): Html {
  const { id, asks, document } = check;
  const outcomes = data.outcomes.get(id) ?? [];
  const words =
    outcomes.length === 0 ? html`<strong>${notTriedWords(data, check)}</strong>` : triedWords(data, outcomes);
  return html`<section id="${id}"><h2><a href="${href(data, checkUrl(id))}">${id}</a></h2>
<p>${asks}</p>
<p class="small">From <a href="${href(data, document.url)}#${checkAnchor(id)}">${document.title}</a> · ${words}</p></section>
`;
}

/** Shell snippets that are no check: the page says that they are not tested. */
function untested(data: PageData): Html | null {
  const share = testedShare(data.corpus.documents);
  const found = share.others.map(
    ({ document, place, never }) =>
      html`<li><a href="${href(data, document.url)}">${document.title}</a>, line ${place.line}${never ? " (changes the system)" : ""}</li>\n`,
  );
  return when(
    found.length > 0,
    () =>
      html`<section id="untested"><h2>Not tested</h2><p>Tested: ${share.tested} of ${share.total} shell snippets (${percentOf(share)} %), not counting those that change the system. These snippets are not tested:</p><ul>${found}</ul></section>`,
  );
}
