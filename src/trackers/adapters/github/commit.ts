// Commits of GitHub: https://docs.github.com/en/rest/commits/commits#get-a-commit
// GitHub serves each commit of a repository's forks, too: that one can be read does not say that it was ever merged. Whether
// it is on the default branch, the comparison tells.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import type { Instance } from "../../../model/settings.ts";
import { malformed, readJson, stateOf } from "../../boundary.ts";
import { isRevert } from "../../changes.ts";
import type { Item, StatusTable, UpstreamResponse } from "../../tracker.ts";

const ON_BRANCH = "commit on the default branch";
const NOT_ON_BRANCH = "commit not on the default branch";
const EXISTS = "commit exists";

export const commitStatuses: StatusTable = {
  [ON_BRANCH]: "merged",
  // A branch of its own, a fork's commit, one that nobody has merged: GitHub does not tell these apart.
  [NOT_ON_BRANCH]: "open",
  [EXISTS]: "unknown",
};

const Commit = z.object({
  sha: z.string(),
  html_url: z.string().nullish(),
  commit: z.object({ message: z.string(), committer: z.object({ date: Day.nullish() }).nullish() }),
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
  // The endpoint takes names of branches and tags as well, and a branch may be called "deadbeef".
  if (!sha.toLowerCase().startsWith(asked)) throw malformed(response, `commit "${sha}" instead of "${asked}"`);
  return { sha: sha.toLowerCase(), page: html_url ?? undefined };
}

/** The item for a commit and its comparison; a comparison that there cannot be has status 404. */
export function commitItem(
  [response, comparison]: readonly [UpstreamResponse, UpstreamResponse],
  instance: Instance,
): Item {
  const { commit } = readJson(response, Commit);
  const title = commit.message.trim().split(/\r?\n/, 1)[0] ?? "";
  const remoteStatus = placeOf(comparison, commitIn(response, "").sha);
  const state = stateOf(commitStatuses, remoteStatus, response, instance);
  const since = commit.committer?.date ?? undefined;
  return { state, remoteStatus, title, since, ...wordsFor(remoteStatus, isRevert(title, commit.message)) };
}

function placeOf(response: UpstreamResponse, sha: string): string {
  if (response.status === 404) return EXISTS;
  const { status, url } = readJson(response, Comparison);
  if (url != null && !url.toLowerCase().endsWith(sha)) throw malformed(response, `compares "${url}" instead of ${sha}`);
  return status === "behind" || status === "identical" ? ON_BRANCH : NOT_ON_BRANCH;
}

function wordsFor(remoteStatus: string, isReverting: boolean): { words?: string } {
  if (remoteStatus === NOT_ON_BRANCH) return { words: "not on the default branch" };
  if (remoteStatus === EXISTS) return { words: "commit exists" };
  return isReverting ? { words: "revert merged; release not known" } : {};
}
