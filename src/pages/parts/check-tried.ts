// The evidence of a check on its page: what it answered on machines on file, what it read and ran there, and with what
// it was tried.

import { shownCommand } from "../../checks/downloads/script-head.ts";
import { type NeverRan, neverRan } from "../../checks/rules/never-ran.ts";
import { shortened } from "../../checks/rules/refusals.ts";
import { unanswered } from "../../checks/rules/verdict.ts";
import { type EvidenceKind, evidenceKind, hostKind } from "../../checks/runs/evidence-kind.ts";
import { type Html, html, when } from "../../core/html.ts";
import type { Check, Outcome, Run } from "../../model/check.ts";
import { EMPTY_HOST, type Host, hostNamed } from "../../model/host.ts";
import { captureUrl, checkUrl, hostUrl } from "../../model/urls.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";
import { verdictMark } from "./verdict-mark.ts";

/** Folded up: at night, what the answers mean comes first. */
export function tried(data: PageData, check: Check): Html {
  const outcomes = data.outcomes.get(check.id) ?? [];
  if (outcomes.length === 0) return html`<p class="not-tried"><strong>${notTriedWords(data, check)}</strong></p>`;
  return html`<details class="tried" data-pagefind-ignore><summary>${triedWords(data, outcomes)}${unreachedCount(neverRan(check, outcomes))}</summary>
<table class="stack pairs"><thead><tr><th scope="col">Machine</th><th scope="col">Answer</th><th scope="col">Output</th></tr></thead>
<tbody>${outcomes.map((outcome) => outcomeRow(data, outcome))}</tbody></table>
${reads(outcomes)}${unreached(check, outcomes)}
${provenance(data, check)}
</details>`;
}

/** What stands in place of evidence where there is none of the check as it is. */
export function notTriedWords({ tried: all }: PageData, { id }: Check): string {
  return all.get(id)?.state === "changed" ? "Not tried since it changed." : "Never tried.";
}

const KINDS = ["recorded", "partly recorded", "shaped"] as const satisfies readonly EvidenceKind[];

/**
 * "Tried on 11 machines, not yours; evidence: 1 recorded, 3 partly recorded, 7 shaped". What was made up after a format must
 * not pass for a recording, nor the built-in host for a machine.
 */
export function triedWords(data: PageData, outcomes: readonly Outcome[]): string {
  const found = outcomes.map((outcome) => evidenceKind(outcome.run, hostOf(data, outcome)));
  const counted = KINDS.map((kind) => [found.filter((one) => one === kind).length, kind] as const);
  const count = counted.reduce((sum, [number]) => sum + number, 0);
  if (count === 0) return "Tried on no machine";
  const told = counted.filter(([number]) => number > 0).map(([number, kind]) => `${number} ${kind}`);
  return `Tried on ${count} ${count === 1 ? "machine" : "machines"}, not yours; evidence: ${told.join(", ")}`;
}

/** The machine's kind, as its own page says it; "partly recorded; evidence here shaped" where an outcome rests on less, or more. */
export function kindWords(data: PageData, outcome: Outcome): string {
  const host = hostOf(data, outcome);
  const [kind, evidence] = [hostKind(host), evidenceKind(outcome.run, host)];
  return kind === evidence ? kind : `${kind}; evidence here ${evidence}`;
}

function hostOf(data: PageData, { host }: Outcome): Host {
  return hostNamed(data.corpus.hosts, host) ?? EMPTY_HOST;
}

function outcomeRow(data: PageData, outcome: Outcome): Html {
  const { host, verdict, run } = outcome;
  return html`<tr><td>${hostLink(data, host)} <span class="facts">${kindWords(data, outcome)}</span></td><td>${verdictMark(verdict)}</td><td>${runOutput(run)}</td></tr>\n`;
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

/** On all machines together; on one, a check may find its answer earlier. */
function reads(outcomes: readonly Outcome[]): Html {
  const of = (list: (run: Run) => readonly string[]) => [...new Set(outcomes.flatMap(({ run }) => list(run)))].sort();
  const read = of(({ read: files, listed }) => [...files, ...listed]);
  const asked = of(({ looked, missing }) => [...looked, ...missing]).filter((path) => !read.includes(path));
  const rows = [
    ["Reads", read],
    ["Asks whether there is", asked],
    ["Runs", of(({ ran }) => ran.map(shownCommand))],
  ] as const;
  return html`<dl class="reads">${rows.map(([name, list]) =>
    when(list.length > 0, () => html`<dt>${name}</dt><dd>${list.map((item) => html`<code>${item}</code> `)}</dd>`),
  )}<dt>Writes</dt><dd>nothing; a run that writes is no answer</dd></dl>`;
}

/** "; 2 commands never ran", whether the author knows of them or not. */
function unreachedCount({ length }: readonly NeverRan[]): string {
  return length === 0 ? "" : `; ${countOf(length)} never ran`;
}

/** "2 commands never ran on any of these machines: line 7 `grep …`, …" */
export function unreached(check: Check, outcomes: readonly Outcome[]): Html | null {
  const each = neverRan(check, outcomes).map(
    ({ line, text }, i) => html`${i === 0 ? "" : ", "}line ${line} <code>${shortened(text)}</code>`,
  );
  return when(each.length > 0, () => html`<p>${countOf(each.length)} never ran on any of these machines: ${each}</p>`);
}

function countOf(commands: number): string {
  return `${commands} ${commands === 1 ? "command" : "commands"}`;
}

/** Characters of a hash that are shown. */
const SHOWN = 12;

/** "Run by GNU bash 5.2.15(1)-release, GNU grep 3.8" */
export function triedBy({ tried: all }: PageData, { id }: Check): string {
  const { by = [], state } = all.get(id) ?? {};
  const shells = by.filter((name) => /\bbash\b/i.test(name));
  const told = `Run by ${[...shells, ...by.filter((name) => !shells.includes(name))].join(", ")}`;
  return state === "just now" ? `${told}, just now, and not recorded yet` : told;
}

function provenance(data: PageData, check: Check): Html {
  const { id } = check;
  return html`<p class="small">${ranBy(data, check)} <a href="${href(data, checkUrl(id))}">What it did on each, and its script</a> · ${captureLink(data, check)}</p>`;
}

/** By what it was run, and the hash by which a reader can tell whether a page is of this content. */
export function ranBy(data: PageData, check: Check): Html {
  const hash = data.tried.get(check.id)?.hash ?? "";
  return html`${triedBy(data, check)}, on machines that hold only what was kept of them; snippet and machines: <code title="SHA-256 ${hash}">${hash.slice(0, SHOWN)}</code>.`;
}

export function captureLink(data: PageData, { id }: Check): Html {
  return html`<a href="${href(data, captureUrl(id))}">${id}.capture.sh</a>, which keeps the evidence of your machine`;
}
