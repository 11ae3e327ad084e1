// Commits on GitLab: https://docs.gitlab.com/api/commits/
// That a commit can be read proves nothing, because GitLab also keeps those of requests that were never merged. The
// tags and branches that contain it say where it is; no answer says since when.

import { z } from "zod";
import { answer, readJson, stateOf } from "../../boundary.ts";
import { isRevert, PLACES, type Place, placeWords, proveCommit } from "../../changes.ts";
import type { Item, StatusTable, UpstreamRequest, UpstreamResponse } from "../../tracker.ts";
import { type Asked, newAddress, requestBelow } from "./address.ts";
import { couldBe, defaultBranch, refsIn, refsRequest, releasedFacts, releaseIn } from "./refs.ts";

export const commitStatuses: StatusTable = { ...PLACES, "commit, in a release": "released" };

const Commit = z.object({ id: z.string(), title: z.string(), message: z.string(), web_url: z.string().nullish() });
type Commit = z.infer<typeof Commit>;

/** What to ask about a commit: the tags that have it; if there is none, its branches, and which is the main one. */
export function nextOfCommit(responses: readonly UpstreamResponse[], asked: Asked): UpstreamRequest | undefined {
  const { id } = readCommit(responses, asked);
  const [, tags, branches, project] = responses;
  if (tags === undefined) return refsRequest(id, "tag", asked);
  if (releaseIn(tags, asked) !== undefined) return undefined;
  if (branches === undefined) return refsRequest(id, "branch", asked);
  return project === undefined && refsIn(branches, "branch").names.length > 0 ? requestBelow("", asked) : undefined;
}

export function commitItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const [, tags, branches, project] = responses;
  const { id, title, message, web_url } = readCommit(responses, asked);
  // The address may have only the beginning of the hash.
  const whole = { ...asked, parts: { ...asked.parts, name: id } };
  const item = { title, movedTo: newAddress(response, { webUrl: web_url, name: id }, whole) };
  const takesBack = isRevert(title, message);
  const release = tags && releaseIn(tags, asked);
  if (release !== undefined) {
    const change = { word: "commit", isRevert: takesBack, statuses: commitStatuses };
    return { ...item, ...releasedFacts(release, change, response, asked) };
  }
  const main = project && defaultBranch(project, web_url, asked);
  const place = main === undefined || branches === undefined ? "commit exists" : placeOf(branches, main);
  return {
    ...{ ...item, state: stateOf(commitStatuses, place, response, asked.instance), remoteStatus: place },
    ...{ words: placeWords(place, { isRevert: takesBack }), couldBe: couldBe(tags) },
    isAbsence: place === "commit not on the default branch",
  };
}

function readCommit(responses: readonly UpstreamResponse[], { parts }: Asked): Commit {
  const response = answer(responses, 0);
  const commit = readJson(response, Commit);
  proveCommit(response, commit.id, parts.name);
  return commit;
}

function placeOf(branches: UpstreamResponse, main: string): Place {
  const { names, isWhole } = refsIn(branches, "branch");
  if (names.includes(main)) return "commit on the default branch";
  // If a commit is on more branches than one answer lists, the default one may be among the rest.
  return isWhole ? "commit not on the default branch" : "commit exists";
}
