// npm run check -- --update and --patch: the records of sound checks, written or shown as a patch.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Result } from "../src/checks/authoring/session.ts";
import { type FileChange, patchOf } from "../src/checks/authoring/unified-diff.ts";
import { type RecordedRun, removeRecord, textOfRecord, writeRecord } from "../src/checks/runs/record.ts";
import { RecordError } from "../src/core/json-file.ts";
import { count } from "./command-line.ts";

/** What became of the records: the results that are recorded now, and the text that reports it. */
export type Recording = { readonly recorded: readonly Result[]; readonly text: string };

/** Writes the records of sound checks, and removes those that belong to no check. */
export async function record(
  root: string,
  results: readonly Result[],
  leftovers: readonly string[],
): Promise<Recording> {
  const updates = results.flatMap((result) => [...result.updates]);
  const written: string[] = [];
  for (const [file, run] of updates) if (await isWritten(root, file, run)) written.push(file);
  for (const file of leftovers) await removeRecord(root, file);
  const refused = results.filter(({ isRun, isSound }) => isRun && !isSound).map(({ check }) => check.id);
  const kept = refused.length === 0 ? "" : `Not recorded because of a broken rule: ${refused.join(", ")}\n`;
  const lists = [listOf(written, "written"), listOf(leftovers, "removed")].join("");
  const news = lists === "" && refused.length === 0 ? "Nothing to record\n" : lists;
  const isWhole = ({ updates: own }: Result) => own.size > 0 && [...own.keys()].every((file) => written.includes(file));
  const recorded = results.filter(
    (result) => isWhole(result) || (result.isRun && result.problems.every((p) => p.kind === "advice")),
  );
  return { recorded, text: `${news}${kept}`.trimEnd() };
}

/** A file that a newer version wrote is left alone; reading the records has reported it. */
async function isWritten(root: string, file: string, run: RecordedRun): Promise<boolean> {
  try {
    await writeRecord(root, file, run);
    return true;
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    return false;
  }
}

function listOf(files: readonly string[], what: string): string {
  if (files.length === 0) return "";
  const shown = files.slice(0, 5).map((file) => `  ${file}`);
  const more = files.length > shown.length ? [`  and ${files.length - shown.length} more`] : [];
  const them = files.length === 1 ? "it" : "them";
  return `${[`${count(files.length, "file")} ${what}; commit ${what === "written" ? them : "the removal"}:`, ...shown, ...more].join("\n")}\n`;
}

/** The same as a patch, and nothing is written. */
export async function patchFor(
  root: string,
  results: readonly Result[],
  leftovers: readonly string[],
): Promise<string> {
  const updates = results.flatMap((result) => [...result.updates]);
  const changes: FileChange[] = [];
  for (const [file, run] of updates) changes.push({ file, before: await textOf(root, file), after: textOfRecord(run) });
  for (const file of leftovers) changes.push({ file, before: await textOf(root, file), after: "" });
  return patchOf(changes);
}

async function textOf(root: string, file: string): Promise<string> {
  return readFile(join(root, file), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}
