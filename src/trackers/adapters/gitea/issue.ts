// Issues and pull requests of Gitea and Forgejo: https://docs.gitea.com/api/ and https://codeberg.org/api/swagger
// There is no reason for closing, so a closed issue does not say that it was fixed. Nor does a merged pull request.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import { answer, malformed, readJson, stateOf } from "../../boundary.ts";
import { isRevert, mergedWords, NOT_MERGED } from "../../changes.ts";
import type { Item, StatusTable, UpstreamRequest, UpstreamResponse } from "../../tracker.ts";
import { type Asked, newAddress, repositoryAt, requestBelow } from "./address.ts";

const MERGED = "merged pull request";
const CLOSED_PULL = "closed pull request";

export const issueStatuses: StatusTable = {
  open: "open",
  closed: "closed",
  "draft pull request": "in-progress",
  "open pull request": "in-progress",
  [MERGED]: "merged",
  "closed pull request": "closed",
};

const Issue = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  html_url: z.string().nullish(),
  created_at: Day.nullish(),
  closed_at: Day.nullish(),
  pull_request: z
    .object({
      merged: z.boolean().nullish(),
      merged_at: Day.nullish(),
      // Gitea has it since 1.22.
      draft: z.boolean().nullish(),
    })
    .nullish(),
});
type Issue = z.infer<typeof Issue>;

const Pull = z.object({
  number: z.number(),
  base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string(), default_branch: z.string() }) }),
});

/** What to ask about a merged pull request: into which branch. */
export function nextOfIssue(responses: readonly UpstreamResponse[], asked: Asked): UpstreamRequest | undefined {
  const issue = readJson(answer(responses, 0), Issue);
  if (responses.length > 1 || wordOf(issue) !== MERGED) return undefined;
  // A token for the issues may not be valid for the code.
  return { ...requestBelow(`/pulls/${asked.parts.name}`, asked), mayLack: true };
}

export function issueItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const [, pull] = responses;
  const issue = readJson(response, Issue);
  const remoteStatus = wordOf(issue);
  const { title, body, html_url, number } = issue;
  const change = { isRevert: isRevert(title, body ?? ""), branch: pull && otherBranch(pull, issue, asked) };
  const merged = remoteStatus === MERGED ? mergedWords(change) : undefined;
  return {
    ...{ state: stateOf(issueStatuses, remoteStatus, response, asked.instance), remoteStatus, title },
    ...{ words: remoteStatus === CLOSED_PULL ? NOT_MERGED : merged, since: sinceOf(issue) },
    movedTo: newAddress(response, { htmlUrl: html_url, name: String(number) }, asked),
  };
}

function wordOf({ state, pull_request }: Issue): string {
  if (pull_request == null) return state;
  if (pull_request.merged) return MERGED;
  return `${pull_request.draft && state === "open" ? "draft" : state} pull request`;
}

/** The branch that has the change, if it is not the default one. */
function otherBranch(response: UpstreamResponse, { number, html_url }: Issue, asked: Asked): string | undefined {
  if (response.status === 404) return undefined;
  const pull = readJson(response, Pull);
  const { ref, repo } = pull.base;
  const [named, own] = [`${repo.full_name.toLowerCase()}#${pull.number}`, `${repositoryAt(html_url, asked)}#${number}`];
  if (named !== own) throw malformed(response, `about ${named} instead of ${own}`);
  return repo.default_branch === ref ? undefined : ref;
}

/** A reopened issue looks as if it had never been closed. */
function sinceOf({ state, created_at, closed_at, pull_request }: Issue): Day | undefined {
  return pull_request?.merged_at ?? (state === "open" ? created_at : closed_at) ?? undefined;
}
