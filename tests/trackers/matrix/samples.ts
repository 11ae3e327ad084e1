// For each tracker one item of each kind, and what its system says of it: news, and a word that nobody has seen before. With
// the faults of matrix.ts it makes the matrix of every tracker by everything that can go wrong.

import type { State } from "../../../src/model/state.ts";
import { fixture, URLS } from "../samples.ts";

export type Sample = {
  /** What sets its kind apart, where a tracker has several: "commit". */
  readonly kind?: string;
  /** As an author writes it, at a well-known instance. */
  readonly url: string;
  /** A good answer to each request of `locate`, and to those of `next` that follow from them. */
  readonly news: readonly string[];
  /**
   * What the answers call the item, and what they would call another one, whose answers must never be believed; or why
   * nobody can tell them apart.
   */
  readonly other: readonly [own: string, another: string] | { readonly none: string };
  /** What these say; never "open", because that is what the record knows. */
  readonly state: State;
  /**
   * The same with a status word that no table lists. Where the system has no status words, `words` are all that the
   * adapter makes of its answers: a further one in its table would be upstream's, and need an answer here. `none`: why
   * an item of this kind has no word, where others of its tracker do.
   */
  readonly unheard: readonly string[] | { readonly words: readonly string[] } | { readonly none: string };
  /** The requests, counted from 1, that are answered with a list: an empty one is no fault. */
  readonly lists?: readonly number[];
};

/** The words that Gitea has for issues and pull requests; of commits, releases and tags all are the adapter's. */
const GITEA_WORDS = {
  words: [
    ...["open", "closed"],
    ...["open", "draft", "closed", "merged"].map((word) => `${word} pull request`),
    ...["commit exists", "commit not on the default branch", "commit on the default branch"],
    ...["draft release", "pre-release", "release", "tag", "tag that names no release"],
  ],
};

/** The words that GitLab has for issues and merge requests; of commits, releases and tags all are the adapter's. */
const GITLAB_WORDS = {
  words: [
    ...["opened", "closed", "closed (moved)", "closed (duplicate)"],
    ...["opened", "draft", "locked", "closed", "merged"].map((word) => `${word} merge request`),
    ...["merged merge request, in a release", "commit exists", "commit not on the default branch"],
    ...["commit on the default branch", "commit, in a release", "release", "upcoming release", "tag"],
    "tag that names no release",
  ],
};

