// Releases and tags of GitHub: https://docs.github.com/en/rest/releases/releases#get-a-release-by-tag-name
// The page of a release is there for each tag. What nobody made a release of, is asked for as a tag.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import type { Instance } from "../../../model/settings.ts";
import { malformed, readJson, stateOf } from "../../boundary.ts";
import type { Item, StatusTable, UpstreamResponse } from "../../tracker.ts";

export const releaseStatuses: StatusTable = {
  release: "released",
  tag: "released",
  "pre-release": "in-progress",
  // Only those who may write to the repository see it.
  "draft release": "in-progress",
};

const WORDS: Readonly<Record<string, string>> = {
  release: "released",
  tag: "tagged",
  "pre-release": "pre-release",
  "draft release": "draft of a release",
};

const Release = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  draft: z.boolean().nullish(),
  prerelease: z.boolean().nullish(),
  published_at: Day.nullish(),
});

/** https://docs.github.com/en/rest/git/refs#get-a-reference */
const Ref = z.object({ ref: z.string() });

/** The item for a tag, of which `release` is the release (with status 404: there is none), and `ref` the reference. */
export function releaseItem(
  tag: string,
  repository: string,
  [release, ref]: readonly [UpstreamResponse, UpstreamResponse | undefined],
  instance: Instance,
): Item {
  const found = ref === undefined ? published(release, tag) : tagged(ref, tag);
  const { word, title, since } = found;
  const state = stateOf(releaseStatuses, word, ref ?? release, instance);
  const version = state === "released" ? `${repository} ${tag}` : undefined;
  return { state, remoteStatus: word, words: WORDS[word], title, version, since };
}

function published(response: UpstreamResponse, tag: string) {
  const { tag_name, name, draft, prerelease, published_at } = readJson(response, Release);
  if (tag_name !== tag) throw malformed(response, `release "${tag_name}" instead of "${tag}"`);
  const word = draft ? "draft release" : prerelease ? "pre-release" : "release";
  return { word, title: name || tag, since: published_at ?? undefined };
}

function tagged(response: UpstreamResponse, tag: string) {
  const { ref } = readJson(response, Ref);
  if (ref !== `refs/tags/${tag}`) throw malformed(response, `"${ref}" instead of the tag "${tag}"`);
  return { word: "tag", title: tag, since: undefined };
}
