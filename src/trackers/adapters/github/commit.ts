// Commits of GitHub: https://docs.github.com/en/rest/commits/commits#get-a-commit
// GitHub serves each commit of a repository's forks too: that one can be read does not say that it was ever merged. The
// comparison says whether it is on the default branch; no answer says since when.

import { z } from "zod";
import type { Instance } from "../../../model/settings.ts";
import { malformed, readJson, stateOf } from "../../boundary.ts";
import { isRevert, PLACES, type Place, placeWords, proveCommit } from "../../changes.ts";
import type { Item, UpstreamResponse } from "../../tracker.ts";

const Commit = z.object({
  sha: z.string(),
  html_url: z.string().nullish(),
  commit: z.object({ message: z.string() }),
});

/**
 * Compared with the default branch: "behind" and "identical" say that the branch has all of it.
 * https://docs.github.com/en/rest/commits/commits#compare-two-commits
 */
const Comparison = z.object({
  url: z.string().nullish(),
  status: z.enum(["ahead", "behind", "diverged", "identical"]),
});

/** The hash of the commit that was asked for by all of it or its beginning, and its page. */
export function commitIn(response: UpstreamResponse, asked: string) {
  const { sha, html_url } = readJson(response, Commit);
  proveCommit(response, sha, asked);
  return { sha: sha.toLowerCase(), page: html_url ?? undefined };
}

/** The item for a commit and its comparison; an impossible comparison has status 404. */
export function commitItem(
  [response, comparison]: readonly [UpstreamResponse, UpstreamResponse],
  instance: Instance,
): Item {
  const { sha, commit } = readJson(response, Commit);
  const title = commit.message.trim().split(/\r?\n/, 1)[0] ?? "";
  const place = placeOf(comparison, sha.toLowerCase());
  const words = placeWords(place, { isRevert: isRevert(title, commit.message) });
  const state = stateOf(PLACES, place, response, instance);
  return { state, remoteStatus: place, ...(words !== undefined && { words }), title };
}

function placeOf(response: UpstreamResponse, sha: string): Place {
  if (response.status === 404) return "commit exists";
  const { status, url } = readJson(response, Comparison);
  if (url != null && !url.toLowerCase().endsWith(sha)) throw malformed(response, `compares "${url}" instead of ${sha}`);
  return status === "behind" || status === "identical"
    ? "commit on the default branch"
    : "commit not on the default branch";
}
