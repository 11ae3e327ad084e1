// One page for each check: its question, the ways to run it, what each verdict means, what it did on each test host, and,
// folded up, its script. /checks/<id>/

import { type Html, html, trusted, when } from "../core/html.ts";
import type { Check, Outcome, Run } from "../model/check.ts";
import { checkAnchor, checkUrl, outputOf, scriptUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { ownPanel } from "./parts/checks/check-panel.ts";
import {
  captureLink,
  countedVerdicts,
  hostLink,
  kindWords,
  markedVerdicts,
  notTriedWords,
  ranBy,
  reads,
  runOutput,
  triedWords,
  unreached,
} from "./parts/checks/check-tried.ts";
import { verdictMark } from "./parts/checks/verdict-mark.ts";
import { sentenceAt, titleAt } from "./parts/language.ts";
import { ABOVE, breadcrumb } from "./parts/lists/folders.ts";
import { shell } from "./parts/shell.ts";

const page: PageType<{ check: Check }> = {
  data: {
    pagination: { data: "toMake.checks", size: 1, alias: "check" },
    permalink: ({ check }) => outputOf(checkUrl(check.id)),
  },
  render(data) {
    const { check } = data;
    const { id, asks, document } = check;
    const fence = data.corpus.byUrl.get(document.url)?.rendered.checks.find((one) => one.id === id);
    const body = html`<article>${breadcrumb(data, ABOVE.check)}<h1>${sentenceAt(data, document, asks)}</h1>
<p class="facts">Check ${id} · from <a href="${href(data, document.url)}#${checkAnchor(id)}">${titleAt(data, document)}</a></p>
${ownPanel(data, check, trusted(fence?.html ?? ""))}
${machines(data, check)}${script(data, check)}</article>`;
    return shell(data, { url: checkUrl(id), title: asks, description: described(data, check), body });
  },
};
export default page;

/** "Check zfs-avx of “ZFS is slow”. Tested on 16 test hosts, not yours: 16 not recorded: 12 OK · 4 AFFECTED" */
function described(data: PageData, check: Check): string {
  const outcomes = data.outcomes.get(check.id) ?? [];
  const tested =
    outcomes.length === 0 ? notTriedWords(data, check) : `${triedWords(data, outcomes)}: ${countedVerdicts(outcomes)}`;
  return `Check ${check.id} of “${check.document.title}”. ${tested}`;
}

function machines(data: PageData, check: Check): Html {
  const outcomes = data.outcomes.get(check.id) ?? [];
  if (outcomes.length === 0) return html`<p class="not-tried"><strong>${notTriedWords(data, check)}</strong></p>\n`;
  return html`<h2 id="machines">Test hosts</h2>
<p>${triedWords(data, outcomes)}: ${markedVerdicts(outcomes)}</p>
<div class="table" role="group" aria-label="Runs of ${check.id}"><table class="stack pairs">
<thead><tr><th scope="col">Test host</th><th scope="col">Verdict</th><th scope="col">Output</th><th scope="col">Reads and runs</th></tr></thead>
<tbody>${outcomes.map((outcome) => row(data, outcome))}</tbody></table></div>
${reads(outcomes)}${unreached(check, outcomes)}
<p class="small">${ranBy(data, check)} ${captureLink(data, check)}</p>
`;
}

function row(data: PageData, outcome: Outcome): Html {
  const { host, verdict, run } = outcome;
  return html`<tr><td>${hostLink(data, host)} <span class="facts">${kindWords(data, outcome)}</span></td><td>${verdictMark(verdict)}</td><td>${runOutput(run)}</td><td>${trace(run)}</td></tr>
`;
}

/** Folded up: what the check reads is alike on most test hosts. */
function trace(run: Run): Html {
  const paths = [
    ...run.read.map((path) => html`<li><code>${path}</code></li>`),
    ...run.listed.map((path) => html`<li>lists <code>${path}</code></li>`),
    ...run.looked.map((path) => html`<li><code>${path}</code> exists</li>`),
    ...run.missing.map((path) => html`<li><code>${path}</code> does not exist</li>`),
  ];
  const commands = run.ran.map((command) => html`<li>runs <code>${command}</code></li>`);
  const refused = run.refused.map((reason) => html`<li>refused: ${reason.asked || "it did not end in time"}</li>`);
  const counts = [
    [paths.length, "path"],
    [commands.length, "command"],
    [refused.length, "refusal"],
  ] as const;
  const words = counts.flatMap(([count, name]) => (count === 0 ? [] : [`${count} ${name}${count === 1 ? "" : "s"}`]));
  if (words.length === 0) return html`nothing`;
  return html`<details class="trace"><summary>${words.join(", ")}</summary><ul>${paths}${commands}${refused}</ul></details>`;
}

/** The script as it is fetched, to read here: a phone may save a file without an ending instead of showing it. */
function script(data: PageData, { id }: Check): Html | null {
  const text = data.scripts.get(id)?.script;
  return when(
    text,
    () => html`<h2 id="script">Script</h2>
<p>Its exit code is 0 for OK, 1 for AFFECTED, 2 for CANNOT TELL.</p>
<details><summary>${text?.trimEnd().split("\n").length ?? 0} lines</summary>
<pre><code>${text ?? ""}</code></pre></details>
<p class="small">The same as a file: <a href="${href(data, scriptUrl(id))}">${scriptUrl(id)}</a></p>
`,
  );
}
