// GitLab merge requests: https://docs.gitlab.com/api/merge_requests/#retrieve-a-merge-request
// "Merged" names a branch and no release: the tags that contain the commit do.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import { answer, readJson, stateOf } from "../../boundary.ts";
import { isRevert, mergedWords, NOT_MERGED } from "../../changes.ts";
import type { Item, StatusTable, UpstreamRequest, UpstreamResponse } from "../../tracker.ts";
import { type Asked, newAddress, requestBelow } from "./address.ts";
import { couldBe, defaultBranch, refsRequest, releasedFacts, releaseIn } from "./refs.ts";

export const mergeRequestStatuses: StatusTable = {
  "opened merge request": "in-progress",
  "draft merge request": "in-progress",
  // Locked for as long as the merge itself takes.
  "locked merge request": "in-progress",
  "closed merge request": "closed",
  "merged merge request": "merged",
  "merged merge request, in a release": "released",
};

const MergeRequest = z.object({
  iid: z.number(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.string(),
  web_url: z.string().nullish(),
  target_branch: z.string().nullish(),
  draft: z.boolean().nullish(),
  created_at: Day.nullish(),
  closed_at: Day.nullish(),
  merged_at: Day.nullish(),
  merge_commit_sha: z.string().nullish(),
  squash_commit_sha: z.string().nullish(),
  sha: z.string().nullish(),
});
type MergeRequest = z.infer<typeof MergeRequest>;

/** What to ask about a merged request: the tags that have it; if there is none, which branch is the main one. */
export function nextOfMergeRequest(responses: readonly UpstreamResponse[], asked: Asked): UpstreamRequest | undefined {
  const request = readJson(answer(responses, 0), MergeRequest);
  const [, tags, project] = responses;
  const sha = landedAs(request);
  if (request.state !== "merged" || sha === undefined || project !== undefined) return undefined;
  if (tags === undefined) return refsRequest(sha, "tag", asked);
  return releaseIn(tags, asked) === undefined ? requestBelow("", asked) : undefined;
}

/** The commit that brought a request to its branch: which of them exists depends on how it was merged. */
function landedAs({ merge_commit_sha, squash_commit_sha, sha }: MergeRequest): string | undefined {
  return merge_commit_sha ?? squash_commit_sha ?? sha ?? undefined;
}

export function mergeRequestItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const [, tags, project] = responses;
  const request = readJson(response, MergeRequest);
  const { title, description, iid, web_url } = request;
  const item = { title, movedTo: newAddress(response, { webUrl: web_url, name: String(iid) }, asked) };
  const takesBack = isRevert(title, description ?? "");
  const word = wordOf(request);
  const release = tags && releaseIn(tags, asked);
  if (release !== undefined) {
    const change = { word, isRevert: takesBack, statuses: mergeRequestStatuses };
    return { ...item, ...releasedFacts(release, change, response, asked) };
  }
  const state = stateOf(mergeRequestStatuses, word, response, asked.instance);
  const branch = project && otherBranch(request, project, asked);
  const merged = request.state === "merged" ? mergedWords({ isRevert: takesBack, branch }) : undefined;
  const words = request.state === "closed" ? NOT_MERGED : merged;
  const better = couldBe(tags);
  // A release has another date than the merge, and must not be withdrawn because of that.
  return { ...item, state, remoteStatus: word, words, since: better ? undefined : sinceOf(request), couldBe: better };
}

function wordOf({ state, draft }: MergeRequest): string {
  return `${draft && state === "opened" ? "draft" : state} merge request`;
}

/** The branch that a request was merged into, if it is not the default one. */
function otherBranch({ target_branch, web_url }: MergeRequest, project: UpstreamResponse, asked: Asked) {
  const main = defaultBranch(project, web_url, asked);
  return main === undefined || target_branch === main ? undefined : (target_branch ?? undefined);
}

/** Old requests lack some dates, and a reopened one looks as if it had never been closed. */
function sinceOf({ state, created_at, closed_at, merged_at }: MergeRequest): Day | undefined {
  if (state === "opened") return created_at ?? undefined;
  return (state === "closed" ? closed_at : merged_at) ?? undefined;
}
