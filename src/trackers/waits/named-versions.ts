// The versions of packages that a changelog or an advisory names, and which of them a row of `fixes` is about.

import type { Fix } from "../../model/document.ts";
import type { Reference } from "../../model/reference.ts";
import type { Target } from "../../model/target.ts";

/** A package that evidence names. */
export type NamedVersion = {
  /** Empty if an author stated the version without it. */
  readonly package: string;
  /** Of which distribution or ecosystem, if there are several: "Debian:12", "PyPI, from 3.0". */
  readonly place?: string | undefined;
  /** The version with the fix; undefined while none is named. */
  readonly version?: string | undefined;
};

/** What an item names; empty if its versions are not those of packages, or if a state by hand replaces them. */
export function versionsNamedBy(reference: Reference): readonly NamedVersion[] {
  const { tracker, state, version, targets, counted } = reference;
  if (tracker.namesVersions === undefined) return [];
  // Whichever targets count for the state, each row names its own package and release.
  if (counted.length > 0) return targets.map(ofTarget);
  if (state !== "released" || version === undefined) return [];
  const space = version.indexOf(" ");
  return [{ package: version.slice(0, Math.max(space, 0)), version: version.slice(space + 1) }];
}

/** linux (Debian:12) */
const RE_TARGET = /^(.*) \((.+)\)$/;

function ofTarget({ name: target, state, version }: Target): NamedVersion {
  const [, name = target, place] = RE_TARGET.exec(target) ?? [];
  if (state !== "released" || version === undefined) return { package: name, place };
  return { package: name, place, version: version.startsWith(`${name} `) ? version.slice(name.length + 1) : version };
}

/** Versions of two packages, such as linux and linux-aws, cannot be compared. */
export function isOfPackage({ package: name }: NamedVersion, fix: Fix): boolean {
  return name === "" || name === fix.package;
}

/** Whether it is about the row's release: "Debian 12" matches "Debian:12"; "PyPI" has none and matches any. */
export function isOfRelease({ place = "" }: NamedVersion, { release }: Fix): boolean {
  // The rest is a branch (", from 3.0"), or a channel of Red Hat's ("::baseos").
  const [ecosystem = ""] = place.split(/, |::/);
  const [system = "", ...parts] = ecosystem.split(":");
  // "Maven:https://maven.google.com" says where its packages are.
  if (parts.length === 0 || ecosystem.includes("://")) return true;
  return [system, ...parts].every((part) => part === "LTS" || hasWords(release, part));
}

/** "Ubuntu 22.04.3" has the words "22.04", and not "2.04" or "22.0"; "Alpine 3.18" has "v3.18". */
function hasWords(text: string, words: string): boolean {
  const wanted = words
    .replace(/^v(?=\d)/, "")
    .replaceAll("_", " ")
    .toLowerCase();
  const all = text.toLowerCase();
  for (let at = all.indexOf(wanted); at !== -1; at = all.indexOf(wanted, at + 1)) {
    const isWhole = !/[\p{L}\p{N}.]$/u.test(all.slice(0, at)) && !/^[\p{L}\p{N}]/u.test(all.slice(at + wanted.length));
    if (isWhole) return true;
  }
  return false;
}
