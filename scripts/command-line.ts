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
  if (!existsSync(join(root, "content"))) throw new UsageError(`${root} has no content/ folder`);
  return root;
}

/** Whoever asks for help may not know what else is needed, so help comes before any other argument is examined. */
export function showHelp(usage: string): never {
  process.stdout.write(usage);
  process.exit(0);
}

/** Reads the command line; wrong usage ends with exit code 2, the reason and the usage text. */
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

/** The folder belongs to another user, or is read-only. */
function isDenied(error: unknown): error is Error {
  return error instanceof Error && "code" in error && ["EACCES", "EPERM", "EROFS"].includes(String(error.code));
}

/** Below the site's folder: the process that looks upstream items up holds it. */
export const LOCK_FILE = ".cache/refresh.lock";

/**
 * Runs a command. An unreadable record and another running refresh (exit code 1) and an unusable argument (2) print their
 * message only; a programmer's error keeps its stack.
 */
export async function run(command: () => Promise<number>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignoreClosedPipe);
  try {
    process.exitCode = await command();
  } catch (error) {
    const isRefused = error instanceof RecordError || error instanceof LockedError || isDenied(error);
    if (!(isRefused || error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}${isDenied(error) ? ". Choose a folder that you can write to" : ""}\n`);
    process.exitCode = isRefused ? 1 : 2;
  }
}

/** A reader such as head(1) may close the pipe early; the command still finishes its work. */
function ignoreClosedPipe(error: Error): void {
  if (!("code" in error && error.code === "EPIPE")) throw error;
}
