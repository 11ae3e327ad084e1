// GitHub issues, pull requests and commits: https://docs.github.com/en/rest/issues/issues#get-an-issue
// GitHub never says by itself that a fix was released, and "completed" does not say that there was a fix.

import type { Instance } from "../../model/settings.ts";
import { pathBelow } from "../address.ts";
import { answer, readJson } from "../boundary.ts";
import { UpstreamError } from "../errors.ts";
import type { Batch, Item, Match, ShortForm, Tracker, UpstreamResponse } from "../tracker.ts";
import { isBatchable, issuesIn, queryFor } from "./github/graphql.ts";
import { Commit, commitItem, Issue, issueItem, statuses } from "./github/item.ts";

/** openzfs/zfs/issues/15276, truenas/linux/pull/118/files, openzfs/zfs/commit/2c66ca3.patch */
const RE_ITEM =
  /^([\w.-]+\/[\w.-]+)\/(?:(?:issues|pull)\/([1-9]\d*)|commit\/([\da-fA-F]{7,40}))(?:\.diff|\.patch)?(?:\/|$)/;

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
      return itemOrError(() => itemOf(issue, key, instance, response));
    });
  },
};

export const github: Tracker = {
  name: "github",
  title: "GitHub",
  instances: [{ web: "https://github.com/", api: "https://api.github.com/", token: "GITHUB_TOKEN" }],
  statuses,
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
  ],
  shortForms: [shortForm],
  batch,

  match: matchItem,

  locate(key, instance) {
    const headers = { accept: ACCEPT, "x-github-api-version": "2022-11-28" };
    const url = new URL(`repos/${key}`, apiBase(instance));
    // The files that a commit changes are paged, and we read none of them.
    if (isCommit(key)) url.searchParams.set("per_page", "1");
    return [{ method: "GET", url: url.href, headers }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    if (!isCommit(key)) return itemOf(readJson(response, Issue), key, instance, response);
    const commit = readJson(response, Commit);
    const [owner, repository, , asked = ""] = key.toLowerCase().split("/");
    const whole = `${owner}/${repository}/commits/${commit.sha.toLowerCase()}`;
    return { ...commitItem(commit, asked, response, instance), movedTo: movedTo(commit.html_url, whole, instance) };
  },
};

function matchItem(url: URL, { web }: Instance): Match | undefined {
  const [, repository, number, hash] = RE_ITEM.exec(pathBelow(url, web) ?? "") ?? [];
  if (repository === undefined) return undefined;
  // GitHub ignores case in names; an item must have one address, so it is the lower-case one.
  const container = repository.toLowerCase();
  if (hash !== undefined) {
    const sha = hash.toLowerCase();
    const address = new URL(`${container}/commit/${sha}`, web).href;
    return { key: `${container}/commits/${sha}`, url: address, label: `${repository}@${sha.slice(0, 7)}`, container };
  }
  // Issues and pull requests share their numbers; both their API and their pages answer under "issues" for either.
  const key = `${container}/issues/${number}`;
  return { key, url: new URL(key, web).href, label: `${repository}#${number}`, container };
}

function isCommit(key: string): boolean {
  return key.split("/")[2] === "commits";
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

function itemOf(issue: Issue, key: string, instance: Instance, response: UpstreamResponse): Item {
  return { ...issueItem(issue, response, instance), movedTo: movedTo(issue.html_url, key, instance) };
}

/**
 * The item's new address, where the answer is about another item than was asked for: a transferred issue or a renamed
 * repository, to which GitHub redirects. An issue that became a discussion leads to no item.
 */
function movedTo(htmlUrl: string | null | undefined, key: string, instance: Instance): string | undefined {
  const url = URL.parse(htmlUrl ?? "");
  const found = url === null ? undefined : matchItem(url, instance);
  return found === undefined || found.key === key.toLowerCase() ? undefined : found.url;
}

function itemOrError(read: () => Item): Item | UpstreamError {
  try {
    return read();
  } catch (error) {
    if (error instanceof UpstreamError) return error;
    throw error;
  }
}
