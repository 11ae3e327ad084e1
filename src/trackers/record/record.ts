// The committed record of states and transitions. The times of lookups are kept separately (looks.ts), so that a night
// without news changes no committed byte.

import { type JsonFile, readJsonFile, writeJsonFile } from "../../core/json-file.ts";
import { RECORD_VERSION, StateRecord } from "../../model/record.ts";

export { RecordError } from "../../core/json-file.ts";

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
  remedy: "Repair the file, or restore a good copy from git. Then run npm run refresh",
  afterMerge: "the next refresh adds the rest",
};

/** The record; empty if there is no file yet. Throws a RecordError if the file is broken. */
export async function readRecord(path: string): Promise<StateRecord> {
  return (await readJsonFile(path, RECORD)) ?? { version: RECORD_VERSION, references: [] };
}

/** Writes the record, sorted by address. Bytes that are the same are not written, a broken file is not overwritten. */
export async function writeRecord(path: string, record: StateRecord): Promise<void> {
  const references = record.references.toSorted((a, b) => (a.url < b.url ? -1 : 1));
  await writeJsonFile(path, RECORD, { ...record, references });
}
