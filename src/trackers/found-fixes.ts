// Fixed versions that nobody has to type: where the evidence of a `fixes` row is a changelog that names the fix, the
// release that names it first is the one. What an author states by hand is shown all the same.

import { advice, type Problem } from "../core/problem.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import type { Fix } from "../model/document.ts";
import type { Reference } from "../model/reference.ts";

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

/** Advice for each row whose fixed version, stated by hand, is another one than that of its changelog. */
export function fixContradictions(
  documents: readonly Pick<AnyDocument, "data" | "placeOf">[],
  byUrl: ByUrl,
): readonly Problem[] {
  return documents.flatMap(({ data, placeOf }) =>
    data.fixes.flatMap((fix, i) => {
      const found = foundIn(fix, byUrl);
      if (fix.fixed === undefined || found === undefined || found.version === fix.fixed) return [];
      const what = `fixed says "${fix.fixed}", the changelog names it first in "${found.version}"`;
      return [advice(placeOf("fixes", i, "fixed"), what, REMEDY)];
    }),
  );
}

const REMEDY = "Pages show yours. Correct it, or leave it out to show the one found, or link the evidence for yours";

/** The changelog adapter gives "NAME VERSION": only of such a reference is the version that of a package. */
function foundIn(fix: Fix, byUrl: ByUrl): { readonly changelog: Reference; readonly version: string } | undefined {
  const changelog = byUrl.get(fix.evidence);
  if (changelog?.tracker.name !== "changelog" || changelog.state !== "released") return undefined;
  const version = changelog.version === undefined ? undefined : withoutName(changelog.version, fix.package);
  return version === undefined ? undefined : { changelog, version };
}

/** "proxmox-kernel-6.2 6.2.16-14" → "6.2.16-14", also where the changelog's name for the package is another one. */
function withoutName(version: string, name: string): string {
  return version.startsWith(`${name} `) ? version.slice(name.length + 1) : version.slice(version.indexOf(" ") + 1);
}
