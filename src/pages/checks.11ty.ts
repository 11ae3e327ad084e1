// Every check with the evidence of its runs, and what of the content is never executed.

import { percentOf, testedShare } from "../checks/authoring/tested-share.ts";
import { type Html, html, when } from "../core/html.ts";
import type { Check, Outcome } from "../model/check.ts";
import { checkAnchor, scriptUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { hostLink, kindWords, notTriedWords, runOutput, triedBy } from "./parts/check-tried.ts";
import { shell } from "./parts/shell.ts";
import { verdictMark } from "./parts/verdict-mark.ts";

const page: PageType = {
  data: { permalink: "/checks/index.html" },
  render(data) {
    const { checks } = data.corpus;
    const body = html`<h1>Checks</h1>
<p class="lead">Snippets of the pages here, each run on <a href="${href(data, "/hosts/")}">machines on file</a> with the real bash, in a sandbox that holds nothing else. The answers below come from those runs; none of them is about your machine.</p>
${checks.length === 0 ? html`<p>No document has a check yet.</p>` : checks.map((check) => section(data, check))}
${untested(data)}`;
    return shell(data, {
      url: "/checks/",
      title: "Checks",
      description: "Every check, and what it answered on machines on file",
      body,
    });
  },
};
export default page;

function section(data: PageData, check: Check): Html {
  const outcomes = data.outcomes.get(check.id) ?? [];
  return html`<section id="${check.id}"><h2>${check.id}</h2>
<p>${check.asks}</p>
<p class="small">From <a href="${href(data, check.document.url)}#${checkAnchor(check.id)}">${check.document.title}</a>${when(outcomes.length > 0, () => html` · <a href="${href(data, scriptUrl(check.id))}">${check.id}.sh</a>`)}</p>
${outcomes.length === 0 ? html`<p><strong>${notTriedWords(data, check)}</strong></p></section>\n` : table(data, check, outcomes)}`;
}

function table(data: PageData, check: Check, outcomes: readonly Outcome[]): Html {
  return html`<p class="small">${triedBy(data, check)}</p>
<div class="table" role="group" aria-label="Runs of ${check.id}" tabindex="0"><table class="stack pairs">
<thead><tr><th scope="col">Machine</th><th scope="col">Answer</th><th scope="col">Output</th><th scope="col">Read and ran</th></tr></thead>
<tbody>${outcomes.map((outcome) => row(data, outcome))}</tbody></table></div></section>
`;
}

function row(data: PageData, outcome: Outcome): Html {
  const { host, verdict, run } = outcome;
  const trace = [
    ...run.read.map((path) => html`<li><code>${path}</code></li>`),
    ...run.listed.map((path) => html`<li>lists <code>${path}</code></li>`),
    ...run.looked.map((path) => html`<li><code>${path}</code> is there</li>`),
    ...run.missing.map((path) => html`<li><code>${path}</code> is missing</li>`),
    ...run.ran.map((command) => html`<li>runs <code>${command}</code></li>`),
    ...run.refused.map((reason) => html`<li>refused: ${reason.asked || "it did not end in time"}</li>`),
  ];
  return html`<tr><td>${hostLink(data, host)} <span class="facts">${kindWords(data, outcome)}</span></td><td>${verdictMark(verdict)}</td><td>${runOutput(run)}</td><td><ul class="trace">${trace}</ul></td></tr>
`;
}

/** Shell snippets that are no check: nobody has tried them here, and the page says so. */
function untested(data: PageData): Html | null {
  const share = testedShare(data.corpus.documents);
  const found = share.others.map(
    ({ document, place, never }) =>
      html`<li><a href="${href(data, document.url)}">${document.title}</a>, line ${place.line}${never ? " (changes the system; never executed)" : ""}</li>\n`,
  );
  return when(
    found.length > 0,
    () =>
      html`<section id="untested"><h2>Not tested</h2><p>Tested: ${share.tested} of ${share.total} shell snippets (${percentOf(share)} %), those that change the system aside. Commands on the pages that no run has tried:</p><ul>${found}</ul></section>`,
  );
}
