// A command is evidence as a file is: without it, the check must say CANNOT TELL. So is a command that is only looked for:
// a host without a transcript of it does not prove that the machine lacks it.

import { type Outcome, type Verdict, verdictOf } from "../../../model/check.ts";
import type { Host, Transcript } from "../../../model/host.ts";
import { OPTIONAL_TOOLS } from "../../sandbox/tools.ts";
import { literal, nodesOf, syntaxOf } from "../../snippet/syntax.ts";
import { commandOf, isTextTool } from "../refusals.ts";
import { judge } from "../verdict.ts";
import { type Change, guard, NO_VERDICT, NOT_OK } from "./files.ts";

export function withoutCommand(host: Host, name: string): Change {
  return {
    ...NO_VERDICT,
    key: `command ${name}`,
    ...(OPTIONAL_TOOLS.includes(name) ? { lacking: name } : {}),
    without: `without the command ${name}`,
    remedy: () =>
      `A verdict needs evidence.\nExit with 2 if it is missing:\n${guard(`command -v ${name} >/dev/null`, `no ${name} here`)}`,
    host: { ...host, transcripts: host.transcripts.filter(({ argv }) => argv[0] !== name) },
    verdictOf: (run, exits) => {
      const lacksIt = run.refused.every(({ cause, asked }) => cause === "command" && commandOf(asked) === name);
      return lacksIt ? verdictOf(run.exitCode, exits) : judge(run, exits);
    },
  };
}

/** Tools that many machines lack, each taken away if the run used it and the host does not answer for it. */
export function withoutTools(host: Host, ran: ReadonlySet<string>, { verdict }: Outcome): readonly Change[] {
  const recorded = new Set(host.transcripts.map(({ argv }) => argv[0]));
  const names = OPTIONAL_TOOLS.filter((name) => ran.has(name) && !recorded.has(name));
  return names.flatMap((name) => [withoutTool(host, name, verdict), withBroken(host, name)]);
}

/** An affected machine may be so without the tool, with which an author may only display; one that is ok may not. */
function withoutTool(host: Host, name: string, verdict: Verdict): Change {
  const change = withoutCommand(host, name);
  return {
    ...change,
    isTolerable: (other) => change.isTolerable(other) || (other === verdict && verdict === "affected"),
  };
}

/** On input that it cannot read, such as a truncated JSON, it prints nothing. */
function withBroken(host: Host, name: string): Change {
  return {
    ...NOT_OK,
    key: `broken ${name}`,
    without: `when ${name} fails and prints nothing`,
    remedy: () =>
      `A missing answer proves nothing.\nExit with 2 if it fails:\n${guard(`value=$(${name} …)`, `${name} fails`)}`,
    host,
    failing: name,
  };
}

/** What a command may answer. */
export type Answer = Pick<Transcript, "stdout" | "exit">;

/** The host with another answer to one command line, whatever its stdin. */
export function answering(host: Host, line: string, { stdout, exit }: Answer): Host {
  const transcripts = host.transcripts.map((transcript) =>
    transcript.argv.join(" ") === line ? { ...transcript, stdout, stderr: "", exit } : transcript,
  );
  return { ...host, transcripts };
}

/** Ways to look for a command without running it. */
const ASKS: ReadonlySet<string | undefined> = new Set(["command", "type", "which"]);

/** Names that the snippet may look for, if it looks for any: all its words, because a variable may hold them. */
function askedNames(snippet: string): ReadonlySet<string> {
  const nodes = nodesOf(syntaxOf(snippet));
  const asks = nodes.some((node) => node.type === "SimpleCommand" && ASKS.has(literal(node.name)));
  const words = asks ? nodes.map(literal).filter((word) => word !== undefined) : [];
  return new Set(words.filter((word) => /^[\w.+-]+$/.test(word) && !isTextTool(word) && !ASKS.has(word)));
}

/** The host without a command that was only looked for, or with one of which it has no transcript. */
export function withAskedCommands(snippet: string, outcome: Outcome, host: Host, ran: ReadonlySet<string>) {
  const recorded = new Set(host.transcripts.map(({ argv }) => argv[0] ?? ""));
  return [...askedNames(snippet)]
    .filter((name) => !ran.has(name))
    .map((name) => (recorded.has(name) ? withoutAsked(host, name, outcome.verdict) : withAsked(host, name, outcome)));
}

/** If the verdict stays the same, it does not depend on the command. */
function withoutAsked(host: Host, name: string, verdict: Verdict): Change {
  const change = withoutCommand(host, name);
  return { ...change, isTolerable: (other) => other === "unknown" || other === verdict };
}

/** A verdict that turns into its opposite depends on the missing transcript. */
function withAsked(host: Host, name: string, { verdict }: Outcome): Change {
  const transcript = { argv: [name], stdout: "", stderr: "", exit: 0 };
  return {
    ...NO_VERDICT,
    isMadeUp: true,
    key: `command ${name}`,
    without: `because the command ${name} is missing`,
    // The Problem names the verdict that depends on the missing transcript.
    verdictOf: (run, exits) => (isOpposite(judge(run, exits), verdict) ? verdict : "unknown"),
    remedy: () =>
      `A test host without a transcript of ${name} does not prove that the machine lacks it.\nExit with 2 if it is missing:\n${guard(`command -v ${name} >/dev/null`, `no ${name} here`)}`,
    host: { ...host, transcripts: [...host.transcripts, transcript] },
  };
}

function isOpposite(one: Verdict, other: Verdict): boolean {
  return one !== "unknown" && other !== "unknown" && one !== other;
}
