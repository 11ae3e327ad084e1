// Where the items of Gitea and Forgejo are: addresses as authors write them, the item's one address, and its API's.

import type { Instance } from "../../../model/settings.ts";
import { pathBelow } from "../../address.ts";
import { movedTo } from "../../boundary.ts";
import { type Asked as Base, type Parts, partsReader } from "../../repository-items.ts";
import type { UpstreamRequest, UpstreamResponse } from "../../tracker.ts";

export type Kind = "issues" | "commit" | "releases" | "tags";
export type Asked = Base<Kind>;

const REPOSITORY = String.raw`([\w.-]+/[\w.-]+)`;

/** forgejo/forgejo/pulls/2000/files, forgejo/forgejo/releases/tag/v9.0.0 */
export const partsOf = partsReader<Kind>(REPOSITORY, {
  // The issues endpoint answers for pull requests too, and the page at issues/ redirects to pulls/.
  issues: String.raw`(?:issues|pulls)/([1-9]\d{0,9})(?:/|$)`,
  commit: String.raw`commit/([\da-fA-F]{7,40})(?:\.diff|\.patch)?(?:/|$)`,
  releases: "releases/tag/(.+?)/?$",
  // Text after a plain slash is a file as often as the rest of the tag.
  tags: "src/tag/([^/]+)/?$",
});

/** Gitea ignores case in names; an item must have one key and one address, so it is the lower-case one. */
export function keyOf({ path, kind, name }: Parts<Kind>): string {
  const below = {
    issues: `issues/${name}`,
    commit: `commit/${name}`,
    // As Gitea writes it.
    releases: `releases/tag/${name.split("/").map(encodeURIComponent).join("/")}`,
    tags: `src/tag/${encodeURIComponent(name)}`,
  }[kind];
  return `${path.toLowerCase()}/${below}`;
}

export function keyParts(key: string): Parts<Kind> {
  const parts = partsOf(key);
  if (parts === undefined) throw new RangeError(`Expected a key such as "owner/repository/issues/1", got "${key}"`);
  return parts;
}

export function itemUrl(parts: Parts<Kind>, { web }: Instance): string {
  return new URL(keyOf(parts), web).href;
}

/** A question about the item's repository: "/issues/1017". */
export function requestBelow(path: string, { parts, instance }: Asked): UpstreamRequest {
  const api = instance.api ?? new URL("api/v1/", instance.web).href;
  const url = new URL(`repos/${parts.path}${path}`, api).href;
  return { method: "GET", url, headers: { accept: "application/json" } };
}

/** The repository that an address is in, in lower case; that of the requested item if it is in none. */
export function repositoryAt(htmlUrl: string | null | undefined, { parts, instance }: Asked): string {
  const url = URL.parse(htmlUrl ?? "");
  const path = (url && pathBelow(url, instance.web)) ?? "";
  return (new RegExp(`^${REPOSITORY}/`).exec(path)?.[1] ?? parts.path).toLowerCase();
}

/**
 * The item's new address, if its repository was renamed or moved: Gitea redirects to it. Throws an UpstreamError if the
 * answer is about another item.
 * @param is where the item of the answer is, and its number, hash or tag
 */
export function newAddress(
  response: UpstreamResponse,
  is: { readonly htmlUrl: string | null | undefined; readonly name: string },
  asked: Asked,
): string | undefined {
  const { parts, instance } = asked;
  const named = { ...parts, path: repositoryAt(is.htmlUrl, asked), name: is.name };
  return movedTo(response, itemUrl(named, instance), itemUrl(parts, instance));
}
