// The files that an update changes, as they are and as they will be; shown before anything is written, and written whole.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type Check, VERDICT_WORDS } from "../../model/check.ts";
import { type RecordedOutput, type RecordedOutputs, textOfOutputs, writeRecordedOutputs } from "./recorded-outputs.ts";
import { unifiedDiff } from "./unified-diff.ts";
import { rewriteExpectations } from "./update-expectations.ts";
import type { Move, Refusal, UpdatePlan } from "./update-plan.ts";

export type FileChange = { readonly file: string; readonly before: string; readonly after: string };

export type Update = {
  readonly moves: readonly Move[];
  readonly refusals: readonly Refusal[];
  /** Documents whose front matter changes. */
  readonly documents: readonly FileChange[];
  readonly outputs: FileChange & { readonly value: RecordedOutputs };
};

/** Where a site lives, and its file of recorded outputs below that. */
export type Place = { readonly root: string; readonly outputsFile: string };

/** What the plan makes of the files of the site. */
export async function prepareUpdate(place: Place, plan: UpdatePlan, recorded: RecordedOutputs): Promise<Update> {
  const documents: FileChange[] = [];
  const failed: Move[] = [];
  for (const [file, moves] of Map.groupBy(plan.moves, ({ check }) => check.place.file)) {
    const before = await readFile(join(place.root, file), "utf8");
    const { text, failed: left } = rewriteExpectations(before, moves);
    failed.push(...left);
    if (text !== before) documents.push({ file, before, after: text });
  }
  const value = withKept(plan.outputs, failed, recorded);
  const before = await textOf(join(place.root, place.outputsFile));
  // A site without outputs needs no file of them.
  const isNone = before === "" && [...value.values()].every(({ size }) => size === 0);
  return {
    moves: plan.moves.filter((move) => !failed.includes(move)),
    refusals: [...plan.refusals, ...failed.map((move) => ({ ...move, why: BY_HAND }))],
    documents,
    outputs: { file: place.outputsFile, before, after: isNone ? "" : textOfOutputs(value), value },
  };
}

const BY_HAND =
  "its list is written in a way that this does not rewrite, with an alias or a comment perhaps; change it by hand";

/** Where the expectation stays, the output does too. */
function withKept(outputs: RecordedOutputs, failed: readonly Move[], recorded: RecordedOutputs): RecordedOutputs {
  const all = new Map([...outputs].map(([id, hosts]) => [id, new Map<string, RecordedOutput>(hosts)]));
  for (const { check, host } of failed) {
    const kept = recorded.get(check.id)?.get(host);
    if (kept === undefined) all.get(check.id)?.delete(host);
    else all.get(check.id)?.set(host, kept);
  }
  return all;
}

async function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}

/** What is about to change, for the author to read: expectations in words, then every file as a unified difference. */
export function formatUpdate({ moves, refusals, documents, outputs }: Update): string {
  const named = ({ check, host }: { check: Check; host: string | undefined }) =>
    host === undefined ? check.id : `${check.id} on ${host}`;
  const words = moves.map((move) => `  ${named(move)}: ${VERDICT_WORDS[move.from]} → ${VERDICT_WORDS[move.to]}`);
  const kept = refusals.map((refusal) => `  ${named(refusal)}: ${refusal.why}`);
  return [
    ...(words.length === 0 ? [] : [[EXPECTS, ...words].join("\n")]),
    ...[...documents, outputs].map(difference).filter((text) => text !== ""),
    ...(kept.length === 0 ? [] : [["Left as it is:", ...kept].join("\n")]),
  ].join("\n\n");
}

const EXPECTS = "This changes what the author expects; look whether the check or the expectation was wrong:";

function difference({ file, before, after }: FileChange): string {
  const [old, next] = [before, after].map((text) => text.replace(/\r\n/g, "\n"));
  return unifiedDiff({ name: file, text: old ?? "" }, { name: file, text: next ?? "" });
}

/** Writes what differs, each file whole or not at all; gives the files written. */
export async function writeUpdate({ root }: Place, { documents, outputs }: Update): Promise<readonly string[]> {
  for (const { file, after } of documents) await writeFileAtomic(join(root, file), after);
  if (outputs.before === outputs.after) return documents.map(({ file }) => file);
  await writeRecordedOutputs(join(root, outputs.file), outputs.value);
  return [...documents.map(({ file }) => file), outputs.file];
}
