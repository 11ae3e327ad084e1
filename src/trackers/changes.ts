// What the words and tags of a repository say about a change, on any host: whether it reverts another one, which
// release was the first to have it, where a commit is, and what a badge may say about that.

import { malformed } from "./boundary.ts";
import type { StatusTable, UpstreamResponse } from "./tracker.ts";

/**
 * What a message may begin with before it names its change, by the programs that write it:
 * git:    Revert "…", Reapply "…"; their quotation may begin like that too
 * Gitea:  revert SHA, then the whole message of that commit behind another "revert"
 * merges: GitLab and GitHub put the title of the merged request below their own, Gitea into it
 */
const RE_STEP =
  /(Revert|Reapply) "|(revert) [\da-f]{7,64}(?=\s*(?:\n|$))\s*(?:revert )?|Merge pull request '|Merge (?:branch|commit|pull request|remote-tracking branch|tag) .*\n\s*/gy;
/** https://git-scm.com/docs/git-revert, and GitLab's words for a whole merge request. */
const RE_TAKES_BACK = /^This reverts (?:commit [\da-f]{7,64}|merge request \S*!\d)/m;

/**
 * Whether a change reverts another one. The revert of a revert is a change again.
 * @param message the whole message of a commit, with or without its title, or the description of a merge request
 */
export function isRevert(title: string, message = ""): boolean {
  const text = message.startsWith(title) ? message : `${title}\n\n${message}`;
  const steps = [...text.matchAll(RE_STEP)].flatMap(([, ofGit, ofGitea]) => ofGit ?? ofGitea ?? []);
  // For a "Reapply", git also says that it reverts a commit: the revert.
  if (steps.length === 0) return RE_TAKES_BACK.test(message);
  return steps.filter((step) => step !== "Reapply").length % 2 === 1;
}

const collator = new Intl.Collator("en", { numeric: true });

/** The lowest of the tags that name a release of the repository with that name; undefined if none does. */
export function firstRelease(tags: readonly string[], repository: string): string | undefined {
  return tags.filter((tag) => isRelease(tag, repository)).sort(collator.compare)[0];
}

/** What may come before the number of a release, beside the repository's own name. */
const RE_BEFORE = /^(?:(?:releases?|version|v|r)[-_./]?)?(?=\d)/;
/** A package's release, and the source that it was made of: https://dep-team.pages.debian.net/deps/dep14/ */
const RE_PACKAGED = /^(?:debian|upstream)\/(?=(?:\d+%)?\d+\.\d)/;
/** What may follow the number of a release. Anything else makes a pre-release: https://semver.org/#spec-item-9 */
const OF_RELEASE = new Set(
  "final ga release stable lts esr ee ce patch hotfix sp post p u r dfsg ds repack bpo deb ubuntu pve".split(" "),
);

/**
 * Whether a tag names a release of its repository, not a pre-release or a mark such as "deploy-20240101" or
 * "23.1-branchpoint". In doubt it does not.
 * @param repository its name, without owner or groups: "zfs"
 */
export function isRelease(tag: string, repository: string): boolean {
  const number = numberOf(tag.toLowerCase(), repository.toLowerCase());
  if (number === undefined) return false;
  // A single letter is part of the number: 1.1.1k, 2023c. With a digit it is not: 3.12.0a1.
  const after = number.replace(/^\d+(?:[._]\d+)*(?:\p{L}(?![\p{L}\d]))?/u, "");
  return wordsIn(after).every((word) => OF_RELEASE.has(word));
}

/** A tag from its number on; undefined if the text before is not part of a release's name. */
function numberOf(tag: string, repository: string): string | undefined {
  const rest = tag.replace(/^releases?[-_./]/, "");
  const plain = rest.startsWith(repository) ? rest.slice(repository.length).replace(/^[-_./@]/, "") : rest;
  const before = RE_PACKAGED.exec(tag) ?? RE_BEFORE.exec(plain);
  return before === null ? undefined : before.input.slice(before[0].length);
}

function wordsIn(text: string): readonly string[] {
  return text.match(/\p{L}+/gu) ?? [];
}

/** What a tag without a release means: only its name says whether it is one. */
export const TAGS = { tag: "released", "tag that names no release": "unknown" } as const satisfies StatusTable;

/** The word for such a tag of the repository with that name. */
export function tagWord(tag: string, repository: string): keyof typeof TAGS {
  return isRelease(tag, repository) ? "tag" : "tag that names no release";
}

/**
 * What a badge says about a change that went in, if that is more than the state's own words.
 * @param branch the branch that has it, where that is not the default one
 */
export function mergedWords(change: { readonly isRevert: boolean; readonly branch?: string | undefined }) {
  const { isRevert: takesBack, branch } = change;
  if (!takesBack && branch === undefined) return undefined;
  const into = branch === undefined ? "" : ` into ${branch}`;
  return `${takesBack ? "revert merged" : "merged"}${into}; release not known`;
}

/** For a closed request: there is no fix to confirm, because nothing went in. */
export const NOT_MERGED = "closed, not merged";

/** The same for a change that a release has; `tag` is undefined if the first one is not known. */
export function releasedWords(change: { readonly isRevert: boolean; readonly tag: string | undefined }) {
  const { isRevert: takesBack, tag } = change;
  const released = takesBack ? "revert released" : "released";
  if (tag !== undefined) return `${released} in ${tag}`;
  return takesBack ? released : undefined;
}

/** Where a commit is, as far as a host says, and the state for it. */
export const PLACES = {
  "commit exists": "unknown",
  "commit not on the default branch": "open",
  "commit on the default branch": "merged",
} as const satisfies StatusTable;

export type Place = keyof typeof PLACES;

/** What a badge says about a commit in that place. */
export function placeWords(place: Place, { isRevert: takesBack }: { readonly isRevert: boolean }): string | undefined {
  if (place === "commit exists") return place;
  return PLACES[place] === "merged" ? mergedWords({ isRevert: takesBack }) : "not on the default branch";
}

/**
 * Throws an UpstreamError if an answer is about another commit than requested: hosts accept names of branches and
 * tags as well, and a branch may be called "deadbeef".
 * @param asked the hash, or its beginning, in lower case
 */
export function proveCommit(response: UpstreamResponse, sha: string, asked: string): void {
  if (!sha.toLowerCase().startsWith(asked)) throw malformed(response, `commit "${sha}" instead of "${asked}"`);
}
