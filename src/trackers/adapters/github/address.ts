// Where GitHub's items are: the spellings of an address, and the item of each.

import type { Instance } from "../../../model/settings.ts";
import { pathBelow } from "../../address.ts";
import type { Match } from "../../tracker.ts";

export type Kind = "issue" | "commit" | "release";

/**
 * openzfs/zfs/issues/15276, truenas/linux/pull/118/files, openzfs/zfs/commit/2c66ca3.patch,
 * openzfs/zfs/releases/tag/zfs-2.2.0
 */
const RE_ITEM =
  /^([\w.-]+\/[\w.-]+)\/(?:(?:(?:issues|pull)\/([1-9]\d*)|commit\/([\da-fA-F]{7,40}))(?:\.diff|\.patch)?(?:\/|$)|releases\/tag\/([^?#]+?)\/?$)/;

/** Other hosts that lead to the pages of github.com; Renovate writes the last one, so that GitHub makes no backlink. */
const OTHER_HOSTS = ["www.github.com", "api.github.com", "redirect.github.com"];

/** The item at this URL. Two addresses of one item have the same `url`; its `key` is what the REST API knows it by. */
export function matchItem(url: URL, { web }: Instance): Match | undefined {
  const [, repository, number, hash, tag] = RE_ITEM.exec(itemPath(url, web) ?? "") ?? [];
  if (repository === undefined) return undefined;
  // GitHub ignores case in names; an item must have one address, so it is the lower-case one.
  const container = repository.toLowerCase();
  if (hash !== undefined) {
    const sha = hash.toLowerCase();
    const address = new URL(`${container}/commit/${sha}`, web).href;
    const label = `${repository}@${sha.slice(0, 7)}`;
    return { key: `${container}/commits/${sha}`, url: address, label, container, isChange: true, best: "merged" };
  }
  if (tag !== undefined) return release(container, repository, tag, web);
  // Issues and pull requests share their numbers; both their API and their pages answer under "issues" for either.
  const key = `${container}/issues/${number}`;
  return { key, url: new URL(key, web).href, label: `${repository}#${number}`, container, best: "merged" };
}

/** What kind of item a key is of. */
export function kindOf(key: string): Kind {
  const kind = key.split("/")[2];
  if (kind === "commits") return "commit";
  return kind === "releases" ? "release" : "issue";
}

/** The repository that an item's key begins with: "openzfs/zfs". */
export function repositoryOf(key: string): string {
  return key.split("/", 2).join("/");
}

/** The tag of a release's key. */
export function tagOf(key: string): string {
  return decodeURIComponent(key.split("/")[4] ?? "");
}

function itemPath(url: URL, web: string): string | undefined {
  if (new URL(web).host !== "github.com" || !OTHER_HOSTS.includes(url.host)) return pathBelow(url, web);
  const path = url.pathname.slice(1);
  return url.host === "api.github.com" ? pageOf(path.replace(/^repos\//, "")) : path;
}

/** The path of the page for a path of the API, such as a key: the API uses the plural of some words. */
function pageOf(path: string): string {
  return path.replace(/^([^/]+\/[^/]+)\/(pull|commit|releases\/tag)s\//, "$1/$2/");
}

/** The address of the item with that key. */
export function addressOfKey(key: string, instance: Instance): string | undefined {
  return matchItem(new URL(pageOf(key), instance.web), instance)?.url;
}

/** A tag may contain slashes, and its case matters. */
function release(container: string, repository: string, written: string, web: string): Match | undefined {
  const tag = decoded(written);
  if (tag === undefined) return undefined;
  const key = releaseKey(container, tag);
  const url = new URL(`${container}/releases/tag/${encodeURIComponent(tag)}`, web).href;
  return { key, url, label: `${repository} ${tag}`, container, isChange: true };
}

/** @param repository in lower case */
export function releaseKey(repository: string, tag: string): string {
  return `${repository}/releases/tags/${encodeURIComponent(tag)}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
