// The text tools of just-bash, held to what the real ones do: where they differ and it can be put right it is put right
// here, and where it can't the use is told as not simulated. tests/checks/differential/differential.test.ts holds both side by side.

import type { CommandName, ExecResult } from "just-bash";
import { awkCall, runAwk } from "./awk-tool.ts";
import { cutTool } from "./cut-tool.ts";
import { isDoubtfulInput } from "./input-doubts.ts";
import { pasteSerial } from "./paste-tool.ts";
import { isBeyondSed } from "./sed-tool.ts";
import { sortTool } from "./sort-tool.ts";
import { isUnanswered } from "./text-tool-refusals.ts";
import { trTool } from "./tr-tool.ts";

/**
 * Tools whose answer follows from their arguments and the files alone. Left out on purpose: what tells owner, mode,
 * time or links of a file (stat, readlink), for a recording keeps content only, and what just-bash gets wrong without
 * saying so (od).
 */
export const TEXT_TOOLS = [
  ...["awk", "basename", "cat", "comm", "cut", "dirname", "echo", "egrep", "expr", "false", "fgrep", "find"],
  ...["grep", "head", "join", "ls", "nl", "paste", "printf", "pwd", "rev", "sed", "seq", "sort", "tac", "tail"],
  ...["tr", "true", "uniq", "wc", "xargs"],
] as readonly CommandName[];

/** What a tool can ask for while it runs. Texts are bytes, one character each. */
export type ToolContext = {
  readonly original: (args: string[]) => Promise<ExecResult>;
  readonly stdin: string;
  /** Content of a file of the host, which leaves no trace; undefined where there is none. */
  readonly peek: (file: string) => string | undefined;
  readonly isFolder: (file: string) => boolean;
  /** Content of a file, as the run reads it; undefined where it can't. */
  readonly read: (file: string) => Promise<string | undefined>;
};

/** The answer of a tool, with the exit code that the real one has; undefined where there is none that can be trusted. */
export async function runTool(argv: readonly string[], context: ToolContext): Promise<ExecResult | undefined> {
  const [name = "", ...args] = argv;
  if (isUnanswered(argv) || isDoubtfulInput(argv, context)) return undefined;
  const reader = async (file: string) => (file === "-" ? context.stdin : context.read(file));
  if (name === "sort" && !args.some((arg) => /^-\w*o/.test(arg))) return asBytes(await sortTool(args, reader));
  if (name === "cut") return asBytes(await cutTool(args, reader));
  if (name === "paste" && args.some((arg) => /^-d?s/.test(arg))) return asBytes(await pasteSerial(args, reader));
  if (name === "tr") return asBytes(trTool(args, context.stdin));
  if (name === "awk") return awk(args, context);
  if (name === "sed" && (await isBeyondSed(args, context.original))) return undefined;
  const result = await repaired(name, args, context);
  // A missing file ends the sed of just-bash, whatever files come after.
  const isCut = name === "sed" && UNREADABLE.test(result.stderr) && args.some((arg) => context.peek(arg) !== undefined);
  return isCut ? undefined : result;
}

function asBytes(result: Omit<ExecResult, "stdoutKind"> | undefined): ExecResult | undefined {
  return result === undefined ? undefined : { ...result, stdoutKind: "bytes" };
}

async function awk(args: readonly string[], { original, stdin, peek }: ToolContext): Promise<ExecResult | undefined> {
  const call = awkCall(args);
  if (call === undefined) return undefined;
  const input = call.files.length === 0 ? stdin : call.files.map((file) => peek(file) ?? "").join("\n");
  const result = await runAwk(call, original, input);
  // `exit -1` is 255.
  return result && withCodeOfUnreadable("awk", { ...result, exitCode: result.exitCode & 0xff });
}

/** For a file that can't be read just-bash says 1, where these say 2: the difference between "no" and "can't tell". */
const GREP: ReadonlySet<string> = new Set(["grep", "egrep", "fgrep"]);
const SAYS_2_WHEN_UNREADABLE: ReadonlySet<string> = new Set([...GREP, "awk", "sed"]);
const UNREADABLE = /No such file or directory|Is a directory/;

