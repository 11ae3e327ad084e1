// What GitHub says of an issue, a pull request or a commit, as our item. Both of its APIs come together here: what
// GraphQL answers is brought into the shape of REST first (graphql.ts).

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import type { Instance } from "../../../model/settings.ts";
import { malformed, stateOf } from "../../boundary.ts";
import type { Item, StatusTable, UpstreamResponse } from "../../tracker.ts";

/** Of a commit GitHub can tell that it exists, as gitweb can. */
const EXISTS = "commit exists";

export const statuses: StatusTable = {
  open: "open",
  "open (reopened)": "open",
  // Closed before state_reason existed, or by a tool that gives none; stale bots close as "completed" too.
  closed: "closed",
  "closed (completed)": "closed",
  "closed (not_planned)": "wont-fix",
  "closed (duplicate)": "duplicate",
  "draft pull request": "in-progress",
  "open pull request": "in-progress",
  "merged pull request": "fixed",
  "closed pull request": "closed",
  [EXISTS]: "fixed",
};

/** https://docs.github.com/en/rest/issues/issues#get-an-issue */
export const Issue = z.object({
  html_url: z.string().nullish(),
  title: z.string(),
  state: z.string(),
  state_reason: z.string().nullish(),
  created_at: Day.nullish(),
  closed_at: Day.nullish(),
  draft: z.boolean().nullish(),
  pull_request: z.object({ html_url: z.string().nullish(), merged_at: Day.nullish() }).nullish(),
});
export type Issue = z.infer<typeof Issue>;

/** https://docs.github.com/en/rest/commits/commits#get-a-commit */
export const Commit = z.object({
  sha: z.string(),
  html_url: z.string().nullish(),
  commit: z.object({ message: z.string(), committer: z.object({ date: Day.nullish() }).nullish() }),
});
type Commit = z.infer<typeof Commit>;

/** The item for an issue or a pull request. Throws an UnknownStatusError. */
export function issueItem(issue: Issue, response: UpstreamResponse, instance: Instance): Item {
  const remoteStatus = wordOf(issue);
  return {
    state: stateOf(statuses, remoteStatus, response, instance),
    remoteStatus,
    title: issue.title,
    since: issue.pull_request?.merged_at ?? (issue.state === "open" ? openSince(issue) : issue.closed_at) ?? undefined,
  };
}

/** The item for a commit of which the beginning of the hash, or all of it, was asked for. */
export function commitItem(
  { sha, commit }: Commit,
  asked: string,
  response: UpstreamResponse,
  instance: Instance,
): Item {
  // The endpoint takes names of branches and tags as well, and a branch may be called "deadbeef".
  if (!sha.toLowerCase().startsWith(asked)) throw malformed(response, `commit "${sha}" instead of "${asked}"`);
  return {
    state: stateOf(statuses, EXISTS, response, instance),
    remoteStatus: EXISTS,
    title: commit.message.trim().split(/\r?\n/, 1)[0] ?? "",
    since: commit.committer?.date ?? undefined,
  };
}

/** When an issue was reopened is not part of the answer. */
function openSince({ state_reason, created_at }: Issue) {
  return state_reason === "reopened" ? undefined : created_at;
}

/** GitHub spreads its status over four fields; this is the one word for them. */
function wordOf({ state, state_reason, draft, pull_request }: Issue): string {
  // Old answers carry a `pull_request` full of nulls for a plain issue.
  const isPull = pull_request != null && pull_request.html_url !== null;
  if (!isPull) return state_reason == null ? state : `${state} (${state_reason})`;
  if (pull_request.merged_at != null) return "merged pull request";
  return `${draft && state === "open" ? "draft" : state} pull request`;
}
