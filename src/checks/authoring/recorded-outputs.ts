// What each check printed on each host when an author last accepted it. Pages never show it: they show what the run of
// their build printed. It is what a run is compared with, so that a changed output is seen before readers see it.

import { join } from "node:path";
import { z } from "zod";
import { type JsonFile, RecordError, readJsonFile, writeJsonFile } from "../../core/json-file.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { VERDICTS } from "../../model/check.ts";

const RecordedOutput = z.strictObject({ verdict: z.enum(VERDICTS), stdout: z.string() });
export type RecordedOutput = z.infer<typeof RecordedOutput>;

/** Id of a check → name of a host → what was accepted. */
export type RecordedOutputs = ReadonlyMap<string, ReadonlyMap<string, RecordedOutput>>;

const Shape = z.strictObject({
  version: z.literal(1),
  checks: z.record(z.string(), z.record(z.string(), RecordedOutput)),
});

const OUTPUTS: JsonFile<typeof Shape> = {
  shape: Shape,
  version: 1,
  remedy: "Repair the file, or take a good copy of it from git; then run: npm run check -- --update",
  afterMerge: "npm run check -- --update writes the rest",
  format: formatted,
};

/** What was accepted; empty where there is no file yet. Throws a RecordError when the file is broken. */
export async function readRecordedOutputs(path: string): Promise<RecordedOutputs> {
  const { checks = {} } = (await readJsonFile(path, OUTPUTS)) ?? {};
  return new Map(Object.entries(checks).map(([id, hosts]) => [id, new Map(Object.entries(hosts))]));
}

/**
 * The same, where a broken file is told beside everything else that is wrong with a site; nothing is recorded then.
 * `file` is the way from `root`.
 */
export async function outputsOrProblem(
  root: string,
  file: string,
): Promise<{ readonly recorded: RecordedOutputs; readonly problems: readonly Problem[] }> {
  const path = join(root, file);
  try {
    return { recorded: await readRecordedOutputs(path), problems: [] };
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    const place = { file, line: error.line ?? 1, column: 1, length: 0 };
    return { recorded: new Map(), problems: [problem(place, error.what, error.remedy.replaceAll(path, file))] };
  }
}

/** Writes what is accepted from now on. Bytes that are the same are not written, a broken file is not overwritten. */
export async function writeRecordedOutputs(path: string, outputs: RecordedOutputs): Promise<void> {
  await writeJsonFile(path, OUTPUTS, fileOf(outputs));
}

/** The text that the file would have. */
export function textOfOutputs(outputs: RecordedOutputs): string {
  return formatted(fileOf(outputs));
}

function fileOf(outputs: RecordedOutputs): z.infer<typeof Shape> {
  const checks = [...outputs]
    .filter(([, hosts]) => hosts.size > 0)
    .map(([id, hosts]) => [id, Object.fromEntries(hosts)] as const);
  return { version: 1, checks: Object.fromEntries(checks) };
}

/** One line per host, so that a difference of this file names the host. */
function formatted({ version, checks }: z.infer<typeof Shape>): string {
  const blocks = sorted(checks).map(([id, hosts]) => {
    const lines = sorted(hosts).map(
      ([host, { verdict, stdout }]) =>
        `      ${JSON.stringify(host)}: { "verdict": "${verdict}", "stdout": ${JSON.stringify(stdout)} }`,
    );
    return `    ${JSON.stringify(id)}: {\n${lines.join(",\n")}\n    }`;
  });
  const all = blocks.length === 0 ? "{}" : `{\n${blocks.join(",\n")}\n  }`;
  return `{\n  "version": ${version},\n  "checks": ${all}\n}\n`;
}

function sorted<T>(values: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
