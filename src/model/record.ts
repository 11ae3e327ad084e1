// The record: the committed file of states and transitions. The times of lookups are kept separately, so that a night
// without news changes no committed byte.

import { z } from "zod";
import { Day } from "./date.ts";
import { State } from "./state.ts";
import { Target } from "./target.ts";

/** Where a state comes from: a lookup in upstream's API, or an author who read it elsewhere and says where. */
export const StateSource = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fetched"), at: Day, from: z.url() }),
  z.strictObject({ kind: z.literal("by-hand"), on: Day, evidence: z.string(), note: z.string().optional() }),
]);
export type StateSource = z.infer<typeof StateSource>;

export const Transition = z.strictObject({
  /** Since when upstream says that the new state holds, else the day of the lookup that saw it. */
  at: Day,
  from: State,
  to: State,
  remoteStatus: z.string(),
  /** The target that moved; absent if the item as a whole moved. */
  target: z.string().optional(),
  /** The instant of the lookup that saw it. */
  seen: Day.optional(),
});
export type Transition = z.infer<typeof Transition>;

export const RecordEntry = z.strictObject({
  url: z.url(),
  tracker: z.string(),
  state: State,
  /** Upstream status, such as "closed (completed)"; null if it was not read. */
  remoteStatus: z.string().nullable(),
  /** What a badge says instead of the state's own words: "merged into stable; release not known". */
  words: z.string().optional(),
  title: z.string().nullable(),
  /** The release that carries the fix, if one is known. */
  version: z.string().optional(),
  duplicateOf: z.string().optional(),
  /** The new address of an item that upstream has moved. */
  movedTo: z.url().optional(),
  targets: z.array(Target).optional(),
  /** Since when the state holds, if that is known: upstream's date, else the day of the lookup that saw it first. */
  since: Day.optional(),
  source: StateSource,
  /** What goes back and forth, as was reported: names of targets, null for the item as a whole. Its history is cut. */
  flapping: z.array(z.string().nullable()).min(1).optional(),
  history: z.array(Transition),
});
export type RecordEntry = z.infer<typeof RecordEntry>;

export const RECORD_VERSION = 1;

export const StateRecord = z.strictObject({
  version: z.literal(RECORD_VERSION),
  references: z.array(RecordEntry),
});
export type StateRecord = z.infer<typeof StateRecord>;
