// GitLab releases and tags: https://docs.gitlab.com/api/releases/ and https://docs.gitlab.com/api/tags/
// A release may be announced for a later day, and a tag may have no release.

import { z } from "zod";
import { Day, dateOrder } from "../../../model/date.ts";
import { answer, readJson, stateOf } from "../../boundary.ts";
import { TAGS, tagWord } from "../../changes.ts";
import { repositoryName, versionOf } from "../../repository-items.ts";
import type { Item, StatusTable, UpstreamRequest, UpstreamResponse } from "../../tracker.ts";
import { type Asked, newAddress, requestBelow } from "./address.ts";

export const releaseStatuses: StatusTable = {
  "upcoming release": "in-progress",
  release: "released",
  ...TAGS,
};

const Release = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  created_at: Day.nullish(),
  released_at: Day.nullish(),
  upcoming_release: z.boolean().nullish(),
  _links: z.object({ self: z.string().nullish() }).nullish(),
});
type Release = z.infer<typeof Release>;

const Tag = z.object({
  name: z.string(),
  commit: z.object({ web_url: z.string().nullish() }),
  release: z.object({ tag_name: z.string() }).nullish(),
  // A tag that is only a name for a commit, and not an object of its own, has no date.
  created_at: Day.nullish(),
});

/** What to ask about a tag: its release, if it has one. */
export function nextOfTag(responses: readonly UpstreamResponse[], asked: Asked): UpstreamRequest | undefined {
  const { release } = readJson(answer(responses, 0), Tag);
  if (release == null || responses.length > 1) return undefined;
  return { ...requestBelow(`/releases/${encodeURIComponent(asked.parts.name)}`, asked), mayLack: true };
}

export function tagItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const tag = readJson(response, Tag);
  const movedTo = newAddress(response, { webUrl: tag.commit.web_url, name: tag.name }, asked);
  const [, release] = responses;
  if (release?.status === 200) return { ...releaseItem([release], asked), movedTo };
  const remoteStatus = tagWord(tag.name, repositoryName(asked.parts));
  const state = stateOf(releaseStatuses, remoteStatus, response, asked.instance);
  const item = { state, remoteStatus, words: "tagged", title: tag.name, movedTo };
  if (state !== "released") return item;
  return { ...item, version: versionOf(tag.name, asked.parts), since: tag.created_at ?? undefined };
}

export function releaseItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const release = readJson(response, Release);
  const { tag_name, name, created_at, released_at, _links } = release;
  const isOut = !isUpcoming(release, response);
  const remoteStatus = isOut ? "release" : "upcoming release";
  return {
    state: stateOf(releaseStatuses, remoteStatus, response, asked.instance),
    ...{ remoteStatus, words: isOut ? "released" : "announced", title: name || tag_name },
    version: isOut ? versionOf(tag_name, asked.parts) : undefined,
    since: (isOut ? released_at : created_at) ?? undefined,
    movedTo: newAddress(response, { webUrl: _links?.self, name: tag_name }, asked),
  };
}

/** By GitLab's own clock, which it sends with each answer. */
function isUpcoming({ upcoming_release, released_at }: Release, { date }: UpstreamResponse): boolean {
  if (upcoming_release != null) return upcoming_release;
  return released_at != null && date !== undefined && dateOrder(released_at) > dateOrder(date);
}
