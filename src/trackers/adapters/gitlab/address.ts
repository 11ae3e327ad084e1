// Where GitLab's items are: addresses as authors write them, the item's one address, and its API's.

import type { Instance } from "../../../model/settings.ts";
import { pathBelow } from "../../address.ts";
import { movedTo } from "../../boundary.ts";
import { type Asked as Base, type Parts, partsReader } from "../../repository-items.ts";
import type { UpstreamRequest, UpstreamResponse } from "../../tracker.ts";

export type Kind = "issues" | "merge_requests" | "commit" | "releases" | "tags";
export type Asked = Base<Kind>;

/** One name of a path; never "." or "..", which would leave it. */
const NAME = String.raw`(?!\.\.?/)[\w.][\w.-]*`;
/** Below api/ and groups/ there are no projects. */
const PROJECT = `(?!(?:api|groups)/)(${NAME}(?:/${NAME})+?)`;
const NUMBER = String.raw`([1-9]\d{0,9})(?:/|$)`;

/** drm/amd/-/issues/2068, fdroid/fdroiddata/merge_requests/1/diffs, mesa/mesa/-/tags/mesa-23.1.0 */
export const partsOf = partsReader<Kind>(PROJECT, {
  // Every issue is a work item of the same number.
  issues: `(?:-/)?(?:issues(?:/incident)?|work_items)/${NUMBER}`,
  merge_requests: `(?:-/)?merge_requests/${NUMBER}`,
  commit: String.raw`(?:-/)?commit/([\da-fA-F]{7,40})(?:\.diff|\.patch)?(?:/|$)`,
  // A slash in the name of a tag is %2F here; a plain one leads to another page.
  releases: "-/releases/(?!new/?$)([^/]+)/?$",
  tags: "-/tags/(?!new/?$)(.+?)/?$",
});

export function keyOf({ path, kind, name }: Parts<Kind>): string {
  return `${path}/-/${kind}/${encodeURIComponent(name)}`;
}

export function keyParts(key: string): Parts<Kind> {
  const parts = partsOf(key);
  if (parts === undefined) throw new RangeError(`Expected a key such as "group/project/-/issues/1", got "${key}"`);
  return parts;
}

/** GitLab ignores case in paths; an item must have one address, so it is the lower-case one. */
export function itemUrl(parts: Parts<Kind>, { web }: Instance): string {
  return new URL(keyOf({ ...parts, path: parts.path.toLowerCase() }), web).href;
}

/** A question about the item's project: "/repository/tags/v1.0". */
export function requestBelow(path: string, { parts, instance }: Asked): UpstreamRequest {
  const api = instance.api ?? new URL("api/v4/", instance.web).href;
  // With its slashes encoded the project's path is one segment, which cannot leave projects/.
  const url = new URL(`projects/${encodeURIComponent(parts.path)}${path}`, api).href;
  return { method: "GET", url, headers: { accept: "application/json" } };
}

/** The project of the item at this address, as GitLab spells it; that of the requested item if there is none. */
export function projectAt(webUrl: string | null | undefined, { parts, instance }: Asked): string {
  const url = URL.parse(webUrl ?? "");
  return partsOf((url && pathBelow(url, instance.web)) ?? "")?.path ?? parts.path;
}

/**
 * The item's new address, if its project was renamed or moved: GitLab redirects to it. Throws an UpstreamError if the
 * answer is about another item.
 * @param is where the item of the answer is, and its number, hash or tag
 */
export function newAddress(
  response: UpstreamResponse,
  is: { readonly webUrl: string | null | undefined; readonly name: string },
  asked: Asked,
): string | undefined {
  const { parts, instance } = asked;
  const named = { ...parts, path: projectAt(is.webUrl, asked), name: is.name };
  return movedTo(response, itemUrl(named, instance), itemUrl(parts, instance));
}
