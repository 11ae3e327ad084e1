// The evidence of a check: its verdicts on the test hosts, what it read and ran there, and the tools that ran it.

import { shownCommand } from "../../../checks/downloads/script-head.ts";
import { type NeverRan, neverRan } from "../../../checks/rules/never-ran.ts";
import { shortened } from "../../../checks/rules/refusals.ts";
import { unanswered } from "../../../checks/rules/verdict.ts";
import { type EvidenceKind, evidenceKind, hostKind, NOT_RECORDED } from "../../../checks/runs/evidence-kind.ts";
import { type Html, html, when } from "../../../core/html.ts";
import { type Check, type Outcome, type Run, VERDICT_WORDS, VERDICTS, type Verdict } from "../../../model/check.ts";
import { EMPTY_HOST, type Host, hostNamed } from "../../../model/host.ts";
import { captureUrl, checkUrl, hostUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { verdictMark } from "./verdict-mark.ts";

/** One line that leads to the evidence: at night, what each verdict means comes first. */
export function tested(data: PageData, check: Check): Html {
  const outcomes = data.outcomes.get(check.id) ?? [];
  if (outcomes.length === 0) return html`<p class="not-tried"><strong>${notTriedWords(data, check)}</strong></p>`;
  const unrecorded = isUnrecorded(data, check) ? "; just now, and not recorded yet" : "";
  return html`<p class="tested"><a href="${href(data, checkUrl(check.id))}#machines">${triedWords(data, outcomes)}</a>: ${countedVerdicts(outcomes)}${unreachedCount(neverRan(check, outcomes))}${unrecorded}</p>`;
}

/** "12 OK · 3 AFFECTED · 1 CANNOT TELL", without a verdict that no test host has. */
export function countedVerdicts(outcomes: readonly Outcome[]): string {
  return verdictCounts(outcomes)
    .map(([verdict, count]) => `${count}\u00a0${VERDICT_WORDS[verdict]}`)
    .join(" · ");
}

/** The same with the marks of the verdicts. */
export function markedVerdicts(outcomes: readonly Outcome[]): Html {
  const marks = verdictCounts(outcomes).map(([verdict, count]) => verdictMark(verdict, count));
  return html`${marks.map((mark, i) => html`${i === 0 ? "" : "\u00a0· "}${mark}`)}`;
}

function verdictCounts(outcomes: readonly Outcome[]): readonly (readonly [Verdict, number])[] {
  return VERDICTS.map((verdict) => [verdict, outcomes.filter((one) => one.verdict === verdict).length] as const).filter(
    ([, count]) => count > 0,
  );
}

/** What the page says where there is no evidence of the check as it is now. */
export function notTriedWords({ tried: all }: PageData, { id }: Check): string {
  return all.get(id)?.state === "changed" ? "Not tested since it changed." : "Not tested yet.";
}

const KINDS = ["recorded", "partly recorded", NOT_RECORDED] as const satisfies readonly EvidenceKind[];

/**
 * "Tested on 11 test hosts and an empty one, not yours: 1 recorded, 3 partly recorded, 7 not recorded". What follows a
 * documented format must not pass for a recording, nor the built-in host for a real one.
 */
export function triedWords(data: PageData, outcomes: readonly Outcome[]): string {
  const found = outcomes.map((outcome) => evidenceKind(outcome.run, hostOf(data, outcome)));
  const counted = KINDS.map((kind) => [found.filter((one) => one === kind).length, kind] as const);
  const count = counted.reduce((sum, [number]) => sum + number, 0);
  if (count === 0) return "Tested only on the built-in empty host";
  const kinds = counted.filter(([number]) => number > 0).map(([number, kind]) => `${number} ${kind}`);
  const empty = found.includes("built in") ? " and an empty one" : "";
  return `Tested on ${count} test ${count === 1 ? "host" : "hosts"} (${kinds.join(", ")})${empty}, not yours`;
}

/** The host's kind, as its own page says it; "partly recorded; evidence here: recorded" where an outcome rests on less, or more. */
export function kindWords(data: PageData, outcome: Outcome): string {
  const host = hostOf(data, outcome);
  const [kind, evidence] = [hostKind(host), evidenceKind(outcome.run, host)];
  return kind === evidence ? kind : `${kind}; evidence here: ${evidence}`;
}

function hostOf(data: PageData, { host }: Outcome): Host {
  return hostNamed(data.corpus.hosts, host) ?? EMPTY_HOST;
}

export function hostLink(data: PageData, host: string): Html {
  return html`<a href="${href(data, hostUrl(host))}">${host}</a>`;
}

/** What the run printed; or why it has no verdict, because its output must not pass for a claim beside CANNOT TELL. */
export function runOutput(run: Run): Html {
  const why = unanswered(run);
  if (why !== undefined) return html`${why}`;
  return html`<samp>${run.stdout.trimEnd() || run.stderr.trimEnd() || "(nothing)"}</samp>`;
}

/** What it reads and runs, on all test hosts together; on one of them, a check may end earlier. */
export function reads(outcomes: readonly Outcome[]): Html {
  const of = (list: (run: Run) => readonly string[]) => [...new Set(outcomes.flatMap(({ run }) => list(run)))].sort();
  const read = of(({ read: files, listed }) => [...files, ...listed]);
  const asked = of(({ looked, missing }) => [...looked, ...missing]).filter((path) => !read.includes(path));
  const rows = [
    ["Reads", read],
    ["Looks for", asked],
    ["Runs", of(({ ran }) => ran.map(shownCommand))],
  ] as const;
  return html`<dl class="reads">${rows.map(([name, list]) =>
    when(list.length > 0, () => html`<dt>${name}</dt><dd>${list.map((item) => html`<code>${item}</code> `)}</dd>`),
  )}<dt>Writes</dt><dd>nothing (a run that writes gives CANNOT TELL)</dd></dl>`;
}

/** "; 2 commands never ran", whether the author names them or not. */
function unreachedCount({ length }: readonly NeverRan[]): string {
  return length === 0 ? "" : `; ${countOf(length)} never ran`;
}

/** "2 commands never ran on any of these test hosts: line 7 `grep …`, …" */
export function unreached(check: Check, outcomes: readonly Outcome[]): Html | null {
  const each = neverRan(check, outcomes).map(
    ({ line, text }, i) => html`${i === 0 ? "" : ", "}line ${line} <code>${shortened(text)}</code>`,
  );
  return when(
    each.length > 0,
    () => html`<p>${countOf(each.length)} never ran on any of these test hosts: ${each}</p>`,
  );
}

function countOf(commands: number): string {
  return `${commands} ${commands === 1 ? "command" : "commands"}`;
}

/** Characters of a hash that are shown. */
const SHOWN = 12;

/** "Run by GNU bash 5.2.15(1)-release, GNU grep 3.8" */
function triedBy(data: PageData, check: Check): string {
  const { by = [] } = data.tried.get(check.id) ?? {};
  const shells = by.filter((name) => /\bbash\b/i.test(name));
  const runners = `Run by ${[...shells, ...by.filter((name) => !shells.includes(name))].join(", ")}`;
  return isUnrecorded(data, check) ? `${runners}, just now and not recorded yet` : runners;
}

/** The server has run it to show its author. */
function isUnrecorded({ tried }: PageData, { id }: Check): boolean {
  return tried.get(id)?.state === "just now";
}

/** What ran it, and the hash by which a reader can see whether two pages show the same content. */
export function ranBy(data: PageData, check: Check): Html {
  const hash = data.tried.get(check.id)?.hash ?? "";
  return html`${triedBy(data, check)}. The sandbox holds only the test host. Hash of the snippet and its test hosts: <code title="SHA-256 ${hash}">${hash.slice(0, SHOWN)}</code>.`;
}

export function captureLink(data: PageData, { id }: Check): Html {
  return html`To record your own host: <a href="${href(data, captureUrl(id))}">${id}.capture.sh</a>`;
}
