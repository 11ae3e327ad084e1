// GitHub issues and pull requests: https://docs.github.com/en/rest/issues/issues#get-an-issue
// GitHub never says by itself that a fix was released, and "completed" does not say that there was a fix.

import { z } from "zod";
import { Day } from "../../model/date.ts";
import type { Instance } from "../../model/settings.ts";
import { pathBelow } from "../address.ts";
import { answer, readJson, stateOf } from "../boundary.ts";
import type { Item, StatusTable, Tracker, UpstreamResponse } from "../tracker.ts";

const statuses: StatusTable = {
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
};

const Issue = z.object({
  title: z.string(),
  state: z.string(),
  state_reason: z.string().nullish(),
  created_at: Day.nullish(),
  closed_at: Day.nullish(),
  draft: z.boolean().nullish(),
  pull_request: z.object({ html_url: z.string().nullish(), merged_at: Day.nullish() }).nullish(),
});
type Issue = z.infer<typeof Issue>;

/** openzfs/zfs/issues/15276, truenas/linux/pull/118/files */
const RE_ITEM = /^([\w.-]+)\/([\w.-]+)\/(issues|pull)\/(\d+)(?:\/|$)/;

export const github: Tracker = {
  name: "github",
  title: "GitHub",
  instances: [{ web: "https://github.com/", api: "https://api.github.com/" }],
  statuses,
  examples: [
    {
      from: "https://github.com/openzfs/zfs/issues/15276#issuecomment-1",
      url: "https://github.com/openzfs/zfs/issues/15276",
      label: "openzfs/zfs#15276",
    },
    {
      from: "https://github.com/TrueNAS/linux/pull/118/files",
      url: "https://github.com/truenas/linux/pull/118",
      label: "TrueNAS/linux#118",
    },
  ],

  match(url, instance) {
    const [, owner, repo, kind, number] = RE_ITEM.exec(pathBelow(url, instance.web) ?? "") ?? [];
    if (number === undefined) return undefined;
    return {
      // The issues endpoint answers for pull requests too, with `pull_request` set.
      key: `${owner}/${repo}/issues/${number}`,
      // GitHub ignores case in names; an item must have one address, so it is the lower-case one.
      url: new URL(`${owner}/${repo}/${kind}/${number}`.toLowerCase(), instance.web).href,
      label: `${owner}/${repo}#${number}`,
    };
  },

  locate(key, instance) {
    const headers = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" };
    return [{ method: "GET", url: new URL(`repos/${key}`, apiBase(instance)).href, headers }];
  },

  parse(responses) {
    const response = answer(responses, 0);
    return itemOf(readJson(response, Issue), response);
  },
};

/** GitHub Enterprise Server keeps its API below the pages: https://docs.github.com/en/enterprise-server/rest */
function apiBase({ web, api }: Instance): string {
  return api ?? new URL("api/v3/", web).href;
}

function itemOf(issue: Issue, response: UpstreamResponse): Item {
  const remoteStatus = wordOf(issue);
  return {
    state: stateOf(statuses, remoteStatus, response),
    remoteStatus,
    title: issue.title,
    since: issue.pull_request?.merged_at ?? (issue.state === "open" ? openSince(issue) : issue.closed_at) ?? undefined,
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
