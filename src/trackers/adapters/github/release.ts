// Releases and tags of GitHub: https://docs.github.com/en/rest/releases/releases#get-a-release-by-tag-name
// Every tag has a page like a release's. A tag without a release is requested as a tag.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import type { Instance } from "../../../model/settings.ts";
import { malformed, movedTo, readJson, stateOf } from "../../boundary.ts";
import { TAGS, tagWord } from "../../changes.ts";
import type { Item, StatusTable, UpstreamResponse } from "../../tracker.ts";
import { addressOfKey, releaseKey, repositoryOf, tagOf } from "./address.ts";

export const releaseStatuses: StatusTable = {
  release: "released",
  ...TAGS,
  "pre-release": "in-progress",
  // Only people with write access to the repository see it.
  "draft release": "in-progress",
};

const WORDS: Readonly<Record<string, string>> = {
  release: "released",
  tag: "tagged",
  "tag that names no release": "tagged",
  "pre-release": "pre-release",
  "draft release": "draft of a release",
};

const Release = z.object({
  html_url: z.string().nullish(),
  tag_name: z.string(),
  name: z.string().nullish(),
  draft: z.boolean().nullish(),
  prerelease: z.boolean().nullish(),
  published_at: Day.nullish(),
});

/** https://docs.github.com/en/rest/git/refs#get-a-reference */
const Ref = z.object({ ref: z.string(), url: z.string().nullish() });

/** Where a release's page, and a reference in the API, name the repository. The page of a draft has another tag. */
const RE_PAGE = /\/([\w.-]+\/[\w.-]+)\/releases\/tag\//;
const RE_REFERENCE = /\/repos\/([\w.-]+\/[\w.-]+)\/git\/refs\//;

/** The item for a tag: `release` is its release (status 404: there is none), and `ref` the reference. */
export function releaseItem(
  key: string,
  [release, ref]: readonly [UpstreamResponse, UpstreamResponse | undefined],
  instance: Instance,
): Item {
  const tag = tagOf(key);
  const name = repositoryOf(key).split("/")[1] ?? "";
  const response = ref ?? release;
  const { word, title, since, repository } = ref === undefined ? published(release, tag) : tagged(ref, tag, name);
  const state = stateOf(releaseStatuses, word, response, instance);
  const named = repository && addressOfKey(releaseKey(repository.toLowerCase(), tag), instance);
  return {
    ...{ state, remoteStatus: word, words: WORDS[word], title, since },
    version: state === "released" ? `${name} ${tag}` : undefined,
    movedTo: movedTo(response, named, addressOfKey(key, instance)),
  };
}

function published(response: UpstreamResponse, tag: string) {
  const { html_url, tag_name, name, draft, prerelease, published_at } = readJson(response, Release);
  if (tag_name !== tag) throw malformed(response, `release "${tag_name}" instead of "${tag}"`);
  const word = draft ? "draft release" : prerelease ? "pre-release" : "release";
  return { word, title: name || tag, since: published_at ?? undefined, repository: RE_PAGE.exec(html_url ?? "")?.[1] };
}

function tagged(response: UpstreamResponse, tag: string, repositoryName: string) {
  const { ref, url } = readJson(response, Ref);
  if (ref !== `refs/tags/${tag}`) throw malformed(response, `"${ref}" instead of the tag "${tag}"`);
  const repository = RE_REFERENCE.exec(url ?? "")?.[1];
  return { word: tagWord(tag, repositoryName), title: tag, since: undefined, repository };
}
