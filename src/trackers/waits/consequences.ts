// What became of the things that the content does only until upstream has moved. Pure: a bug that is reopened takes the
// words back by itself. The words never say more than is known, and never that somebody may stop without a version.

import type { Fix } from "../../model/document.ts";
import type { Reference } from "../../model/reference.ts";
import { stateWords } from "../../model/state.ts";
import type { Until } from "../../model/until.ts";
import type { AvailableFix, Consequence, JudgedWait, Wait } from "../../model/wait.ts";
import { badgeWords } from "../words.ts";
import { distinctFixes, fixesFor, type Granted, grantedUpstream } from "./available-fixes.ts";
import { isOpenAgain, type Outcome, outcomeOf } from "./outcome.ts";
import { countedFor, isOfPackage, reaches, stateFor, targetsFor } from "./targets.ts";

/** An entry of `fixes` that knows the version with the fix. */
export type StatedFix = Fix & { readonly fixed: string };

export type Given = {
  /** By each URL as authors wrote it. */
  readonly byUrl: ReadonlyMap<string, Reference>;
  /** Those of every document that is shown. */
  readonly fixes: readonly StatedFix[];
};

/** What can go first, then what somebody must decide; what still waits comes last. Then by document and place. */
export function judgeAll(waits: readonly Wait[], given: Given): JudgedWait[] {
  return waits
    .map((wait) => ({ ...wait, reference: given.byUrl.get(wait.until.ref), consequence: judge(wait, given) }))
    .sort((a, b) => rank(a) - rank(b) || compare(a.document.url, b.document.url) || a.place.line - b.place.line);
}

const ORDER: readonly Consequence["kind"][] = ["retirable", "doubtful", "permanent", "waiting"];

function rank({ consequence }: JudgedWait): number {
  return ORDER.indexOf(consequence.kind);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What became of one wait. */
export function judge({ until }: Wait, { byUrl, fixes }: Given): Consequence {
  const reference = byUrl.get(until.ref);
  if (reference === undefined) return waiting(until, "not known here");
  const stated = fixesFor(reference, fixes, byUrl).filter((fix) => isOfPackage(fix.package, until.package));
  const granted = grantedUpstream(reference, until);
  const ofAuthors = stated.map((fix) => ({ package: fix.package, version: fix.fixed, release: fix.release }));
  const versions = distinctFixes([...ofAuthors, ...(granted?.versions ?? [])]);
  if (versions.length > 0 && isOpenAgain(reference, until))
    return { kind: "doubtful", words: openAgain(versions), versions };
  if (versions.length > 0) return { kind: "retirable", words: retirable(versions), versions };
  if (granted !== undefined) return { kind: "retirable", words: withoutVersion(until, granted), versions };
  return undelivered(until, reference);
}

function openAgain(versions: readonly AvailableFix[]): string {
  return `Upstream reopened it, although ${listed(versions)} should have the fix: keep this until that is settled`;
}

function retirable(versions: readonly AvailableFix[]): string {
  return `Not needed from ${listed(versions)} on; still needed with older versions`;
}

const disjunction = new Intl.ListFormat("en", { type: "disjunction" });

function listed(versions: readonly AvailableFix[]): string {
  return disjunction.format(
    versions.map(({ package: name, version, release }) => {
      const text = name === "" ? version : `${name} ${version}`;
      return release === undefined ? text : `${text} (${release})`;
    }),
  );
}

/** Upstream has done what was awaited, in a version that is not known: no reader can tell whether theirs has it. */
function withoutVersion({ package: name }: Until, { state }: Granted): string {
  const place = name === undefined ? "" : ` for ${name}`;
  if (state === "closed")
    return `Upstream has closed it${place}, but no version without the problem is known here: keep this until yours works without it`;
  const done = GRANTED_WORDS[state === "released" || state === "merged" ? state : "fixed"];
  return `Upstream ${done}${place}, but no version with it is known here: keep this until you run one that has it`;
}

const GRANTED_WORDS = {
  merged: "has merged a change",
  fixed: "has merged a fix",
  released: "says that a fix is released",
} as const;

const ENDED: Readonly<Record<Exclude<Outcome, "declined" | "some-series">, string>> = {
  "declined-after-fix": "Upstream first said that it was fixed, then declined it: keep this until that is settled",
  closed: "Upstream closed it without saying that it was fixed: keep this until a version with a fix is known",
  gone: "Upstream's page is gone, and no version with a fix is known here: keep this",
};

function undelivered(until: Until, reference: Reference): Consequence {
  const outcome = outcomeOf(reference, until);
  if (outcome === undefined) return waiting(until, progress(until, reference));
  if (outcome === "declined")
    return { kind: "permanent", words: "Permanent: upstream declined, so waiting brings no fix", versions: [] };
  const words = outcome === "some-series" ? someSeries(until, reference) : ENDED[outcome];
  return { kind: "doubtful", words, versions: [] };
}

function someSeries(until: Until, reference: Reference): string {
  const sum = badgeWords(stateFor(reference, until), countedFor(reference, until));
  return `Upstream has it ${sum}, closed or declined in the others: keep this until it is decided which series count`;
}

/** How far upstream is; for the package that is waited for, where upstream has a status for each. */
function progress(until: Until, reference: Reference): string {
  const { counted, effective } = reference;
  const targets = until.package === undefined ? [] : targetsFor(reference, until);
  const done = targets.filter(({ state }) => reaches(state, until.state)).length;
  if (done > 0) return `${AWAITED_WORDS[until.state]} in ${done} of ${targets.length} series`;
  const isPart = targets.length > 0 && targets.length < counted.length;
  const words = isPart ? badgeWords(stateFor(reference, until), targets) : reference.words;
  if (!isPart && until.package !== undefined && reaches(effective, until.state))
    return `${words}, but not known for ${until.package}`;
  return words === stateWords("fixed") ? "merged, not released yet" : words;
}

const AWAITED_WORDS = { closed: "closed", merged: "merged", fixed: "fix merged", released: "fix released" } as const;

function waiting({ state, package: name }: Until, now: string): Consequence {
  const where = name === undefined ? "" : ` in ${name}`;
  return { kind: "waiting", words: `Needed until “${AWAITED_WORDS[state]}”${where}; state now: ${now}`, versions: [] };
}
