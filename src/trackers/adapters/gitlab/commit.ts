// Commits on GitLab: https://docs.gitlab.com/api/commits/
// That a commit can be read proves nothing, because GitLab keeps those of requests that were never merged, too. The tags
// and branches that hold it tell where it is; no answer tells since when.

import { z } from "zod";
import { answer, malformed, readJson, stateOf } from "../../boundary.ts";
import { isRevert, mergedWords } from "../../changes.ts";
import type { Item, StatusTable, UpstreamRequest, UpstreamResponse } from "../../tracker.ts";
import { type Asked, newAddress, requestBelow } from "./address.ts";
import { couldBe, defaultBranch, refsIn, refsRequest, releasedFacts, releaseIn } from "./refs.ts";

const EXISTS = "commit exists";
const ELSEWHERE = "commit not on the default branch";
const MERGED = "commit on the default branch";

export const commitStatuses: StatusTable = {
  [EXISTS]: "unknown",
  [ELSEWHERE]: "open",
  [MERGED]: "merged",
  "commit, in a release": "released",
};

const Commit = z.object({ id: z.string(), title: z.string(), message: z.string(), web_url: z.string().nullish() });
type Commit = z.infer<typeof Commit>;

/** What to ask of a commit: the tags that have it; where no release has it, its branches, and which is the main one. */
export function nextOfCommit(responses: readonly UpstreamResponse[], asked: Asked): UpstreamRequest | undefined {
  const { id } = readCommit(responses, asked);
  const [, tags, branches, project] = responses;
  if (tags === undefined) return refsRequest(id, "tag", asked);
  if (releaseIn(tags) !== undefined) return undefined;
  if (branches === undefined) return refsRequest(id, "branch", asked);
  return project === undefined && refsIn(branches, "branch").names.length > 0 ? requestBelow("", asked) : undefined;
}

export function commitItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const [, tags, branches, project] = responses;
  const { id, title, message, web_url } = readCommit(responses, asked);
  // The address may have the beginning of the hash only.
  const whole = { ...asked, parts: { ...asked.parts, name: id } };
  const item = { title, movedTo: newAddress(response, { webUrl: web_url, name: id }, whole) };
  const takesBack = isRevert(title, message);
  const release = tags && releaseIn(tags);
  if (release !== undefined) {
    const change = { word: "commit", isRevert: takesBack, statuses: commitStatuses };
    return { ...item, ...releasedFacts(release, change, response, asked) };
  }
  const main = project && defaultBranch(project, web_url, asked);
  const remoteStatus = main === undefined || branches === undefined ? EXISTS : placeOf(branches, main);
  return {
    ...{ ...item, state: stateOf(commitStatuses, remoteStatus, response, asked.instance), remoteStatus },
    ...{ words: wordsFor(remoteStatus, takesBack), couldBe: couldBe(tags), isAbsence: remoteStatus === ELSEWHERE },
  };
}

function readCommit(responses: readonly UpstreamResponse[], { parts }: Asked): Commit {
  const response = answer(responses, 0);
  const commit = readJson(response, Commit);
  // The endpoint takes names of branches and tags as well, and a branch may be called "deadbeef".
  if (!commit.id.startsWith(parts.name)) throw malformed(response, `commit "${commit.id}" instead of "${parts.name}"`);
  return commit;
}

function placeOf(branches: UpstreamResponse, main: string): string {
  const { names, isWhole } = refsIn(branches, "branch");
  if (names.includes(main)) return MERGED;
  // Of a commit that is on more branches than one answer lists, the default one may be among the rest.
  return isWhole ? ELSEWHERE : EXISTS;
}

function wordsFor(remoteStatus: string, takesBack: boolean): string | undefined {
  if (remoteStatus === MERGED) return mergedWords({ isRevert: takesBack });
  return remoteStatus === ELSEWHERE ? "not on the default branch" : EXISTS;
}
