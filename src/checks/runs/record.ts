// The committed record of runs: content/.runs/<check>/<host>.json. A file for each run, because two branches that each add
// a host to a check must merge without a conflict. It holds what a run gave, and no verdict: that follows from the exit
// code and the check's own `exits`.

import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import pLimit from "p-limit";
import { glob } from "tinyglobby";
import { z } from "zod";
import { type JsonFile, RecordError, readJsonFile, writeJsonFile } from "../../core/json-file.ts";
import { topOf } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { CAUSES, type Run } from "../../model/check.ts";
import { sumOf } from "./key.ts";

const RUNS_FOLDER = "content/.runs";

/** Raised when rules or trials ask more than before: records of an older version were not tested against that. */
export const RULES_VERSION = 2;

const Texts = z.array(z.string()).default([]);
export const RecordedRun = z.strictObject({
  version: z.literal(1),
  /** RULES_VERSION at that time. */
  rules: z.int(),
  /** What it was a run of: see key.ts. */
  key: z.string(),
  /** Over the key and the result: a result that was edited by hand does not fit it. */
  sum: z.string(),
  exit: z.int().min(0).max(255),
  stdout: z.string().default(""),
  stderr: z.string().default(""),
  ...{ read: Texts, listed: Texts, looked: Texts, missing: Texts, ran: Texts, steps: Texts },
  refused: z.array(z.strictObject({ cause: z.enum(CAUSES), asked: z.string() })).default([]),
  /** Hosts that were ok then: one of them may be why a trial was not made. */
  ok: Texts,
  /** How often it was run again with something taken away. */
  trials: z.int().min(0),
  /** The shell and the tools that ran, with their versions. */
  by: z.array(z.string()),
});
export type RecordedRun = z.infer<typeof RecordedRun>;

/** Id of a check → name of a host → its run. */
export type Records = ReadonlyMap<string, ReadonlyMap<string, RecordedRun>>;

const FILE: JsonFile<typeof RecordedRun> = {
  shape: RecordedRun,
  version: 1,
  remedy: "It can be made again: npm run check -- --update",
  afterMerge: "npm run check -- --update writes what fits",
  format: (run) => `${JSON.stringify(withoutDefaults(run), null, 2)}\n`,
};

/** What is empty is left out. */
function withoutDefaults(run: RecordedRun): Partial<RecordedRun> {
  const isDefault = (value: unknown) => value === "" || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(run).filter(([, value]) => !isDefault(value)));
}

/** What a record holds beside the run; see RecordedRun. */
type About = {
  readonly key: string;
  readonly trials: number;
  readonly by: readonly string[];
  readonly ok?: readonly string[];
};

/** A run as it is recorded. */
export function recordOf(run: Run, about: About): RecordedRun {
  const { exitCode: exit, stdout, stderr, read, listed, looked, missing, ran, steps } = run;
  const refused = run.refused.map(({ cause, asked }) => ({ cause, asked }));
  const result = { exit, stdout, stderr, read, listed, looked, missing, ran, steps, refused, ...about };
  const { key, ...rest } = result;
  const parsed = RecordedRun.parse({ version: 1, rules: RULES_VERSION, key, sum: "", ...rest });
  return { ...parsed, sum: sumOfRun(parsed) };
}

function sumOfRun({ sum: _, ...rest }: RecordedRun): string {
  return sumOf(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether the result still fits its sum; an edit by hand breaks that. */
export function isWhole(run: RecordedRun): boolean {
  return run.sum === sumOfRun(run);
}

/** The run that a record is of. */
export function runOfRecord({
  exit,
  stdout,
  stderr,
  read,
  listed,
  looked,
  missing,
  ran,
  steps,
  refused,
}: RecordedRun): Run {
  return { exitCode: exit, stdout, stderr, read, listed, looked, missing, ran, steps, refused };
}

export type ReadRecords = { readonly records: Records; readonly problems: readonly Problem[] };

/** The record of a site. An unreadable file is a Problem, and counts as missing. */
export async function readRecords(root: string): Promise<ReadRecords> {
  const files = (await glob(`${RUNS_FOLDER}/*/*.json`, { cwd: root, dot: true, expandDirectories: false })).sort();
  const records = new Map<string, Map<string, RecordedRun>>();
  const problems: Problem[] = [];
  // A process may not have more than some hundred files open at once.
  const read = await pLimit(AT_ONCE).map(files, (file) => readOne(root, file));
  for (const [i, file] of files.entries()) {
    const [run, id] = [read[i], basename(dirname(file))];
    if (run === undefined) continue;
    if ("what" in run) problems.push(run);
    else records.set(id, (records.get(id) ?? new Map<string, RecordedRun>()).set(basename(file, ".json"), run));
  }
  return { records, problems };
}

const AT_ONCE = 64;

async function readOne(root: string, file: string): Promise<RecordedRun | Problem | undefined> {
  const path = join(root, file);
  try {
    return await readJsonFile(path, FILE);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const place = { ...topOf(file), line: error.line ?? 1 };
    return { ...problem(place, error.what, error.remedy.replaceAll(path, file)), withholds: "nothing" };
  }
}

export function recordFile(check: string, host: string): string {
  return `${RUNS_FOLDER}/${check}/${host}.json`;
}

/** The text of the file. */
export function textOfRecord(run: RecordedRun): string {
  return FILE.format?.(run) ?? "";
}

/** Writes a run over any old record: it can be made again. A record of a newer version throws a RecordError. */
export async function writeRecord(root: string, file: string, run: RecordedRun): Promise<void> {
  const path = join(root, file);
  try {
    await writeJsonFile(path, FILE, run);
  } catch (error) {
    if (!(error instanceof RecordError) || error.what.startsWith("Written by a newer")) throw error;
    await rm(path, { recursive: true });
    await writeJsonFile(path, FILE, run);
  }
}

export async function removeRecord(root: string, file: string): Promise<void> {
  await rm(join(root, file), { force: true });
}
