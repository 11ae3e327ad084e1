// The two files that remember upstream: the committed record of states, and the looks, which are a cache of their own
// so that a night without news changes no committed byte.

import { z } from "zod";
import { RECORD_VERSION, StateRecord } from "../model/record.ts";
import { LOOK_ERRORS, type Look } from "../model/reference.ts";
import { type JsonFile, readJsonFile, writeJsonFile } from "./json-file.ts";

export { RecordError } from "./json-file.ts";

const UniqueRecord = StateRecord.superRefine(({ references }, context) => {
  const seen = new Set<string>();
  for (const [index, { url }] of references.entries()) {
    if (seen.has(url))
      context.addIssue({ code: "custom", path: ["references", index], message: `Second entry for ${url}` });
    seen.add(url);
  }
});

const RECORD: JsonFile<typeof UniqueRecord> = {
  shape: UniqueRecord,
  version: RECORD_VERSION,
  remedy: "Repair the file, or take a good copy of it from git; then run: node scripts/refresh.ts",
};

/** The record; empty where there is no file yet. Throws a RecordError when the file is broken. */
export async function readRecord(path: string): Promise<StateRecord> {
  return (await readJsonFile(path, RECORD)) ?? { version: RECORD_VERSION, references: [] };
}

/** Writes the record, sorted by address. Bytes that are the same are not written, a broken file is not overwritten. */
export async function writeRecord(path: string, record: StateRecord): Promise<void> {
  const references = record.references.toSorted((a, b) => (a.url < b.url ? -1 : 1));
  await writeJsonFile(path, RECORD, { ...record, references });
}

const Looks = z.strictObject({
  version: z.literal(1),
  looks: z.record(
    z.string(),
    z.strictObject({
      at: z.iso.datetime(),
      result: z.enum(["ok", ...LOOK_ERRORS]),
      message: z.string().exactOptional(),
      lastGood: z.iso.datetime().exactOptional(),
      failures: z.int().min(0),
    }),
  ),
});

const LOOKS: JsonFile<typeof Looks> = {
  shape: Looks,
  version: 1,
  remedy: "It is a cache: delete it, and the next refresh writes it anew",
};

/** The last looks, by the item's address; none where there is no file yet. */
export async function readLooks(path: string): Promise<ReadonlyMap<string, Look>> {
  const file = await readJsonFile(path, LOOKS);
  return new Map(Object.entries(file?.looks ?? {}));
}

/** Writes the looks under the same rules as the record. */
export async function writeLooks(path: string, looks: ReadonlyMap<string, Look>): Promise<void> {
  const sorted = [...looks].sort(([a], [b]) => (a < b ? -1 : 1));
  await writeJsonFile(path, LOOKS, { version: 1, looks: Object.fromEntries(sorted) });
}
