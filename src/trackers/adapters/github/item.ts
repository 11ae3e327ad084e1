// An issue or a pull request of GitHub as our item. Both of its APIs come together here: GraphQL's answers are brought
// into the shape of REST first (graphql.ts).

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import type { Instance } from "../../../model/settings.ts";
import type { State } from "../../../model/state.ts";
import { stateOf } from "../../boundary.ts";
import { isRevert, mergedWords, NOT_MERGED } from "../../changes.ts";
import type { Item, StatusTable, UpstreamResponse } from "../../tracker.ts";

const BY_CHANGE = " by a merged change";

export const issueStatuses: StatusTable = {
  open: "open",
  "open (reopened)": "open",
  // Closed before state_reason existed, or by a tool that gives none; stale bots close as "completed" too.
  closed: "closed",
  "closed (completed)": "closed",
  "closed (not_planned)": "wont-fix",
  "closed (duplicate)": "duplicate",
  [`closed${BY_CHANGE}`]: "merged",
  [`closed (completed)${BY_CHANGE}`]: "merged",
  "draft pull request": "in-progress",
  "open pull request": "in-progress",
  "merged pull request": "merged",
  "closed pull request": "closed",
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

/** What GraphQL reports beyond that. */
type More = {
  /** Whether a merged change closed it; undefined if that is unknown. */
  readonly closedByChange?: boolean;
  /** The branch that it was merged into, if it is not the default one. */
  readonly into?: string | undefined;
};
export type Issue = z.infer<typeof Issue> & More;

/** The item for an issue or a pull request. Throws an UnknownStatusError. */
export function issueItem(issue: Issue, response: UpstreamResponse, instance: Instance): Item {
  const remoteStatus = wordOf(issue);
  const state = stateOf(issueStatuses, remoteStatus, response, instance);
  const couldBe: readonly State[] = state === "closed" && !isPull(issue) ? ["merged"] : [];
  return {
    ...{ state, remoteStatus, title: issue.title, ...wordsFor(issue, state) },
    ...(issue.closedByChange === undefined && couldBe.length > 0 && { couldBe }),
    since: issue.pull_request?.merged_at ?? (issue.state === "open" ? openSince(issue) : issue.closed_at) ?? undefined,
  };
}

/** The answer does not say when an issue was reopened. */
function openSince({ state_reason, created_at }: Issue) {
  return state_reason === "reopened" ? undefined : created_at;
}

/** Old answers carry a `pull_request` full of nulls for a plain issue. */
function isPull({ pull_request }: Issue): boolean {
  return pull_request != null && pull_request.html_url !== null;
}

/** GitHub spreads its status over four fields; this is the one word for them. */
function wordOf(issue: Issue): string {
  const { state, state_reason, draft, pull_request, closedByChange } = issue;
  if (!isPull(issue)) {
    const word = state_reason == null ? state : `${state} (${state_reason})`;
    const isByChange = closedByChange === true && Object.hasOwn(issueStatuses, word + BY_CHANGE);
    return isByChange ? word + BY_CHANGE : word;
  }
  if (pull_request?.merged_at != null) return "merged pull request";
  return `${draft && state === "open" ? "draft" : state} pull request`;
}

/** None if the state's own words say it all. */
function wordsFor(issue: Issue, state: State): { words?: string } {
  if (state === "closed" && isPull(issue)) return { words: NOT_MERGED };
  if (state !== "merged") return {};
  if (!isPull(issue)) return { words: "closed by a merged change; release not known" };
  const words = mergedWords({ isRevert: isRevert(issue.title), branch: issue.into });
  return words === undefined ? {} : { words };
}
