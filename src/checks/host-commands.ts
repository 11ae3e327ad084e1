// What happens when a snippet runs a command: a recorded answer of the host, a text tool of just-bash, or a refusal.

import { type Bash, type Command, type CommandName, defineCommand, type ExecResult } from "just-bash";
import type { Host, Transcript } from "../model/host.ts";

/**
 * Tools whose answer follows from their arguments and the files alone. Left out on purpose: what tells owner, mode,
 * time or links of a file (stat, readlink, test -nt), for a recording keeps content only, and what just-bash gets
 * wrong without saying so (od).
 */
export const TEXT_TOOLS = [
  ...["awk", "basename", "cat", "comm", "cut", "dirname", "echo", "egrep", "expr", "false", "fgrep", "find"],
  ...["grep", "head", "join", "ls", "nl", "paste", "printf", "pwd", "rev", "sed", "seq", "sort", "tac", "tail"],
  ...["tr", "true", "uniq", "wc", "xargs"],
] as readonly CommandName[];

/** Not worth a line in the trace: they look at nothing. */
const UNTRACED: ReadonlySet<string> = new Set(["echo", "false", "printf", "pwd", "true"]);

/** Uses of a text tool, as its argv joined by blanks, that get no answer without a transcript. */
const UNANSWERED: readonly RegExp[] = [
  // They depend on the machine, the clock or chance after all.
  /^awk .*(\|\s*getline|\b(s?rand|systime|strftime)\s*\()/s,
  /^find .* -(amin|anewer|atime|cmin|cnewer|ctime|group|gid|inum|links|ls|mmin|mtime|newer|perm|uid|user)/s,
  /^ls .*(?<= )-([A-Za-z]*[cgilnostu]|-(full-time|inode|size|sort|time))/s,
  /^printf .*%-?\d*\([^)]*\)T/s,
  // just-bash answers them otherwise than the real tools, and does not say so.
  /^awk .*\bRS\s*=\s*""|^awk (.* )?-F ?[|^$] /s,
  /^expr (.* )?(:|match) /s,
  /^([ef]?grep|sed) .*\\[<>]/s,
  /^grep (?!.*(?<= )-\w*[EFP]).*\\[+?]/s,
  /^uniq (.* )?-\w*c/s,
];

/** For a file that can't be read just-bash says 1, where these say 2: the difference between "no" and "can't tell". */
const UNREADABLE = /No such file or directory|Is a directory/;
const GREP: ReadonlySet<string> = new Set(["grep", "egrep", "fgrep"]);
const SAYS_2_WHEN_UNREADABLE: ReadonlySet<string> = new Set([...GREP, "awk", "sed", "sort"]);

/** How just-bash's tools say that they lack an option; the real ones may know it, so this is no answer. */
const NOT_SIMULATED = /(invalid|unknown|unrecognized) (option|predicate)|not (implemented|supported)/;
/** Whatever these say on stderr, but for files, is a failure of the simulation, or of a program that fails for real. */
const EXCUSE = /^(awk|[ef]?grep|head|sed|tail): /;

export type CommandTrace = { readonly ran: Set<string>; readonly refused: Set<string> };

/** Gives the shell the commands of a host. Every other name is refused and recorded, never "not found" in silence. */
export function registerCommands(bash: Bash, host: Host, trace: CommandTrace): void {
  const recorded = new Set(host.transcripts.map((transcript) => transcript.argv[0] ?? ""));
  for (const name of new Set([...TEXT_TOOLS, ...recorded])) bash.registerCommand(hostCommand(name, host, trace));
  refuseUnknown(bash, (name) => hostCommand(name, host, trace));
}

function hostCommand(name: string, host: Host, trace: CommandTrace): Command {
  return defineCommand(name, async (args, context) => {
    const argv = [name, ...args];
    const line = argv.join(" ");
    if (!UNTRACED.has(name)) trace.ran.add(line);
    const transcript = host.transcripts.find((candidate) => sameArgv(candidate.argv, argv));
    if (transcript !== undefined) return answer(transcript);
    const isUnanswered = UNANSWERED.some((pattern) => pattern.test(line));
    if (context.origCommand === undefined || isUnanswered) return refuse(line, trace);
    const result = withRealExit(name, await run(name, args, context.origCommand));
    if (isNotSimulated(result)) trace.refused.add(line);
    return result;
  });
}

/** Flags of grep in one word, with an s among them: -s, -qs. just-bash does not know it: no words on missing files. */
const SILENT = /^-(?=\w*s)[cEFhilLnoPqrRsvwx]+$/;

async function run(name: string, args: string[], original: (args: string[]) => Promise<ExecResult>) {
  if (!GREP.has(name) || !args.some((arg) => SILENT.test(arg))) return original(args);
  const known = args.map((arg) => (SILENT.test(arg) ? arg.replaceAll("s", "") : arg)).filter((arg) => arg !== "-");
  const result = await original(known);
  return UNREADABLE.test(result.stderr) ? { ...withRealExit(name, result), stderr: "" } : result;
}

function withRealExit(name: string, result: ExecResult): ExecResult {
  const isUnreadable = result.exitCode === 1 && UNREADABLE.test(result.stderr);
  return isUnreadable && SAYS_2_WHEN_UNREADABLE.has(name) ? { ...result, exitCode: 2 } : result;
}

function isNotSimulated({ stderr }: ExecResult): boolean {
  return NOT_SIMULATED.test(stderr) || (EXCUSE.test(stderr) && !UNREADABLE.test(stderr));
}

function sameArgv(recorded: readonly string[], asked: readonly string[]): boolean {
  return recorded.length === asked.length && recorded.every((word, i) => word === asked[i]);
}

function answer({ stdout, stderr, exit }: Transcript): ExecResult {
  return { stdout, stderr, exitCode: exit, stdoutKind: "text" };
}

function refuse(line: string, trace: CommandTrace): ExecResult {
  trace.refused.add(line);
  return { stdout: "", stderr: `${line}: the host has no transcript of it\n`, exitCode: 127 };
}

/**
 * just-bash has no hook for a command that it does not find, so the registry itself answers for unknown names. It asks
 * `has` where it only wants to know (`command -v`), which stays truthful: a command without a transcript is absent.
 */
function refuseUnknown(bash: Bash, commandNamed: (name: string) => Command): void {
  const registry: unknown = Reflect.get(bash, "commands");
  if (!(registry instanceof Map)) throw new TypeError("just-bash keeps its commands elsewhere than in this.commands");
  const registered = registry.get.bind(registry);
  registry.get = (name: string) => registered(name) ?? commandNamed(name);
}
