// A check on its page: the question, the snippet to paste, what each answer means and where it leads, and what it
// answered on recorded machines.

import { unanswered } from "../../checks/verdict.ts";
import { type Html, html, trusted, when } from "../../core/html.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import { type Check, type Outcome, type Run, VERDICT_WORDS, VERDICTS, type Verdict } from "../../model/check.ts";
import { checkAnchor, hostUrl, scriptUrl } from "../../model/urls.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";

/** Squares, where live states have circles: what was tried on a recording must not look like what is true today. */
const VERDICT_ICONS: Readonly<Record<Verdict, string>> = { ok: "☑", affected: "☒", unknown: "☐" };

export function verdictMark(verdict: Verdict): Html {
  return html`<span class="verdict verdict-${verdict}"><span aria-hidden="true">${VERDICT_ICONS[verdict]}</span> ${VERDICT_WORDS[verdict]}</span>`;
}

/** `code` is the highlighted snippet. */
export function checkPanel(data: PageData, check: Check, code: Html): Html {
  const outcomes = data.outcomes.get(check.id) ?? [];
  return html`<section class="check" id="${checkAnchor(check.id)}" aria-label="Check ${check.id}">
<header><p class="asks">${check.asks}</p>
${copyButton(data, check, "Copy check")}</header>
${inSubshell(code)}
${answers(data, check)}
${tried(data, check, outcomes)}
</section>
`;
}

/**
 * The snippet as it is shown: in parentheses, because whoever selects and pastes it would be logged out by its `exit`.
 */
function inSubshell(code: Html): Html {
  return trusted(
    code
      .toString()
      .replace("<code>", "<code>(\n")
      .replace(/<\/code>(?=<\/pre>)/, "\n)</code>"),
  );
}

/** The first check of a runbook, above everything else: at night it is one touch away. */
export function firstCheck(data: PageData, document: AnyDocument): Html | null {
  const id = document.rendered.checks[0]?.id;
  const check = data.corpus.checks.find((candidate) => candidate.id === id);
  if (check === undefined) return null;
  return html`<p class="first-check"><span><strong>First check:</strong> ${check.asks} <a href="#${checkAnchor(check.id)}">See it, and what its answers mean</a></span> ${copyButton(data, check, "Copy first check")}</p>
`;
}

/** Shown by its script alone: without one, the snippet is there to be selected. */
function copyButton(data: PageData, check: Check, label: string): Html {
  const paste = data.scripts.get(check.id)?.paste ?? check.snippet;
  return html`<button type="button" class="copy" data-copy="${paste}" hidden>${label}</button>`;
}

function answers(data: PageData, check: Check): Html {
  const rows = VERDICTS.map((verdict) => {
    const link = check.then[verdict];
    const next = when(link, () => html` <a href="${href(data, link ?? "")}">${nextWords(link ?? "")}</a>`);
    return html`<li>${verdictMark(verdict)} ${check.means[verdict] ?? null}${next}</li>`;
  });
  return html`<ul class="answers" aria-label="What the answer means">${rows}</ul>`;
}

function nextWords(link: string): string {
  const anchor = link.split("#")[1];
  const name = anchor ?? link.replace(/\/$/, "").split("/").at(-1) ?? link;
  return `Next: ${name.replaceAll("-", " ")}`;
}

function tried(data: PageData, check: Check, outcomes: readonly Outcome[]): Html {
  return html`<details class="tried" data-pagefind-ignore><summary>Tried on ${machines(data, outcomes)}, not yours</summary>
<table class="stack pairs"><thead><tr><th scope="col">Machine</th><th scope="col">Answer</th><th scope="col">Output</th></tr></thead>
<tbody>${outcomes.map((outcome) => outcomeRow(data, outcome))}</tbody></table>
<p class="small">Run as bash in a simulated machine that holds only what was recorded. <a href="${href(data, scriptUrl(check.id))}">${check.id}.sh</a> · <a href="${href(data, "/checks/")}#${check.id}">what it read and ran</a></p>
</details>`;
}

/** "6 recorded and 7 shaped machines": what was made up after a format must not pass for a recording. */
function machines(data: PageData, outcomes: readonly Outcome[]): string {
  const kinds = outcomes.map(({ host }) => data.corpus.hosts.get(host)?.kind);
  const [recorded, shaped] = ["recorded", "shaped"].map((kind) => kinds.filter((k) => k === kind).length);
  return `${recorded} recorded and ${shaped} shaped machines`;
}

function outcomeRow(data: PageData, { host, verdict, run }: Outcome): Html {
  return html`<tr><td>${hostLink(data, host)}</td><td>${verdictMark(verdict)}</td><td>${runOutput(run)}</td></tr>\n`;
}

export function hostLink(data: PageData, host: string): Html {
  return html`<a href="${href(data, hostUrl(host))}">${host}</a>`;
}

/** What the run printed; or why it is no answer, because what it printed must not stand beside CANNOT TELL as a claim. */
export function runOutput(run: Run): Html {
  const why = unanswered(run);
  if (why !== undefined) return html`${why}`;
  return html`<samp>${run.stdout.trimEnd() || run.stderr.trimEnd() || "(nothing)"}</samp>`;
}
