// What the command lines share: how they refuse wrong usage and end.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { nearestName } from "../src/core/nearest-name.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { LockedError } from "../src/site/lock.ts";
import { RecordError } from "../src/trackers/record/record.ts";

/** "1 file", "2 files" */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A folder with a site in it; a misspelt one would otherwise build an empty site. */
export function siteRoot(root: string): string {
  if (!existsSync(root)) throw new UsageError(`${root} does not exist`);
  if (!existsSync(join(root, "content"))) throw new UsageError(`${root} has no folder content/`);
  return root;
}

/** Help is asked for by those who do not know yet what else is needed: it comes before anything else is looked at. */
export function showHelp(usage: string): never {
  process.stdout.write(usage);
  process.exit(0);
}

/** Reads the command line; what it cannot mean ends with exit code 2 and how the command is called. */
export function readOptions<T>(read: () => T, usage: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError || isOfParseArgs(error))) throw error;
    process.stderr.write(`${error.message}${guessFor(error.message, usage)}\n\n${usage}`);
    process.exit(2);
  }
}

/** The option of the usage that is nearest to the one that parseArgs does not know. */
function guessFor(message: string, usage: string): string {
  const wanted = /^Unknown option '(--[\w-]+)'/.exec(message)?.[1];
  const known = [...usage.matchAll(/(?<![\w-])--[a-z][\w-]*/g)].map(([option]) => option);
  const guess = wanted === undefined ? undefined : nearestName(wanted, known);
  return guess === undefined ? "" : `. Did you mean "${guess}"?`;
}

/** https://nodejs.org/api/errors.html#err_parse_args_invalid_option_value and those beside it are TypeErrors. */
function isOfParseArgs(error: unknown): error is TypeError {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_");
}

/** A folder that belongs to somebody else, or cannot be written at all. */
function isDenied(error: unknown): error is Error {
  return error instanceof Error && "code" in error && ["EACCES", "EPERM", "EROFS"].includes(String(error.code));
}

/** Below the site's folder: who looks at upstream holds it. */
export const LOCK_FILE = ".cache/refresh.lock";

/**
 * Runs a command. A record that cannot be read, another refresh at work (exit code 1) and an argument that cannot be used
 * (2) are told without the stack that a programmer's error has.
 */
export async function run(command: () => Promise<number>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  try {
    process.exitCode = await command();
  } catch (error) {
    const isRefused = error instanceof RecordError || error instanceof LockedError || isDenied(error);
    if (!(isRefused || error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}${isDenied(error) ? ". Use a folder that you may write to" : ""}\n`);
    process.exitCode = isRefused ? 1 : 2;
  }
}

/** Who pipes into head(1) reads what they want, and goes: what is being done goes on. */
function ignoreClosedPipe(error: Error): void {
  if (!("code" in error && error.code === "EPIPE")) throw error;
}
