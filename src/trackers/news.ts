// What a night brought, as far as the content is concerned: which references read differently than the night before, and
// what that means for what waits for them. Pure.

import { isDeepStrictEqual } from "node:util";
import type { Reference } from "../model/reference.ts";
import type { JudgedWait } from "../model/wait.ts";

/** Every reference and every wait of a site, as one record makes them. */
export type Picture = { readonly references: readonly Reference[]; readonly waits: readonly JudgedWait[] };

export type Moved = { readonly before: Reference; readonly after: Reference };

/** A wait of which another thing is true than before. */
export type Turned = { readonly before: JudgedWait; readonly after: JudgedWait };

export type News = {
  readonly moved: readonly Moved[];
  readonly turned: readonly Turned[];
  /** References whose item upstream has moved to another address. */
  readonly readdressed: readonly Reference[];
};

/** The news between two pictures of the same content. What is seen for the first time is no news. */
export function newsBetween(before: Picture, after: Picture): News {
  const known = new Map(before.references.map((reference) => [reference.url, reference]));
  const pairs = after.references.flatMap((reference) => {
    const old = known.get(reference.url);
    return old === undefined ? [] : [{ before: old, after: reference }];
  });
  return {
    moved: pairs.filter(hasMoved),
    turned: after.waits.flatMap((wait) => turnedFrom(before.waits, wait)),
    readdressed: pairs.filter((pair) => isReaddressed(pair)).map((pair) => pair.after),
  };
}

/** Words say more than the state: "fixed in 2 of 4 series" may become "fixed in 3 of 4 series". */
function hasMoved({ before, after }: Moved): boolean {
  return before.source !== undefined && (before.state !== after.state || before.words !== after.words);
}

function isReaddressed({ before, after }: Moved): boolean {
  return after.movedTo !== undefined && after.movedTo !== before.movedTo;
}

function turnedFrom(waits: readonly JudgedWait[], after: JudgedWait): Turned[] {
  const before = waits.find((wait) => sameWait(wait, after));
  return before === undefined || sameConsequence(before, after) ? [] : [{ before, after }];
}

/** That a version becomes known is what readers waited for, although upstream had settled it before. */
function sameConsequence({ consequence: a }: JudgedWait, { consequence: b }: JudgedWait): boolean {
  return a.kind === b.kind && isDeepStrictEqual(a.versions, b.versions);
}

function sameWait(a: JudgedWait, b: JudgedWait): boolean {
  const [p, q] = [a.place, b.place];
  return p.file === q.file && p.line === q.line && p.column === q.column;
}
