// Is a check worth printing? Here: does it say what its author expects, and can it fail? Whether its answer rests on
// evidence takes runs of its own: evidence.ts.

import { didYouMean } from "../core/nearest-name.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import { type Check, type Outcome, type Run, VERDICT_WORDS } from "../model/check.ts";
import { EMPTY_HOST, type Host } from "../model/host.ts";
import { missingFileHint } from "./hints.ts";
import { unanswered } from "./verdict.ts";

type Hosts = ReadonlyMap<string, Host>;

/** What the outcomes of one check show to be wrong with it. */
export function problemsOf(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  // One fault is told once: with a script that can't be read, or one verdict everywhere, hosts would only repeat it.
  const whole = unreadable(check, outcomes) ?? cannotFail(check, outcomes, hosts);
  return [...(whole === undefined ? wrongVerdicts(check, outcomes, hosts) : [whole]), ...tooFewHosts(check)];
}

/** As the simulated shell says it: "bash: syntax error: Parse error at 3:1: Expected FI, got EOF". */
const SYNTAX_ERROR = /^bash: (?:syntax error: )?(?:Parse error at (\d+):\d+|line (\d+)): (.*)/;

function unreadable(check: Check, [first]: readonly Outcome[]): Problem | undefined {
  const [text, at1, at2, reason] = SYNTAX_ERROR.exec(first?.run.stderr ?? "") ?? [];
  if (text === undefined || first?.run.exitCode !== 2) return undefined;
  const what = `check "${check.id}" can't be read by a shell: ${reason}`;
  return problem(check.place, what, `See line ${at1 ?? at2} of the snippet, or try it with bash -n`);
}

function cannotFail(check: Check, outcomes: readonly Outcome[], hosts: Hosts): Problem | undefined {
  const [first] = outcomes;
  const isCompared = check.ok.length + check.affected.length > 0;
  if (first === undefined || !isCompared || outcomes.some(({ verdict }) => verdict !== first.verdict)) return undefined;
  const names = outcomes.map(({ host }) => host).join(", ");
  const what = `check "${check.id}" says ${VERDICT_WORDS[first.verdict]} on every host (${names}): it can't fail`;
  const absent = missingEverywhere(outcomes, hosts);
  const repair = first.run.refused.length > 0 ? repairOf(check, first) : (missingFileHint(check.snippet) ?? COMPARE);
  return problem(check.place, what, [...(absent.length > 0 ? absent : seen(first.run)), repair].join("\n"));
}

const COMPARE = "A check must tell its hosts apart: exit 0 for ok, 1 for affected, 2 for cannot tell";

function wrongVerdicts(check: Check, outcomes: readonly Outcome[], hosts: Hosts): readonly Problem[] {
  const absent = missingEverywhere(outcomes, hosts);
  return outcomes
    .filter(({ verdict, expected }) => verdict !== expected)
    .map((outcome) => {
      const { host, expected, verdict, run } = outcome;
      const what = `check "${check.id}" says ${VERDICT_WORDS[verdict]} on host "${host}", expected ${VERDICT_WORDS[expected]}`;
      return problem(check.place, what, [...seen(run), ...absent, repairOf(check, outcome)].join("\n"));
    });
}

function repairOf(check: Check, { host, expected, verdict, run }: Outcome): string {
  const write = run.refused.find((refused) => refused.startsWith("> "));
  if (write !== undefined) return `A check only reads: leave out what writes to ${write.slice(2)}`;
  if (run.refused.length > 0) return `Write it otherwise, or add a transcript to content/hosts/${host}/commands.yaml`;
  if (host === EMPTY_HOST.name && expected === "unknown") return missingFileHint(check.snippet) ?? NO_EVIDENCE;
  return `Correct the snippet, or list "${host}" under checks.${check.id}.${verdict}`;
}

const NO_EVIDENCE = "On a machine where nothing can be read, a check must exit with 2: it has no evidence";

/** What a run did, line by line, for the author who wonders. */
function seen(run: Run): readonly string[] {
  const [stdout, stderr] = [firstLine(run.stdout), firstLine(run.stderr)];
  const reason = unanswered(run);
  const facts = [
    ["It read", run.read.join(", ")],
    ["It did not find", notFound(run).join(", ")],
    reason === undefined ? ["It said on stderr:", stderr] : ["It is no answer:", reason],
  ] as const;
  const end = `It ended with ${run.exitCode} and said ${stdout === "" ? "nothing" : stdout}`;
  return [end, ...facts.filter(([, fact]) => fact !== "").map(([intro, fact]) => `${intro} ${fact}`)];
}

/** Where a check tried to write, it did not look for anything. */
function notFound({ missing, refused }: Run): readonly string[] {
  return missing.filter((path) => !refused.includes(`> ${path}`));
}

const LINE = 100;

function firstLine(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line === "" ? "" : JSON.stringify(line.length > LINE ? `${line.slice(0, LINE)}…` : line);
}

/** For each path that the check asked for and that no host of the corpus has: its name, and the nearest one. */
function missingEverywhere(outcomes: readonly Outcome[], hosts: Hosts): readonly string[] {
  const recorded = new Set([...hosts.values()].flatMap((host) => [...host.files.keys()]));
  const folders = new Set([...recorded].flatMap(parents));
  const asked = new Set(outcomes.flatMap(({ run }) => notFound(run)));
  return [...asked]
    .filter((path) => !recorded.has(path) && !folders.has(path))
    .flatMap((path) => [`It reads ${path}, which no recorded host has`, didYouMean(path, recorded, HOSTS)]);
}

const HOSTS = "Files of hosts stand in content/hosts/<name>/root/";

/** "/a/b/c" → "/a/b", "/a" */
function parents(path: string): readonly string[] {
  const names = path.split("/").slice(1, -1);
  return names.map((_, i) => `/${names.slice(0, i + 1).join("/")}`);
}

function tooFewHosts(check: Check): readonly Problem[] {
  const lacking = (["ok", "affected"] as const).filter((verdict) => check[verdict].length === 0);
  if (lacking.length === 0) return [];
  const recordings = check.ok.length + check.affected.length + check.unknown.length;
  const what = `check "${check.id}" is tried on ${recordings} ${recordings === 1 ? "recording" : "recordings"} only, on none that is ${lacking.join(" or ")}`;
  const remedy = `Record such a host in content/hosts/, and list it under checks.${check.id}.${lacking[0]}`;
  return [advice(check.place, what, remedy)];
}
