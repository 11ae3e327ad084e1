// Releases and tags of Gitea and Forgejo: https://docs.gitea.com/api/#tag/repository/operation/repoGetReleaseByTag
// A release may be a draft, which few can see, or marked as a pre-release; and a tag may have no release.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import { answer, readJson, stateOf } from "../../boundary.ts";
import { TAGS, tagWord } from "../../changes.ts";
import { repositoryName, versionOf } from "../../repository-items.ts";
import type { Item, StatusTable, UpstreamRequest, UpstreamResponse } from "../../tracker.ts";
import { type Asked, newAddress, requestBelow } from "./address.ts";

export const releaseStatuses: StatusTable = {
  "draft release": "in-progress",
  "pre-release": "in-progress",
  release: "released",
  ...TAGS,
};

const Release = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  html_url: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  published_at: Day.nullish(),
});
type Release = z.infer<typeof Release>;

/** For a tag the server reports what it points at, but no date of its own. */
const Tag = z.object({ name: z.string(), zipball_url: z.string().nullish() });

const WORDS: Readonly<Record<string, string>> = { "draft release": "draft", release: "released" };

/** What to ask about a tag: its release. */
export function nextOfTag(responses: readonly UpstreamResponse[], asked: Asked): UpstreamRequest | undefined {
  if (responses.length > 1) return undefined;
  return { ...requestBelow(`/releases/tags/${encodeURIComponent(asked.parts.name)}`, asked), mayLack: true };
}

export function tagItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const { name, zipball_url } = readJson(response, Tag);
  const movedTo = newAddress(response, { htmlUrl: zipball_url, name }, asked);
  const [, release] = responses;
  if (release?.status === 200) {
    const item = releaseItem([release], asked);
    // A draft is not out, but its tag is.
    if (item.words !== "draft") return { ...item, movedTo };
  }
  const remoteStatus = tagWord(name, repositoryName(asked.parts));
  const state = stateOf(releaseStatuses, remoteStatus, response, asked.instance);
  const version = state === "released" ? versionOf(name, asked.parts) : undefined;
  return { state, remoteStatus, words: "tagged", title: name, version, movedTo };
}

export function releaseItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const release = readJson(response, Release);
  const { tag_name, name, html_url, draft, published_at } = release;
  const remoteStatus = wordOf(release);
  return {
    state: stateOf(releaseStatuses, remoteStatus, response, asked.instance),
    ...{ remoteStatus, words: WORDS[remoteStatus] ?? remoteStatus, title: name || tag_name },
    version: remoteStatus === "release" ? versionOf(tag_name, asked.parts) : undefined,
    since: (draft ? undefined : published_at) ?? undefined,
    movedTo: newAddress(response, { htmlUrl: html_url, name: tag_name }, asked),
  };
}

function wordOf({ draft, prerelease }: Release): string {
  if (draft) return "draft release";
  return prerelease ? "pre-release" : "release";
}
