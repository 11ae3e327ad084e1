// A command is evidence as a file is: without it, and when it fails, the check must no longer know the answer. So is a
// command that is only asked after: that a host has no transcript of it does not prove that the machine lacks it.

import { type Outcome, type Verdict, verdictOf } from "../../../model/check.ts";
import type { Host } from "../../../model/host.ts";
import { quote } from "../../snippet/quote.ts";
import { literal, nodesOf, syntaxOf } from "../../snippet/syntax.ts";
import { commandOf, isTextTool } from "../refusals.ts";
import { judge } from "../verdict.ts";
import { type Change, guard, NO_VERDICT, NOT_OK } from "./files.ts";
import type { Trial } from "./of.ts";

export function withoutCommand(host: Host, name: string): Change {
  return {
    ...NO_VERDICT,
    key: `command ${name}`,
    without: `without the command ${name}`,
    remedy: () =>
      `No evidence, no verdict.\nSay 2 when it is not there:\n${guard(`command -v ${name} >/dev/null`, `no ${name} here`)}`,
    host: { ...host, transcripts: host.transcripts.filter(({ argv }) => argv[0] !== name) },
    verdictOf: (run, exits) => {
      const lacksIt = run.refused.every(({ cause, asked }) => cause === "command" && commandOf(asked) === name);
      return lacksIt ? verdictOf(run.exitCode, exits) : judge(run, exits);
    },
  };
}

/** As with an empty file: a command that fails without a word is never proof that all is well. One line of it fails. */
export function withFailingCommand(host: Host, line: string): Change {
  const { argv = [line] } = host.transcripts.find((transcript) => transcript.argv.join(" ") === line) ?? {};
  const transcripts = host.transcripts.map((transcript) =>
    transcript.argv.join(" ") === line ? { ...transcript, stdout: "", stderr: "", exit: 1 } : transcript,
  );
  return {
    ...NOT_OK,
    key: `failing ${line}`,
    without: `when ${line} fails and prints nothing`,
    remedy: () =>
      `Nothing is no proof that all is well.\nSay 2 when it fails:\n${guard(`value=$(${argv.map(quoted).join(" ")})`, `${commandOf(line)} fails`)}`,
    host: { ...host, transcripts },
  };
}

/** A word that can be copied into a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : quote(word);
}

/** A recorded machine that is ok though this line fails without a word proves that it may. */
export function isFineFailing(line: string, { outcomes, hosts }: Trial): boolean {
  return outcomes.some(({ expected, verdict, run, host }) => {
    const isOk = expected === "ok" && verdict === "ok" && run.ran.includes(line);
    const transcript = hosts.get(host)?.transcripts.find(({ argv }) => argv.join(" ") === line);
    return isOk && transcript !== undefined && transcript.exit !== 0 && transcript.stdout === "";
  });
}

/** Ways to ask whether there is a command, without running it. */
const ASKS: ReadonlySet<string | undefined> = new Set(["command", "type", "which"]);

/** Names that the snippet may ask after, where it asks after any: its words, a variable may hold them. */
function askedNames(snippet: string): ReadonlySet<string> {
  const nodes = nodesOf(syntaxOf(snippet));
  const asks = nodes.some((node) => node.type === "SimpleCommand" && ASKS.has(literal(node.name)));
  const words = asks ? nodes.map(literal).filter((word) => word !== undefined) : [];
  return new Set(words.filter((word) => /^[\w.+-]+$/.test(word) && !isTextTool(word) && !ASKS.has(word)));
}

/** The host with a command gone that was only asked after, or there that it has no transcript of. */
export function withAskedCommands(snippet: string, outcome: Outcome, host: Host, ran: ReadonlySet<string>) {
  const recorded = new Set(host.transcripts.map(({ argv }) => argv[0] ?? ""));
  return [...askedNames(snippet)]
    .filter((name) => !ran.has(name))
    .map((name) => (recorded.has(name) ? withoutAsked(host, name, outcome.verdict) : withAsked(host, name, outcome)));
}

/** Where the answer stays the same, it does not rest on the command. */
function withoutAsked(host: Host, name: string, verdict: Verdict): Change {
  const change = withoutCommand(host, name);
  return { ...change, isTolerable: (other) => other === "unknown" || other === verdict };
}

/** An answer that turns into its opposite rests on the gap of the recording. */
function withAsked(host: Host, name: string, { verdict }: Outcome): Change {
  const transcript = { argv: [name], stdout: "", stderr: "", exit: 0 };
  return {
    ...NO_VERDICT,
    isMadeUp: true,
    key: `command ${name}`,
    without: `for want of the command ${name}`,
    // What is told is the answer that rests on the gap.
    verdictOf: (run, exits) => (isOpposite(judge(run, exits), verdict) ? verdict : "unknown"),
    remedy: () =>
      `That a recording has no transcript of ${name} does not prove that the machine lacks it.\nSay 2 when it is not there:\n${guard(`command -v ${name} >/dev/null`, `no ${name} here`)}`,
    host: { ...host, transcripts: [...host.transcripts, transcript] },
  };
}

function isOpposite(one: Verdict, other: Verdict): boolean {
  return one !== "unknown" && other !== "unknown" && one !== other;
}
