// The news of a night for the content: which references changed since the night before, and what that means for the
// waits on them. Pure.

import { isDeepStrictEqual } from "node:util";
import type { Reference } from "../model/reference.ts";
import type { JudgedWait } from "../model/wait.ts";
import { countedFor } from "./waits/targets.ts";

/** Every reference and every wait of a site, by one record. */
export type Picture = { readonly references: readonly Reference[]; readonly waits: readonly JudgedWait[] };

export type Moved = { readonly before: Reference; readonly after: Reference };

/** A wait whose outcome has changed. */
export type Turned = { readonly before: JudgedWait; readonly after: JudgedWait };

export type News = {
  readonly moved: readonly Moved[];
  readonly turned: readonly Turned[];
  /** References whose item upstream has moved to another address. */
  readonly readdressed: readonly Reference[];
};

/** The targets that count, do not flap, and have changed state; an added or removed one has no counterpart. */
export function movedTargets({ before, after }: Moved) {
  const names = new Set([...before.counted, ...after.counted].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [was, is] = [before, after].map(({ counted }) => counted.find((target) => target.name === name));
    const isTold = !before.flapping.includes(name) && !after.flapping.includes(name);
    return was?.state === is?.state || !isTold ? [] : [{ name, was, is }];
  });
}

/** The news between two pictures of the same content. What is seen for the first time is not news. */
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

/**
 * What upstream says about any target that counts, about the whole, or about the version with the fix. Never the words:
 * those of "fixed in 1 of 2 series" stay the same, whichever of the two it is. What goes back and forth is reported as
 * that, once; everything else about the item is still reported.
 */
function hasMoved({ before, after }: Moved): boolean {
  if (before.source === undefined) return false;
  if (!isDeepStrictEqual(before.flapping, after.flapping)) return true;
  return !isDeepStrictEqual(factsOf(before), factsOf(after));
}

function factsOf({ state, effective, version, counted, flapping }: Reference) {
  const calm = counted.filter(({ name }) => !flapping.includes(name));
  const targets = calm.map((target) => [target.name, target.state, target.version]).sort();
  // The sum moves with what goes back and forth, but a page that is gone, or a duplicate, never results from that.
  const isOfItem = state === "gone" || state === "duplicate";
  const whole = flapping.length > 0 ? { state: isOfItem ? state : undefined } : { state, effective, version };
  return { ...whole, targets };
}

function isReaddressed({ before, after }: Moved): boolean {
  return after.movedTo !== undefined && after.movedTo !== before.movedTo;
}

function turnedFrom(waits: readonly JudgedWait[], after: JudgedWait): Turned[] {
  const before = waits.find((wait) => sameWait(wait, after));
  if (before === undefined) return [];
  const [was, is] = [before, after].map(isFlapping);
  // What the last report said may be over, in whatever state it has come to rest.
  if (was) return is ? [] : [{ before, after }];
  return sameConsequence(before, after) ? [] : [{ before, after }];
}

/** Whether what a wait depends on goes back and forth. */
function isFlapping({ reference, until }: JudgedWait): boolean {
  if (reference === undefined) return false;
  const counted = countedFor(reference, until).map(({ name }) => name);
  return reference.flapping.some((name) => name === null || counted.includes(name));
}

/** Readers waited for a version to become known, even if upstream had settled the item before. */
function sameConsequence({ consequence: a }: JudgedWait, { consequence: b }: JudgedWait): boolean {
  return a.kind === b.kind && isDeepStrictEqual(a.versions, b.versions);
}

function sameWait(a: JudgedWait, b: JudgedWait): boolean {
  const [p, q] = [a.place, b.place];
  return p.file === q.file && p.line === q.line && p.column === q.column;
}