export const SAMPLES: Readonly<Record<string, readonly Sample[]>> = {
  bugzilla: [
    {
      url: "https://bugzilla.kernel.org/show_bug.cgi?id=217818",
      news: [fixture("bugzilla/fixed.json")],
      other: ["217818", "217819"],
      state: "merged",
      unheard: [fixture("bugzilla/unknown-status.json")],
    },
  ],
  changelog: [
    {
      url: "https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/linux_5.15.0-88.98/changelog#:~:text=LP:%20%232034745",
      news: [fixture("changelog/ubuntu.txt")],
      other: ["linux (", "linux-aws ("],
      state: "released",
      unheard: { words: ["named", "named and taken back", "named in an unreleased version", "not named yet"] },
    },
  ],
  debbugs: [
    {
      url: "https://bugs.debian.org/929557",
      news: [fixture("debbugs/released.xml")],
      other: ["929557", "929558"],
      state: "released",
      unheard: [fixture("debbugs/unknown-word.xml")],
    },
  ],
  discourse: [
    {
      url: "https://discourse.ubuntu.com/t/zfs-encryption-is-slow/39341/4",
      news: [fixture("discourse/solved.json")],
      other: ["39341", "39342"],
      state: "closed",
      // What it has are switches, each either on or off.
      unheard: { words: ["open", "solved", "closed", "archived"] },
    },
  ],
  gitea: [
    {
      url: "https://codeberg.org/forgejo/forgejo/issues/1017",
      news: [fixture("gitea/closed.json")],
      other: ["1017", "1018"],
      state: "closed",
      unheard: [fixture("gitea/unknown-word.json")],
    },
    {
      kind: "pull request",
      url: "https://codeberg.org/forgejo/forgejo/pulls/2000",
      // Beside the issue's, at an address of its own.
      news: ["gitea/pull-merged.json", "gitea/pull.json"].map((path) => fixture(path).replaceAll("1017", "2000")),
      other: ["2000", "2001"],
      state: "merged",
      unheard: [fixture("gitea/unknown-word.json")],
    },
    {
      kind: "commit",
      url: "https://codeberg.org/forgejo/forgejo/commit/4d0e74a1b2c3d4e5f60718293a4b5c6d7e8f9001",
      news: [fixture("gitea/commit.json"), fixture("gitea/repository.json"), "[]"],
      other: ["4d0e74a1b2c3d4e5f60718293a4b5c6d7e8f9001", "4d0e74a1b2c3d4e5f60718293a4b5c6d7e8f9002"],
      state: "merged",
      unheard: GITEA_WORDS,
      lists: [3],
    },
    {
      kind: "release",
      url: "https://codeberg.org/forgejo/forgejo/releases/tag/v9.0.0",
      news: [fixture("gitea/release.json")],
      other: ["v9.0.0", "v9.0.1"],
      state: "released",
      unheard: GITEA_WORDS,
    },
    {
      kind: "tag",
      url: "https://codeberg.org/forgejo/forgejo/src/tag/v9.0.0",
      news: [fixture("gitea/tag.json"), fixture("gitea/release.json")],
      other: ["v9.0.0", "v9.0.1"],
      state: "released",
      unheard: GITEA_WORDS,
    },
  ],
  github: [
    {
      url: URLS.github,
      news: [fixture("github/closed-completed.json")],
      other: ["15245", "15246"],
      state: "closed",
      unheard: [fixture("github/unknown-reason.json")],
    },
    {
      kind: "commit",
      url: "https://github.com/openzfs/zfs/commit/ad9e767657c3d3c0ec9e09a17f6732bcbf915401",
      news: [fixture("github/commit.json"), fixture("github/compare-behind.json")],
      other: ["ad9e767657c3d3c0ec9e09a17f6732bcbf915401", "ad9e767657c3d3c0ec9e09a17f6732bcbf915402"],
      state: "merged",
      unheard: { none: "A comparison has four words, and another is no answer of GitHub's" },
    },
    {
      kind: "release",
      url: "https://github.com/openzfs/zfs/releases/tag/zfs-2.2.0",
      news: [fixture("github/release.json")],
      other: ["zfs-2.2.0", "zfs-2.2.1"],
      state: "released",
      unheard: { none: "What it has are switches, each either on or off" },
    },
  ],
  gitlab: [
    {
      url: "https://gitlab.freedesktop.org/drm/amd/-/issues/2068",
      news: [fixture("gitlab/closed.json")],
      other: ["2068", "2069"],
      state: "closed",
      unheard: [fixture("gitlab/unknown-word.json")],
    },
    {
      kind: "merge request",
      url: "https://gitlab.gnome.org/GNOME/glib/-/merge_requests/3580",
      news: [fixture("gitlab/merge-request.json"), "[]", fixture("gitlab/project.json")],
      other: ["3580", "3581"],
      state: "merged",
      unheard: [fixture("gitlab/merge-request.json").replace('"merged"', '"archived"')],
    },
    {
      kind: "commit",
      url: "https://gitlab.gnome.org/GNOME/glib/-/commit/20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b",
      news: [
        ...[fixture("gitlab/commit.json"), "[]"],
        ...[fixture("gitlab/refs-branches.json"), fixture("gitlab/project.json")],
      ],
      other: ["20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b", "20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5c"],
      state: "merged",
      unheard: GITLAB_WORDS,
      lists: [2, 3],
    },
    {
      kind: "release",
      url: "https://gitlab.gnome.org/GNOME/glib/-/releases/2.78.0",
      news: [fixture("gitlab/release.json")],
      other: ["2.78.0", "2.78.1"],
      state: "released",
      unheard: GITLAB_WORDS,
    },
    {
      kind: "tag",
      url: "https://gitlab.gnome.org/GNOME/glib/-/tags/2.78.0",
      news: [fixture("gitlab/tag.json")],
      other: ["2.78.0", "2.78.1"],
      state: "released",
      unheard: GITLAB_WORDS,
    },
  ],
  gitweb: [
    {
      url: URLS.gitweb,
      news: [fixture("gitweb/commit.html")],
      other: ["9ba0dde971e6153a12f94e9c7a7337355ab3d0ed", "9ba0dde971e6153a12f94e9c7a7337355ab3d0ee"],
      // It says "unknown", and that takes back nothing of what the record knows.
      state: "open",
      unheard: { words: ["commit exists"] },
    },
  ],
  jira: [
    {
      url: "https://ixsystems.atlassian.net/browse/NAS-124109",
      news: [fixture("jira/fixed.json")],
      other: { none: "An issue that has moved names another one, too: the next sample is about that" },
      state: "fixed",
      unheard: [fixture("jira/unknown-resolution.json")],
    },
    {
      kind: "issue that has moved",
      url: "https://ixsystems.atlassian.net/browse/NAS-124108",
      news: [movedIssue("fixed"), movedIssue("fixed")],
      other: ["NAS-124108", "NAS-124107"],
      state: "fixed",
      unheard: [movedIssue("fixed"), movedIssue("unknown-resolution")],
    },
  ],
  launchpad: [
    {
      url: URLS.launchpad,
      news: [fixture("launchpad/bug.json"), fixture("launchpad/tasks.released.json")],
      other: ["2034745", "2034746"],
      state: "released",
      unheard: [fixture("launchpad/bug.json"), fixture("launchpad/tasks.unknown-word.json")],
    },
  ],
  osv: [
    {
      url: "https://security-tracker.debian.org/tracker/DSA-3029-1",
      news: [fixture("osv/dsa.json")],
      other: ["DSA-3029-1", "DSA-3029-2"],
      state: "released",
      // Whether a version is named is read from the form of the answer.
      unheard: {
        words: ["fixed version named", "no fixed version named", "withdrawn", "only commits named", "no package named"],
      },
    },
  ],
  xenforo: [
    {
      url: URLS.xenforo,
      news: [fixture("xenforo/solved.html")],
      other: ["133681", "133682"],
      state: "closed",
      unheard: [fixture("xenforo/unknown-prefix.html")],
    },
  ],
};

/** An issue that was NAS-124108 and is TNE-7 now, with its changes. */
function movedIssue(name: string): string {
  const { changelog } = JSON.parse(fixture("jira/moved-changes.json").replaceAll("NAS-124109", "NAS-124108"));
  return JSON.stringify({ ...JSON.parse(fixture(`jira/${name}.json`)), key: "TNE-7", changelog });
}

/** What GitHub's GraphQL API says of the same issue; `null`: what it says of an issue that it cannot show. */
export function graphqlAnswer(reason: string | null): string {
  const facts = {
    ...{ __typename: "Issue", title: "Slow performance with encryption", url: URLS.github },
    ...{ createdAt: "2023-09-07T09:02:49Z", closedAt: "2025-04-28T16:41:45Z", issueState: "CLOSED" },
  };
  return JSON.stringify({ data: { r0: { i0: reason === null ? null : { ...facts, stateReason: reason } } } });
}
