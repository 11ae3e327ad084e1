// One page for each test host: where its bytes come from, what they are, and the verdicts of the checks on it.

import { hostKind, isRecorded, NOT_RECORDED } from "../checks/runs/evidence-kind.ts";
import { type Html, html, when } from "../core/html.ts";
import { oncePerList } from "../core/once-per-list.ts";
import type { Check } from "../model/check.ts";
import { callOf, type Host } from "../model/host.ts";
import { checkUrl, hostUrl, outputOf } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { hostLink, runOutput } from "./parts/checks/check-tried.ts";
import { hostFile } from "./parts/checks/host-files.ts";
import { verdictMark } from "./parts/checks/verdict-mark.ts";
import { ABOVE, breadcrumb } from "./parts/lists/folders.ts";
import { shell } from "./parts/shell.ts";

const page: PageType<{ host: Host }> = {
  data: {
    pagination: { data: "toMake.hosts", size: 1, alias: "host" },
    permalink: ({ host }) => outputOf(hostUrl(host.name)),
  },
  render(data) {
    const { host } = data;
    const body = html`<article>${breadcrumb(data, ABOVE.host)}<h1>${host.name}</h1>
<p class="lead">${host.summary}</p>
<dl class="summary"><dt>Kind</dt><dd>${hostKind(host)}</dd><dt>Source</dt><dd>${source(host)}</dd>
${when(host.shaped, () => html`<dt>How ${hostKind(host) === NOT_RECORDED ? "it" : "the rest"} was written</dt><dd>${host.shaped ?? null}</dd>`)}${when(host.special, () => html`<dt>What is special</dt><dd>${host.special ?? null}</dd>`)}</dl>
${differences(data, host)}${answers(data, host)}${files(host)}${transcripts(host)}</article>`;
    return shell(data, {
      url: hostUrl(host.name),
      title: host.name,
      description: host.summary,
      body,
    });
  },
};
export default page;

function source({ source: text }: Host): Html {
  const isUrl = /^https?:\/\/\S+$/.test(text) && URL.canParse(text);
  return isUrl ? html`<a href="${text}">${text}</a>` : html`${text}`;
}

/** In what it differs from the host that it starts from; it has taken over everything else from there. */
function differences(data: PageData, { differences: found }: Host): Html | null {
  if (found === undefined) return null;
  const items = [
    ...found.own.map((name) => html`<li><code>${name}</code></li>\n`),
    ...found.without.map(
      (name) => html`<li><code>${name}</code> <span class="facts">does not exist here</span></li>\n`,
    ),
  ];
  const parent = hostLink(data, found.from);
  if (items.length === 0) return html`<p>Has the same files and command output as ${parent}.</p>\n`;
  return html`<h2 id="differences">Differences</h2><p>Differs from ${parent} in:</p>\n<ul>${items}</ul>\n`;
}

const outcomesOn = oncePerList((_checks: readonly Check[], { outcomes }: PageData) =>
  Map.groupBy([...outcomes.values()].flat(), ({ host }) => host),
);

function answers(data: PageData, host: Host): Html | null {
  const found = outcomesOn(data.corpus.checks, data).get(host.name) ?? [];
  const rows = found.map(
    ({ check, verdict, run }) =>
      html`<tr><td><a href="${href(data, checkUrl(check))}">${check}</a></td><td>${verdictMark(verdict)}</td><td>${runOutput(run)}</td></tr>\n`,
  );
  return when(
    rows.length > 0,
    () =>
      html`<h2>Verdicts of checks on this test host</h2><div class="table" role="group" aria-label="Checks"><table><thead><tr><th scope="col">Check</th><th scope="col">Verdict</th><th scope="col">Output</th></tr></thead><tbody>${rows}</tbody></table></div>\n`,
  );
}

function files(host: Host): Html | null {
  const items = [...host.files].map(([path, bytes]) => hostFile(path, bytes, kindOf(host, path)));
  return when(items.length > 0, () => html`<h2>Files</h2>${items}`);
}

function kindOf(host: Host, thing: string): "recorded" | typeof NOT_RECORDED {
  return isRecorded(host, thing) ? "recorded" : NOT_RECORDED;
}

function transcripts(host: Host): Html | null {
  const items = host.transcripts.map(
    ({ argv, stdin, stdout, stderr, exit }) =>
      html`<dt><code>${callOf({ argv, stdin })}</code> <span class="facts">${kindOf(host, argv.join(" "))}</span></dt><dd><samp>${stdout}${stderr}</samp>${when(exit !== 0, () => html` (exit ${exit})`)}</dd>`,
  );
  return when(items.length > 0, () => html`<h2>Commands</h2><dl class="transcripts">${items}</dl>`);
}
