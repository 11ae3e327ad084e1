// One page for each recorded machine: where its bytes come from, what they are, and what checks said on it.

import { type Html, html, when } from "../core/html.ts";
import type { Host } from "../model/host.ts";
import { checkUrl, hostUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, outputOf, type PageType } from "./page-type.ts";
import { runOutput, verdictMark } from "./parts/check-panel.ts";
import { shell } from "./parts/shell.ts";

const page: PageType<{ host: Host }> = {
  data: {
    pagination: { data: "hostList", size: 1, alias: "host" },
    permalink: ({ host }) => outputOf(hostUrl(host.name)),
  },
  render(data) {
    const { host } = data;
    const body = html`<article><h1>${host.name}</h1>
<p class="lead">${host.summary}</p>
<dl class="summary"><dt>Kind</dt><dd>${host.kind}</dd><dt>Source</dt><dd>${host.source}</dd>
${when(host.shaped, () => html`<dt>Not recorded</dt><dd>${host.shaped ?? null}</dd>`)}${when(host.special, () => html`<dt>What is special</dt><dd>${host.special ?? null}</dd>`)}</dl>
${answers(data, host)}${files(host)}${transcripts(host)}</article>`;
    return shell(data, {
      url: hostUrl(host.name),
      title: host.name,
      description: host.summary,
      body,
    });
  },
};
export default page;

function answers(data: PageData, host: Host): Html | null {
  const found = [...data.outcomes.values()].flat().filter((outcome) => outcome.host === host.name);
  const rows = found.map(
    ({ check, verdict, run }) =>
      html`<tr><td><a href="${href(data, checkUrl(check))}">${check}</a></td><td>${verdictMark(verdict)}</td><td>${runOutput(run)}</td></tr>\n`,
  );
  return when(
    rows.length > 0,
    () =>
      html`<h2>What checks said here</h2><div class="table" role="group" aria-label="Checks" tabindex="0"><table><thead><tr><th scope="col">Check</th><th scope="col">Answer</th><th scope="col">Output</th></tr></thead><tbody>${rows}</tbody></table></div>\n`,
  );
}

function files({ files: all }: Host): Html | null {
  const items = [...all].map(
    ([path, bytes]) =>
      html`<details><summary><code>${path}</code> <span class="facts">${bytes.length} bytes</span></summary><pre class="code" tabindex="0"><code>${Buffer.from(bytes).toString("utf8")}</code></pre></details>\n`,
  );
  return when(items.length > 0, () => html`<h2>Files</h2>${items}`);
}

function transcripts({ transcripts: all }: Host): Html | null {
  const items = all.map(
    ({ argv, stdout, stderr, exit }) =>
      html`<dt><code>${argv.join(" ")}</code></dt><dd><samp>${stdout}${stderr}</samp>${when(exit !== 0, () => html` (exit ${exit})`)}</dd>`,
  );
  return when(items.length > 0, () => html`<h2>Commands</h2><dl class="transcripts">${items}</dl>`);
}
