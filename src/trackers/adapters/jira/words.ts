// The words of Jira's sites. Each site names its statuses, so the category counts; and its resolutions, of which common
// ones are listed here. The versions under "Fix Version/s" say which release carries a fix.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import type { Instance } from "../../../model/settings.ts";
import type { State } from "../../../model/state.ts";
import { inTable, stateOf } from "../../boundary.ts";
import type { Item, StatusTable, UpstreamResponse } from "../../tracker.ts";

const RELEASED = "done, version released";
const UNRELEASED = "done, no version released";

/** Upstream calls it fixed. */
const FIXED: StatusTable = {
  "done (Fixed)": "merged",
  "done (Resolved)": "merged",
  "done (Implemented)": "merged",
};

/** Something was done, such as answering a request: only a version under "Fix Version/s" makes it a fix. */
const DONE: StatusTable = {
  "done (Done)": "closed",
  "done (Completed)": "closed",
  "done (Delivered)": "closed",
};

export const statuses: StatusTable = {
  // The key of the category "No Category".
  undefined: "unknown",
  new: "open",
  indeterminate: "in-progress",
  // Without a resolution the reason is unknown.
  done: "closed",
  ...FIXED,
  ...DONE,
  // One of those above, where no version that carries the fix is out, or one is.
  [UNRELEASED]: "fixed",
  [RELEASED]: "released",
  // Red Hat's: an erratum is a release.
  "done (Done-Errata)": "released",
  "done (Errata)": "released",
  "done (Won't Fix)": "wont-fix",
  "done (Won't Do)": "wont-fix",
  "done (Can't Do)": "wont-fix",
  "done (Declined)": "wont-fix",
  "done (Rejected)": "wont-fix",
  "done (Invalid)": "wont-fix",
  "done (Not a Bug)": "wont-fix",
  "done (Not a Problem)": "wont-fix",
  "done (Works as Designed)": "wont-fix",
  "done (Cannot Reproduce)": "closed",
  "done (Works for Me)": "closed",
  "done (Incomplete)": "closed",
  "done (Information Provided)": "closed",
  "done (Feedback Received)": "closed",
  "done (Workaround)": "closed",
  "done (Later)": "closed",
  "done (Abandoned)": "closed",
  "done (Auto Closed)": "closed",
  "done (Obsolete)": "closed",
  // MongoDB's: the problem does not occur any more, or other users had the answer.
  "done (Gone away)": "closed",
  "done (Community Answered)": "closed",
  // Red Hat's. The meaning of the first one is not documented publicly.
  "done (Test Pending)": "closed",
  "done (MirrorOrphan)": "closed",
  "done (Deferred)": "closed",
  "done (Out of Date)": "closed",
  "done (Partially Completed)": "closed",
  "done (Migrated to another ITS)": "closed",
  "done (Resolved at Apache)": "closed",
  "done (Duplicate)": "duplicate",
};

const Version = z.object({ name: z.string(), released: z.boolean().nullish(), releaseDate: Day.nullish() });
export type Version = z.infer<typeof Version>;

/** The fields that say what became of an issue. */
export const Verdict = z.object({
  status: z.object({ name: z.string().nullish(), statusCategory: z.object({ key: z.string() }) }),
  resolution: z.object({ name: z.string() }).nullish(),
  fixVersions: z.array(Version).nullish(),
});
type Verdict = z.infer<typeof Verdict>;

type Said = Pick<Item, "words"> & {
  readonly state: State;
  readonly remoteStatus: string;
  /** The versions that are out and carry the fix. */
  readonly carriers: readonly Version[];
};

/** The state that an issue's words and versions mean. Throws an UnknownStatusError. */
export function verdictOn(verdict: Verdict, response: UpstreamResponse, instance: Instance): Said {
  const { word, taught, remoteStatus } = wordsOf(verdict, instance);
  const state = stateOf(statuses, taught ?? word, response, instance);
  const isFix = taught === undefined ? isListed(word) : isFixState(state);
  const versions = isFix || state === "released" ? (verdict.fixVersions ?? []) : [];
  const carriers = versions.filter((version) => version.released);
  const known = (own: string) => stateOf(statuses, own, response, instance);
  if (carriers.length > 0)
    return { state: known(RELEASED), remoteStatus: `${remoteStatus}, version released`, carriers };
  if (versions.length > 0 && state !== "released")
    return { state: known(UNRELEASED), remoteStatus: `${remoteStatus}, no version released`, carriers };
  const isUntold = state === "merged" && inTable(FIXED, word) !== undefined;
  return { state, remoteStatus, carriers, ...(isUntold && { words: "fixed; release not known" }) };
}

/**
 * `word`: the category, and the resolution of what is done: "done (Fixed)". `taught`: the word under which the site's
 * settings know it, which may be only the resolution, or the status if there is none. `remoteStatus`: every word that
 * decides, "done: Shipped" if the status does, so that another state never has the same.
 */
function wordsOf({ status, resolution }: Verdict, { words = {} }: Instance) {
  const { key } = status.statusCategory;
  const own = (key === "done" ? resolution?.name : undefined) ?? undefined;
  const word = own === undefined ? key : `${key} (${own})`;
  const taught = [own ?? status.name ?? key, word].find((name) => inTable(words, name) !== undefined);
  const isByStatus = taught !== undefined && taught !== word && taught !== own;
  return { word, taught, remoteStatus: isByStatus ? `${key}: ${taught}` : word };
}

function isListed(word: string): boolean {
  return inTable({ ...FIXED, ...DONE }, word) !== undefined;
}

function isFixState(state: State): boolean {
  return state === "merged" || state === "fixed";
}
