// What a run asked for and got no answer to, sorted by cause: each cause has its own words, and its own remedy.

import type { Run } from "../../model/check.ts";
import { changesMachine } from "../../model/writers.ts";
import { TEXT_TOOLS } from "../simulation/text-tools.ts";

/** From the gravest to the most harmless; where a run has several, the first one is the one to repair. */
const CAUSES = ["snippet", "time", "write", "endless", "output", "recording", "simulation", "command"] as const;
export type Cause = (typeof CAUSES)[number];

export type Refusal = { readonly cause: Cause; readonly asked: string };

/** What a run was refused, the gravest first; of one cause in the order of the run. */
export function refusalsOf({ refused, timedOut }: Run): readonly Refusal[] {
  const late: readonly Refusal[] = timedOut ? [{ asked: "", cause: "time" }] : [];
  const all = refused
    // A connection is opened as a file is; that is no second fault.
    .filter((asked) => !asked.startsWith("> ") || !refused.includes(`${asked.slice(2)}, the network`))
    .map((asked) => ({ asked, cause: causeOf(asked) }))
    // That the time is up may be told twice.
    .filter(({ cause }) => !timedOut || cause !== "endless");
  return [...late, ...all].sort((a, b) => CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause));
}

/** How the shells say that a run took more than it may. */
const LIMITS =
  /(limit|depth \(\d+\)) exceeded|exceeded execution deadline|(^|: )too many [a-z ]+\(|^Maximum call stack|^Invalid (array|string) length|^security violation|^more than \d+ (processes|MiB of memory)$/;
/** What is not tried at all. */
const NO_SNIPPET = /^(code outside of the check|a check without a command|snippet: .*exceeded.*)$/;
const OUTPUT = /^more than \d+ characters of output$/;
/** The clock, chance, the shell itself, modes, the network, code from elsewhere, and commands by their path. */
const BEYOND_RECORDING =
  /^\$|^\[\[? -\w |, the network$|^(\.|eval|exec|source) |^(bg|bind|disown|enable|fc|fg|hash|history|jobs|kill|logout|suspend|times|ulimit|umask)( |$)|^[^ ]*\/[^ ]*$/;
const BEYOND_SIMULATION = / in arithmetic$| as an integer$|^a number put together in arithmetic|^\{.*\.\..*\}$/;

function causeOf(asked: string): Cause {
  if (NO_SNIPPET.test(asked)) return "snippet";
  if (asked.startsWith("> ") || changesMachine(asked)) return "write";
  if (OUTPUT.test(asked)) return "output";
  // "$(nproc) in arithmetic" begins as a variable does.
  if (BEYOND_SIMULATION.test(asked)) return "simulation";
  if (BEYOND_RECORDING.test(asked)) return "recording";
  if (LIMITS.test(asked)) return "endless";
  return isTextTool(commandOf(asked)) ? "simulation" : "command";
}

/** What no run may do or need, whatever it says in the end: of these, CANNOT TELL is no excuse. */
const FORBIDDEN: ReadonlySet<Cause> = new Set(["snippet", "time", "write", "endless", "output"]);

/**
 * The refusals of a run that are a fault even where it should say CANNOT TELL. `recorded`: names of commands that some
 * host of the check has a transcript of; that one host lacks it may be why the check can't tell there. Undefined where any command may be asked for.
 */
export function forbiddenIn(run: Run, recorded: ReadonlySet<string> | undefined): readonly Refusal[] {
  const refusals = refusalsOf(run).filter(
    ({ cause, asked }) =>
      FORBIDDEN.has(cause) ||
      asked.endsWith(", the network") ||
      (cause === "command" && recorded?.has(commandOf(asked)) === false),
  );
  // `sed -i` of a file that this host lacks comes to nothing here, and changes it elsewhere.
  const writing = run.ran.filter((line) => isTextTool(commandOf(line)) && changesMachine(line));
  const untold = writing.filter((line) => !refusals.some(({ asked }) => asked === line));
  return [...untold.map((asked) => ({ asked, cause: "write" as const })), ...refusals];
}

/** "zpool list" → "zpool" */
export function commandOf(line: string): string {
  return line.split(" ", 1)[0] ?? "";
}

const TOOLS: ReadonlySet<string> = new Set(TEXT_TOOLS);

/** True for what the simulated shell has, in some form. */
export function isTextTool(name: string): boolean {
  return TOOLS.has(name);
}

const SHOWN = 60;

/** A refused command may be a whole awk program. */
export function shortened(refused: string): string {
  const line = refused.replace(/\s+/g, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}