function withCodeOfUnreadable(name: string, result: ExecResult): ExecResult {
  const isTold = UNREADABLE.test(result.stderr) && result.exitCode === 1 && SAYS_2_WHEN_UNREADABLE.has(name);
  return isTold ? { ...result, exitCode: 2 } : result;
}

async function repaired(
  name: string,
  args: readonly string[],
  { original, isFolder, peek }: ToolContext,
): Promise<ExecResult> {
  if (GREP.has(name)) return grep(name, args, original);
  const result = withCodeOfUnreadable(name, await original([...args]));
  if (name === "uniq" && args.some((arg) => /^-\w*c/.test(arg))) return { ...result, stdout: counted(result.stdout) };
  if (name === "wc") return { ...result, stdout: inColumns(result.stdout, args.map(peek)) };
  // Several names are no several folders.
  if (name === "ls" && (args.some((arg) => /^-\w*d/.test(arg)) || !args.some(isFolder)))
    return { ...result, stdout: result.stdout.replace(/\n+/g, "\n") };
  const isOfCommand =
    name === "xargs" && result.exitCode > 0 && result.exitCode < 126 && !result.stderr.startsWith("xargs:");
  return isOfCommand ? { ...result, exitCode: 123 } : result;
}

/** uniq gives a count seven columns. */
function counted(stdout: string): string {
  return stdout.replace(/^ *(\d+) /gm, (_, count: string) => `${count.padStart(7)} `);
}

/** The counts of several files are as wide as the number of all their bytes. */
function inColumns(stdout: string, contents: readonly (string | undefined)[]): string {
  const files = contents.filter((content) => content !== undefined);
  const width = String(files.join("").length).length;
  return !/^ *\d+ total$/m.test(stdout)
    ? stdout
    : stdout.replace(/^ *(\d+) /gm, (_, count: string) => `${count.padStart(width)} `);
}

/** Flags of grep in one word, with an s among them: -s, -qs. just-bash does not know it: no words on missing files. */
const SILENT = /^-(?=\w*s)[cEFhilLnoPqrRsvwx]+$/;

async function grep(name: string, args: readonly string[], original: ToolContext["original"]): Promise<ExecResult> {
  const isSilent = args.some((arg) => SILENT.test(arg));
  const result = withCodeOfUnreadable(name, await original(onePattern(isSilent ? args.flatMap(withoutSilence) : args)));
  return isSilent && UNREADABLE.test(result.stderr) ? { ...result, stderr: "" } : result;
}

function withoutSilence(arg: string): readonly string[] {
  if (!SILENT.test(arg)) return [arg];
  return arg === "-s" ? [] : [arg.replaceAll("s", "")];
}

/** `-e a -e b`: just-bash takes the last; patterns can stand in lines, too. */
function onePattern(args: readonly string[]): string[] {
  const isGiven = (i: number) => args[i - 1] === "-e";
  const patterns = args.filter((_, i) => isGiven(i));
  if (patterns.length < 2) return [...args];
  return ["-e", patterns.join("\n"), ...args.filter((arg, i) => !(arg === "-e" || isGiven(i)))];
}

/** How just-bash's tools say that they lack an option; the real ones may know it, so this is no answer. */
const NOT_SIMULATED =
  /(invalid|unknown|unrecognized) (option|predicate)|invalid field spec|not (implemented|supported)/;
/** Whatever these say on stderr, but for files, is a failure of the simulation, or of a program that fails for real. */
const EXCUSE = /^(awk|[ef]?grep|head|sed|tail): /;

/** True for a result that is just-bash's own failure. */
export function isNotSimulated({ stderr }: ExecResult): boolean {
  return NOT_SIMULATED.test(stderr) || (EXCUSE.test(stderr) && !UNREADABLE.test(stderr));
}
