// GitHub issues, pull requests, commits and releases: https://docs.github.com/en/rest/issues/issues#get-an-issue
// GitHub never says that a fix was released, "completed" does not say that there was a fix, and a merged change need
// not be one.

import type { Instance } from "../../model/settings.ts";
import { pathBelow } from "../address.ts";
import { answer, movedTo, readJson } from "../boundary.ts";
import { PLACES } from "../changes.ts";
import { UpstreamError } from "../errors.ts";
import type { Batch, Item, ShortForm, Tracker, UpstreamRequest, UpstreamResponse } from "../tracker.ts";
import { addressOfKey, kindOf, matchItem, repositoryOf, tagOf } from "./github/address.ts";
import { commitIn, commitItem } from "./github/commit.ts";
import { isBatchable, issuesIn, queryFor } from "./github/graphql.ts";
import { Issue, issueItem, issueStatuses } from "./github/item.ts";
import { releaseItem, releaseStatuses } from "./github/release.ts";

/**
 * openzfs/zfs#15276 as a word of its own: not the end of an address or of a path, nor the beginning of an anchor.
 * An owner has a letter (24/7 is none).
 * https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
 */
const RE_SHORT =
  /(?<![\p{L}\p{N}_/\\.@:#~%=&?+-])(?=[\d-]*[A-Za-z])([A-Za-z\d](?:[A-Za-z\d]|[-_](?=[A-Za-z\d])){0,38}\/(?!\.{1,2}#)[\w.-]{1,100})#([1-9]\d*)(?![\p{L}\p{N}_/]|[-.][\p{L}\p{N}])/gu;

const shortForm: ShortForm = {
  pattern: RE_SHORT,
  url: ([, repository, number], { web }) => new URL(`${repository}/issues/${number}`, web).href,
  example: "openzfs/zfs#15276",
};

const ACCEPT = "application/vnd.github+json";

const batch: Batch = {
  size: 100,
  accepts: isBatchable,

  locate(keys, instance) {
    const headers = { accept: ACCEPT, "content-type": "application/json" };
    return { method: "POST", url: graphqlOf(instance), headers, body: queryFor(keys) };
  },

  parse(response, keys, instance) {
    const issues = issuesIn(response, keys);
    return keys.map((key, i) => {
      const issue = issues[i];
      if (issue === undefined || issue instanceof UpstreamError) return issue;
      // GraphQL follows no redirect: REST reports whether the item has moved.
      if (isElsewhere(issue, key, instance)) return undefined;
      return itemOrError(() => itemOf(issue, key, instance, response));
    });
  },
};

export const github: Tracker = {
  name: "github",
  title: "GitHub",
  instances: [{ web: "https://github.com/", api: "https://api.github.com/", token: "GITHUB_TOKEN" }],
  statuses: { ...issueStatuses, ...PLACES, ...releaseStatuses },
  examples: [
    {
      from: "https://github.com/openzfs/zfs/issues/15276#issuecomment-1",
      url: "https://github.com/openzfs/zfs/issues/15276",
      label: "openzfs/zfs#15276",
    },
    {
      from: "https://github.com/TrueNAS/linux/pull/118/files",
      url: "https://github.com/truenas/linux/issues/118",
      label: "TrueNAS/linux#118",
    },
    {
      from: "https://github.com/openzfs/zfs/commit/2C66CA3",
      url: "https://github.com/openzfs/zfs/commit/2c66ca3",
      label: "openzfs/zfs@2c66ca3",
    },
    {
      from: "https://github.com/OpenZFS/zfs/releases/tag/zfs-2.2.0",
      url: "https://github.com/openzfs/zfs/releases/tag/zfs-2.2.0",
      label: "OpenZFS/zfs zfs-2.2.0",
    },
  ],
  shortForms: [shortForm],
  batch,

  match: matchItem,

  locate(key, instance) {
    const url = new URL(`repos/${key}`, apiBase(instance));
    // The files that a commit changes are paged, and we read none of them.
    if (kindOf(key) === "commit") url.searchParams.set("per_page", "1");
    return [request(url, { mayLack: kindOf(key) === "release" })];
  },

  next(responses, key, instance) {
    const [first, second] = responses;
    if (first === undefined || second !== undefined) return undefined;
    const repo = new URL(`repos/${repositoryOf(key)}/`, apiBase(instance));
    if (kindOf(key) === "release" && first.status === 404)
      return request(new URL(`git/ref/tags/${encodeURIComponent(tagOf(key))}`, repo));
    if (kindOf(key) !== "commit") return undefined;
    // The first page holds the changed files, and each page has the status.
    const range = `HEAD...${commitIn(first, hashOf(key)).sha}?per_page=1&page=2`;
    return request(new URL(`compare/${range}`, repo), { mayLack: true });
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    if (kindOf(key) === "issue") return itemOf(readJson(response, Issue), key, instance, response);
    if (kindOf(key) === "release") return releaseItem(key, [response, responses[1]], instance);
    const { sha, page } = commitIn(response, hashOf(key));
    const whole = addressOfKey(key.replace(hashOf(key), sha), instance);
    const moved = movedTo(response, addressOf(page, instance), whole);
    return { ...commitItem([response, answer(responses, 1)], instance), movedTo: moved };
  },
};

function request(url: URL, more: Pick<UpstreamRequest, "mayLack"> = {}): UpstreamRequest {
  const headers = { accept: ACCEPT, "x-github-api-version": "2022-11-28" };
  return { method: "GET", url: url.href, headers, ...(more.mayLack && { mayLack: true }) };
}

function hashOf(key: string): string {
  return key.split("/")[3] ?? "";
}

/** GitHub Enterprise Server keeps its API below the pages: https://docs.github.com/en/enterprise-server/rest */
function apiBase({ web, api }: Instance): string {
  return api ?? new URL("api/v3/", web).href;
}

/** https://docs.github.com/en/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint */
function graphqlOf(instance: Instance): string {
  const base = apiBase(instance);
  return new URL(base.endsWith("/api/v3/") ? "../graphql" : "graphql", base).href;
}

/** An issue may be transferred, its repository renamed, and it may become a discussion, which is not an item. */
function itemOf(issue: Issue, key: string, instance: Instance, response: UpstreamResponse): Item {
  const item = issueItem(issue, response, instance);
  const discussion = discussionAt(issue.html_url, instance);
  if (discussion === undefined)
    return { ...item, movedTo: movedTo(response, addressOf(issue.html_url, instance), addressOfKey(key, instance)) };
  const { remoteStatus, state } = item;
  const words = `${state === "open" ? "open" : "closed"}, now a discussion`;
  // A discussion of the issue's own repository is where it went; GitHub says so without a redirect.
  const isOwn = discussion.repository === repositoryOf(key);
  const moved = isOwn ? discussion.url : movedTo(response, discussion.url, addressOfKey(key, instance));
  return { ...item, remoteStatus: `${remoteStatus}, now a discussion`, words, movedTo: moved };
}

/** Whether the answer is about another item, or about a discussion of another repository. */
function isElsewhere({ html_url }: Issue, key: string, instance: Instance): boolean {
  const discussion = discussionAt(html_url, instance);
  if (discussion !== undefined) return discussion.repository !== repositoryOf(key);
  const named = addressOf(html_url, instance);
  return named !== undefined && named !== addressOfKey(key, instance);
}

/** The item's address for this page; undefined if it is not an item's. */
function addressOf(page: string | null | undefined, instance: Instance): string | undefined {
  const url = URL.parse(page ?? "");
  return url === null ? undefined : matchItem(url, instance)?.url;
}

/** The discussion at this page, and its repository in lower case. */
function discussionAt(page: string | null | undefined, { web }: Instance) {
  const url = URL.parse(page ?? "");
  const path = url === null ? undefined : pathBelow(url, web);
  const repository = /^([\w.-]+\/[\w.-]+)\/discussions\/\d+$/.exec(path ?? "")?.[1]?.toLowerCase();
  return url === null || repository === undefined ? undefined : { url: url.href, repository };
}

function itemOrError(read: () => Item): Item | UpstreamError {
  try {
    return read();
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}
