// Fixed versions that nobody has to type: where the evidence of a `fixes` row is a changelog that names the fix, the
// release that names it first is the one. What an author states by hand is shown all the same.

import { advice, type Problem } from "../../core/problem.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { Fix } from "../../model/document.ts";
import type { Reference } from "../../model/reference.ts";

/** A row of `fixes`; `found` is the changelog whose release stands in `fixed`, where the author states none. */
export type FoundFix = Fix & { readonly found?: Reference };

type ByUrl = ReadonlyMap<string, Reference>;

/** The rows in their order, each with the fixed version that is known of it: the author's, else the one found. */
export function withFoundVersions(fixes: readonly Fix[], byUrl: ByUrl): readonly FoundFix[] {
  return fixes.map((fix) => {
    const found = fix.fixed === undefined ? foundIn(fix, byUrl) : undefined;
    return found === undefined ? fix : { ...fix, fixed: found.version, found: found.changelog };
  });
}

/**
 * Advice for each row that its changelog contradicts: the fixed version, stated by hand, is another one; or none is
 * stated, and the changelog is that of another package.
 */
export function fixContradictions(
  documents: readonly Pick<AnyDocument, "data" | "placeOf">[],
  byUrl: ByUrl,
): readonly Problem[] {
  return documents.flatMap(({ data, placeOf }) =>
    data.fixes.flatMap((fix, i) => {
      const named = namedIn(fix, byUrl);
      if (named === undefined || named.version === fix.fixed) return [];
      if (isOther(named, fix))
        return fix.fixed === undefined ? [advice(placeOf("fixes", i, "package"), otherWords(named, fix), BY_HAND)] : [];
      if (fix.fixed === undefined) return [];
      const what = `fixed says "${fix.fixed}", the changelog names it first in "${named.version}"`;
      return [advice(placeOf("fixes", i, "fixed"), what, REMEDY)];
    }),
  );
}

const REMEDY = "Pages show yours. Correct it, or leave it out to show the one found, or link the evidence for yours";
const BY_HAND = "State the version by hand (fixed), or name the package as the changelog does";

function otherWords({ name }: Named, fix: Fix): string {
  return `the changelog is that of "${name}", the row says "${fix.package}"`;
}

/** A release of a changelog; the name is empty where an author stated the version without one. */
type Named = { readonly changelog: Reference; readonly name: string; readonly version: string };

function foundIn(fix: Fix, byUrl: ByUrl): Named | undefined {
  const named = namedIn(fix, byUrl);
  return named === undefined || isOther(named, fix) ? undefined : named;
}

/** Versions of two packages, such as linux and linux-aws, cannot be compared. */
function isOther({ name }: Named, fix: Fix): boolean {
  return name !== "" && name !== fix.package;
}

/** The changelog adapter gives "NAME VERSION": only of such a reference is the version that of a package. */
function namedIn(fix: Fix, byUrl: ByUrl): Named | undefined {
  const changelog = byUrl.get(fix.evidence);
  if (changelog?.tracker.name !== "changelog" || changelog.state !== "released") return undefined;
  if (changelog.version === undefined) return undefined;
  const space = changelog.version.indexOf(" ");
  const name = changelog.version.slice(0, Math.max(space, 0));
  return { changelog, name, version: changelog.version.slice(space + 1) };
}
