// Which tags and branches of a GitLab project contain a commit, and what that says about a change.
// They are requested separately, because all branches would come before the first tag:
// https://docs.gitlab.com/api/commits/

import { z } from "zod";
import { malformed, readJson, stateOf } from "../../boundary.ts";
import { firstRelease, releasedWords } from "../../changes.ts";
import { repositoryName, versionOf } from "../../repository-items.ts";
import type { Item, StatusTable, UpstreamRequest, UpstreamResponse } from "../../tracker.ts";
import { type Asked, projectAt, requestBelow } from "./address.ts";

/** The most that one answer lists. */
const PAGE = 100;

const Refs = z.array(z.object({ type: z.string(), name: z.string() }));
const Project = z.object({ path_with_namespace: z.string(), default_branch: z.string().nullish() });

type Type = "tag" | "branch";

export function refsRequest(sha: string, type: Type, asked: Asked): UpstreamRequest {
  const path = `/repository/commits/${encodeURIComponent(sha)}/refs?type=${type}&per_page=${PAGE}`;
  // A request that was merged by rewriting it may name a commit that no longer exists.
  return { ...requestBelow(path, asked), mayLack: true };
}

type Listed = {
  readonly names: readonly string[];
  /** False if there may be more, or if GitLab knows no such commit. */
  readonly isWhole: boolean;
};

/** What an answer to `refsRequest` lists. */
export function refsIn(response: UpstreamResponse, type: Type): Listed {
  const refs = response.status === 404 ? undefined : readJson(response, Refs);
  const names = (refs ?? []).filter((ref) => ref.type === type).map(({ name }) => name);
  return { names, isWhole: refs !== undefined && refs.length < PAGE };
}

type Release = {
  /** The first release; undefined for a list that may be incomplete. */
  readonly tag: string | undefined;
};

/** The release that has a commit, by the tags that hold it; undefined where none does. */
export function releaseIn(tags: UpstreamResponse, { parts }: Asked): Release | undefined {
  const { names, isWhole } = refsIn(tags, "tag");
  const tag = firstRelease(names, repositoryName(parts));
  if (tag === undefined) return undefined;
  return { tag: isWhole ? tag : undefined };
}

/** What a change without a known release could be if the list of its tags were longer. */
export function couldBe(tags: UpstreamResponse | undefined): Item["couldBe"] {
  return tags !== undefined && !refsIn(tags, "tag").isWhole ? ["released"] : undefined;
}

type Change = {
  /** Upstream status without the release; "…, in a release" must be in the table too. */
  readonly word: string;
  readonly isRevert: boolean;
  readonly statuses: StatusTable;
};

/** What is known of a change that a release has. No answer says since when. */
export function releasedFacts(
  { tag }: Release,
  { word, isRevert, statuses }: Change,
  response: UpstreamResponse,
  asked: Asked,
): Omit<Item, "title"> {
  return {
    state: stateOf(statuses, `${word}, in a release`, response, asked.instance),
    remoteStatus: `${word}, in ${tag ?? "releases"}`,
    words: releasedWords({ isRevert, tag }),
    version: tag && versionOf(tag, asked.parts),
  };
}

/** The default branch in an answer about the project of the item at `webUrl`; undefined if the project is empty. */
export function defaultBranch(
  response: UpstreamResponse,
  webUrl: string | null | undefined,
  asked: Asked,
): string | undefined {
  const project = readJson(response, Project);
  const own = projectAt(webUrl, asked);
  if (project.path_with_namespace.toLowerCase() !== own.toLowerCase())
    throw malformed(response, `about ${project.path_with_namespace} instead of ${own}`);
  return project.default_branch ?? undefined;
}
