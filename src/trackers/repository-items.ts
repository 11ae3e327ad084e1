// The items of a repository, for which each host has its own addresses: issues, changes, commits, releases, tags.

import type { Instance } from "../model/settings.ts";
import type { State } from "../model/state.ts";
import type { Item, UpstreamRequest, UpstreamResponse } from "./tracker.ts";

export type Parts<Kind extends string> = {
  /** The repository with its groups or its owner: "drm/amd". */
  readonly path: string;
  readonly kind: Kind;
  /** Number, hash or tag. */
  readonly name: string;
};

/** An item, and the instance that is asked for it. */
export type Asked<Kind extends string> = { readonly parts: Parts<Kind>; readonly instance: Instance };

/** How items of one kind are requested, and what the answers say. */
export type ItemKind<Kind extends string> = {
  /** Where the API has it, below the repository. */
  readonly path: (name: string) => string;
  /** See Match. */
  readonly best?: State;
  readonly next?: (responses: readonly UpstreamResponse[], asked: Asked<Kind>) => UpstreamRequest | undefined;
  readonly parse: (responses: readonly UpstreamResponse[], asked: Asked<Kind>) => Item;
};

/**
 * A reader of paths below an instance, and of keys, which are such paths.
 * @param repository pattern of a repository's path, in brackets
 * @param patterns of what follows its slash, with the number, hash or tag in brackets; the kinds are tried in their
 * order
 */
export function partsReader<Kind extends string>(repository: string, patterns: Readonly<Record<Kind, string>>) {
  const kinds = Object.entries<string>(patterns).map(([kind, rest]) => ({
    kind: kind as Kind,
    pattern: new RegExp(`^${repository}/${rest}`),
  }));
  return (text: string): Parts<Kind> | undefined => {
    for (const { kind, pattern } of kinds) {
      const [, path, found] = pattern.exec(text) ?? [];
      if (path === undefined || found === undefined) continue;
      const name = kind === "commit" ? found.toLowerCase() : tagIn(found);
      return name === undefined ? undefined : { path, kind, name };
    }
    return undefined;
  };
}

const SIGNS: Readonly<Record<string, string>> = { issues: "#", merge_requests: "!", commit: "@" };

/** Short form for readers: "drm/amd#2068", "mesa/mesa mesa-23.1.0". */
export function labelOf({ path, kind, name }: Parts<string>): string {
  return `${path}${SIGNS[kind] ?? " "}${kind === "commit" ? name.slice(0, 7) : name}`;
}

/** The repository's own name, in lower case: "mesa". */
export function repositoryName({ path }: Pick<Parts<string>, "path">): string {
  return path.toLowerCase().split("/").at(-1) ?? "";
}

/** "mesa mesa-23.1.0": a release of the item's repository, in the form of a package's version. */
export function versionOf(tag: string, parts: Pick<Parts<string>, "path">): string {
  return `${repositoryName(parts)} ${tag}`;
}

/** https://git-scm.com/docs/git-check-ref-format */
const RE_TAG = /^(?!.*(?:\.\.|\/\/|\/\.|@\{))(?![./])[^\x00-\x20\x7f~^:?*[\\]+(?<![./])$/;

/** The tag that a part of an address names, percent-encoded; undefined if git allows no tag of that name. */
export function tagIn(part: string): string | undefined {
  const tag = decoded(part);
  return tag !== undefined && RE_TAG.test(tag) ? tag : undefined;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
