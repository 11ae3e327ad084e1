// One run in just-bash: a shell written in TypeScript, on a read-only file system over the host. It may take its thread
// with it: an endless awk, or one that needs all memory, ends only with the thread. threads.ts sees to that.

import { Bash, type ExecResult, type TransformContext } from "just-bash";
import type { Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { beyondRecording } from "../beyond-recording.ts";
import { ENVIRONMENT, OUTPUT_CAP } from "../limits.ts";
import { bounded } from "../run-bounds.ts";
import { asFunction } from "../snippet.ts";
import { FAILED, notRun, outsideOf, unreadable } from "../snippet-form.ts";
import { syntaxOf } from "../syntax.ts";
import { beyondSimulation } from "./beyond-simulation.ts";
import { beyondRun, beyondText } from "./beyond-simulation-text.ts";
import { type CommandTrace, registerCommands } from "./host-commands.ts";
import { type FsTrace, HostFs } from "./host-fs.ts";
import { registerRepairs } from "./repair-commands.ts";
import { readableScript } from "./script-repairs.ts";
import { repair } from "./shell-repairs.ts";
import { TEXT_TOOLS } from "./text-tools.ts";

const TIMED_OUT = 124;
const AT_LIMIT = 126;
/** What bash itself sets and just-bash does not; by BASH, a script for download sees that it is not sh. */
const SET_BY_BASH = { IFS: " \t\n", BASH: "/bin/bash" };

const MIB = 2 ** 20;
/** Far above what a check needs, and reached in a second or two by one that does not end. */
const LIMITS = {
  maxCallDepth: 50,
  maxCommandCount: 10_000,
  maxLoopIterations: 10_000,
  maxOutputSize: 4 * MIB,
  maxStringLength: 4 * MIB,
};

/** What just-bash says when a limit is reached, and on failures of its own, after which it may say 1: "affected". */
const STOPPED =
  /^bash: (.*?(?:exceeded|too many).*?)(?:, increase .*)?$|^(?:bash: )?((?:Maximum call stack|Invalid (?:array|string) length|security violation).*)$/m;

type Trace = FsTrace & CommandTrace;

/** Runs a snippet on a host, for about as long as that. */
export async function simulate(snippet: string, host: Host, timeoutMs: number): Promise<Run> {
  const unread = unreadable(snippet);
  if (unread !== undefined) return notRun(unread);
  const form = formOf(snippet);
  const { tree } = form;
  const refused = new Set<string>(form.refused);
  const trace: Trace = {
    ...{ read: new Set(), missing: new Set(), looked: new Set(), listed: new Set() },
    ...{ ran: new Set(), refused },
  };
  const started = performance.now();
  const result = await exec(shellOn(host, trace, timeoutMs, form), form);
  for (const what of beyondRun({ stderr: result.stderr, read: trace.read }, host, tree)) refused.add(what);
  const stopped = STOPPED.exec(result.stderr);
  if (stopped !== null) refused.add(stopped[1] ?? stopped[2] ?? "");
  // It may have been a part of the tree that just-bash could not walk. Its complaints of files are told as such.
  else if (result.failure !== undefined) refused.add(`simulated shell: limit exceeded (${result.failure})`);
  // So it ends at its limits, of which `2>/dev/null` may have taken the words.
  else if (result.exitCode === AT_LIMIT) refused.add(`a limit exceeded (exit code ${AT_LIMIT})`);
  if (Math.max(result.stdout.length, result.stderr.length) > OUTPUT_CAP)
    refused.add(`more than ${OUTPUT_CAP} characters of output`);
  return bounded({
    exitCode: result.exitCode,
    stdout: result.stdout.slice(0, OUTPUT_CAP),
    stderr: result.stderr.slice(0, OUTPUT_CAP),
    read: [...trace.read],
    missing: [...trace.missing],
    looked: [...trace.looked].filter((path) => !trace.read.has(path) && !trace.listed.has(path)),
    listed: [...trace.listed],
    ran: [...trace.ran],
    refused: [...refused],
    timedOut: result.exitCode === TIMED_OUT && performance.now() - started >= timeoutMs,
  });
}

/** What a snippet is, whatever the host: found once, for it takes longer than a run. */
type Form = {
  readonly script: string;
  readonly tree: ReturnType<typeof syntaxOf>;
  readonly refused: readonly string[];
  /** What of the repaired tree is refused; known when the shell has parsed it. */
  refusedInTree?: readonly string[];
};

/** A check is tried on many hosts one after the other. */
let known: { readonly snippet: string; readonly form: Form } | undefined;

function formOf(snippet: string): Form {
  if (known?.snippet === snippet) return known.form;
  const tree = syntaxOf(readableScript(asFunction(snippet)));
  const refused = [...(tree === undefined ? [] : outsideOf(tree)), ...beyondText(snippet, tree)];
  // The first line of the snippet stays line 1, for the shell's messages.
  const form = { script: readableScript(asFunction(snippet).replace("\n", " ")), tree, refused };
  known = { snippet, form };
  return form;
}

/** A shell for one run: nothing that a snippet does outlives it. */
function shellOn(host: Host, trace: Trace, timeoutMs: number, form: Form): Bash {
  const bash = new Bash({
    fs: new HostFs(host, trace),
    cwd: "/",
    commands: [...TEXT_TOOLS],
    // A deadline of the shell's own: an AbortSignal's timer never gets its turn while the interpreter only awaits itself.
    executionLimits: { ...LIMITS, maxExecutionTimeMs: timeoutMs },
    processInfo: { uid: 0, gid: 0 },
  });
  registerCommands(bash, host, trace);
  registerRepairs(bash, trace);
  const transform = ({ ast }: TransformContext) => {
    repair(ast);
    form.refusedInTree ??= [...beyondRecording(ast), ...beyondSimulation(ast)];
    for (const what of form.refusedInTree) trace.refused.add(what);
    return { ast };
  };
  bash.registerTransformPlugin({ name: "faultbook", transform });
  return bash;
}

/** `failure`: how just-bash itself broke. */
async function exec(bash: Bash, { script }: Form): Promise<ExecResult & { readonly failure?: string }> {
  try {
    return await bash.exec(script, { env: { ...ENVIRONMENT, ...SET_BY_BASH }, replaceEnv: true, rawScript: true });
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    const result = { stdout: "", stderr: `bash: ${failure}\n`, exitCode: FAILED };
    // A redirection to a read-only file ends just-bash with the file system's own error; bash would say it and go on.
    return OF_FILES.test(failure) ? result : { ...result, failure };
  }
}

const OF_FILES = /^E[A-Z]+: /;
