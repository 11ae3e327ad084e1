// Commits on Gitea and Forgejo: https://docs.gitea.com/api/#tag/repository/operation/repoGetSingleCommit
// That a commit can be read proves nothing. It is on the default branch if its history without that branch's is empty
// ("not" the branch). (compare/A...B counts commits as well, but older servers count none between branches without a
// common ancestor.) No answer says which tags have it, or since when.

import { z } from "zod";
import { answer, malformed, readJson, stateOf } from "../../boundary.ts";
import { isRevert, PLACES, type Place, placeWords, proveCommit } from "../../changes.ts";
import type { Item, UpstreamRequest, UpstreamResponse } from "../../tracker.ts";
import { type Asked, newAddress, repositoryAt, requestBelow } from "./address.ts";

const Commit = z.object({
  sha: z.string(),
  html_url: z.string().nullish(),
  commit: z.object({ message: z.string() }),
});
type Commit = z.infer<typeof Commit>;

const Repository = z.object({ full_name: z.string(), default_branch: z.string() });
const History = z.array(z.object({ sha: z.string() }));

/** Leaves out unused fields, which cost the server most. */
export const BRIEF = "stat=false&verification=false&files=false";

/**
 * What to ask about a commit: which branch is the default one, whether that lacks something of the commit's history,
 * and, if so, whether this server can exclude history at all: without what the commit has, its own history is empty.
 */
export function nextOfCommit(responses: readonly UpstreamResponse[], asked: Asked): UpstreamRequest | undefined {
  const commit = readCommit(responses, asked);
  const [, repository, history, control] = responses;
  if (repository === undefined) return requestBelow("", asked);
  const branch = defaultBranch(repository, commit, asked);
  if (history === undefined) return historyRequest(commit.sha, `refs/heads/${branch}`, asked);
  if (control !== undefined || !isLeft(history, commit)) return undefined;
  return historyRequest(commit.sha, commit.sha, asked);
}

export function commitItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const commit = readCommit(responses, asked);
  const { sha, html_url } = commit;
  const message = commit.commit.message.trim();
  const title = message.split(/\r?\n/, 1)[0] ?? "";
  const place = placeOf(commit, responses);
  // The address may have only the beginning of the hash.
  const whole = { ...asked, parts: { ...asked.parts, name: sha } };
  return {
    ...{ state: stateOf(PLACES, place, response, asked.instance), remoteStatus: place, title },
    ...{ words: placeWords(place, { isRevert: isRevert(title, message) }) },
    isAbsence: place === "commit not on the default branch",
    movedTo: newAddress(response, { htmlUrl: html_url, name: sha }, whole),
  };
}

function readCommit(responses: readonly UpstreamResponse[], { parts }: Asked): Commit {
  const response = answer(responses, 0);
  const commit = readJson(response, Commit);
  proveCommit(response, commit.sha, parts.name);
  return commit;
}

function defaultBranch(response: UpstreamResponse, { html_url }: Commit, asked: Asked): string {
  const { full_name, default_branch } = readJson(response, Repository);
  const own = repositoryAt(html_url, asked);
  if (full_name.toLowerCase() !== own) throw malformed(response, `about ${full_name} instead of ${own}`);
  return default_branch;
}

/** The first commit of this history that the other one lacks. */
function historyRequest(sha: string, not: string, asked: Asked): UpstreamRequest {
  return requestBelow(`/commits?sha=${sha}&not=${encodeURIComponent(not)}&limit=1&${BRIEF}`, asked);
}

/** A history begins with the commit itself. */
function isLeft(response: UpstreamResponse, { sha }: Commit): boolean {
  const [first] = readJson(response, History);
  if (first !== undefined && first.sha !== sha) throw malformed(response, `commit "${first.sha}" instead of "${sha}"`);
  return first !== undefined;
}

function placeOf(commit: Commit, [, , history, control]: readonly UpstreamResponse[]): Place {
  if (history === undefined) return "commit exists";
  if (!isLeft(history, commit)) return "commit on the default branch";
  return control === undefined || isLeft(control, commit) ? "commit exists" : "commit not on the default branch";
}
