// Fixed versions that authors need not type: if the evidence of a `fixes` row is a changelog that names the fix, the
// first release that names it counts; if it is an advisory, the version that it names for the row's package and
// release. A version that an author states by hand is always shown.

import { advice, type Problem } from "../../core/problem.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { Fix } from "../../model/document.ts";
import type { Reference } from "../../model/reference.ts";
import { isOfPackage, isOfRelease, type NamedVersion, versionsNamedBy } from "./named-versions.ts";

/** A row of `fixes`; `found` is the changelog or advisory whose version is in `fixed`, if the author states none. */
export type FoundFix = Fix & { readonly found?: Reference };

type ByUrl = ReadonlyMap<string, Reference>;

/** The rows in order, each with its known fixed version: the author's, else the one found. */
export function withFoundVersions(fixes: readonly Fix[], byUrl: ByUrl): readonly FoundFix[] {
  return fixes.map((fix) => {
    const found = byUrl.get(fix.evidence);
    if (fix.fixed !== undefined || found === undefined) return fix;
    const [fixed, ...others] = versionsFor(fix, versionsNamedBy(found));
    return fixed === undefined || others.length > 0 ? fix : { ...fix, fixed, found };
  });
}

/** The versions named for the row; none while one of its branches has no fix. */
function versionsFor(fix: Fix, named: readonly NamedVersion[]): readonly string[] {
  const own = named.filter((one) => isOfPackage(one, fix) && isOfRelease(one, fix)).map(({ version }) => version);
  return own.includes(undefined) ? [] : [...new Set(own.filter((version) => version !== undefined))];
}

/**
 * Advice for each row that its evidence contradicts: the fixed version, stated by hand, is another one; or none is
 * stated, and the evidence is about another package or release, or names several versions.
 */
export function fixContradictions(
  documents: readonly Pick<AnyDocument, "data" | "placeOf">[],
  byUrl: ByUrl,
): readonly Problem[] {
  return documents.flatMap(({ data, placeOf }) =>
    data.fixes.flatMap((fix, i) => {
      const evidence = byUrl.get(fix.evidence);
      const told = evidence === undefined ? undefined : contradiction(fix, evidence);
      return told === undefined ? [] : [advice(placeOf("fixes", i, told.key), told.what, told.remedy)];
    }),
  );
}

type Contradiction = { readonly key: keyof Fix; readonly what: string; readonly remedy: string };

function contradiction(fix: Fix, evidence: Reference): Contradiction | undefined {
  const named = versionsNamedBy(evidence);
  const versions = versionsFor(fix, named);
  const source = evidence.tracker.namesVersions ?? "";
  if (fix.fixed === undefined) return versions.length === 1 ? undefined : notFound(fix, named, versions, source);
  if (versions.length === 0 || versions.includes(fix.fixed)) return undefined;
  const what = `fixed says "${fix.fixed}", but the ${source} names it first in ${quoted(versions, "or")}`;
  return { key: "fixed", what, remedy: REMEDY };
}

const REMEDY = "Correct it, remove it to show the version found, or link evidence for it. Pages show yours until then";

/** Why nothing was found, if a version is named at all. */
function notFound(
  fix: Fix,
  named: readonly NamedVersion[],
  versions: readonly string[],
  source: string,
): Contradiction | undefined {
  const known = named.filter(({ version }) => version !== undefined);
  if (known.length === 0) return undefined;
  const ofPackage = named.filter((one) => isOfPackage(one, fix));
  if (ofPackage.length === 0) {
    const what = `the ${source} names versions of ${quoted(known.map((one) => one.package))}, but the row says "${fix.package}"`;
    return { key: "package", what, remedy: byHand("package", source) };
  }
  if (!ofPackage.some((one) => isOfRelease(one, fix))) {
    const places = ofPackage.map(({ place = "" }) => place);
    const what = `the ${source} names "${fix.package}" for ${quoted(places)}, but the row says "${fix.release}"`;
    return { key: "release", what, remedy: byHand("release", source) };
  }
  if (versions.length < 2) return undefined;
  const what = `the ${source} names several versions of "${fix.package}": ${quoted(versions)}`;
  return { key: "package", what, remedy: "Write the version for this row under fixed" };
}

function byHand(key: string, source: string): string {
  return `Write the version under fixed, or name the ${key} as the ${source} does`;
}

/** So many names fit into a message. */
const MOST_NAMES = 5;

function quoted(names: readonly string[], joint: "and" | "or" = "and"): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, MOST_NAMES).map((name) => JSON.stringify(name));
  const more = distinct.length > MOST_NAMES ? [`${distinct.length - MOST_NAMES} more`] : [];
  const type = joint === "and" ? "conjunction" : "disjunction";
  return new Intl.ListFormat("en", { type }).format([...shown, ...more]);
}
