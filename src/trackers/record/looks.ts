// The looks: when each item was last looked up, with which result. They change every night, so they are a cache beside
// the committed record; losing it loses no state, only the memory of failures.

import { z } from "zod";
import { type JsonFile, readJsonFile, writeJsonFile } from "../../core/json-file.ts";
import { LOOK_ERRORS, type Look } from "../../model/reference.ts";

export type Looks = {
  /** By the item's canonical address. */
  readonly byUrl: ReadonlyMap<string, Look>;
  /** Instant of the last refresh that read something, or had nothing to ask; undefined before the first. */
  readonly lastSuccess: string | undefined;
  /** What was reported to the maintainer → the instant: nothing is reported twice while it lasts. */
  readonly told: ReadonlyMap<string, string>;
};

export const NO_LOOKS: Looks = { byUrl: new Map(), lastSuccess: undefined, told: new Map() };

const LooksShape = z.strictObject({
  version: z.literal(1),
  lastSuccess: z.iso.datetime().exactOptional(),
  looks: z.record(
    z.string(),
    z.strictObject({
      at: z.iso.datetime(),
      result: z.enum(["ok", ...LOOK_ERRORS]),
      message: z.string().exactOptional(),
      word: z.string().exactOptional(),
      lastGood: z.iso.datetime().exactOptional(),
      failures: z.int().min(0),
      failingSince: z.iso.datetime().exactOptional(),
      withToken: z.boolean().exactOptional(),
      held: z.strictObject({ to: z.string(), on: z.array(z.iso.date()).readonly() }).exactOptional(),
      missingOn: z.array(z.iso.date()).readonly().exactOptional(),
    }),
  ),
  told: z.record(z.string(), z.iso.datetime()).default({}),
});

const LOOKS: JsonFile<typeof LooksShape> = {
  shape: LooksShape,
  version: 1,
  remedy: "Delete it: it is a cache, and the next refresh writes it again",
  afterMerge: "the next refresh adds the rest",
};

/** The last looks; empty if there is no file yet. Throws a RecordError if the file is broken. */
export async function readLooks(path: string): Promise<Looks> {
  const file = await readJsonFile(path, LOOKS);
  if (file === undefined) return NO_LOOKS;
  return {
    byUrl: new Map(Object.entries(file.looks)),
    lastSuccess: file.lastSuccess,
    told: new Map(Object.entries(file.told)),
  };
}

/** Writes the looks completely or not at all; never over an unreadable file. */
export async function writeLooks(path: string, { byUrl, lastSuccess, told }: Looks): Promise<void> {
  await writeJsonFile(path, LOOKS, {
    version: 1,
    ...(lastSuccess !== undefined && { lastSuccess }),
    looks: Object.fromEntries(sorted(byUrl)),
    told: Object.fromEntries(sorted(told)),
  });
}

function sorted<T>(map: ReadonlyMap<string, T>): [string, T][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
