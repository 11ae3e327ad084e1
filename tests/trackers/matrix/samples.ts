// For each tracker one item, and what its system says of it: news, and a word that nobody has seen before. Together with
// the faults of matrix.ts it makes the matrix of every tracker by everything that can go wrong.

import type { State } from "../../../src/model/state.ts";
import { fixture, URLS } from "../samples.ts";

export type Sample = {
  /** As an author writes it, at a well-known instance. */
  readonly url: string;
  /** A good answer to each request of `locate`. */
  readonly news: readonly string[];
  /** What these say; never "open", because that is what the record knows. */
  readonly state: State;
  /**
   * The same with a status word that no table lists. Where the system has no status words, `words` are all that the
   * adapter makes of its answers: a further one in its table would be upstream's, and need an answer here.
   */
  readonly unheard: readonly string[] | { readonly words: readonly string[] };
};

export const SAMPLES: Readonly<Record<string, Sample>> = {
  bugzilla: {
    url: "https://bugzilla.kernel.org/show_bug.cgi?id=217818",
    news: [fixture("bugzilla/fixed.json")],
    state: "fixed",
    unheard: [fixture("bugzilla/unknown-status.json")],
  },
  changelog: {
    url: "https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/linux_5.15.0-88.98/changelog#:~:text=LP:%20%232034745",
    news: [fixture("changelog/ubuntu.txt")],
    state: "released",
    unheard: { words: ["named", "named and taken back", "named in an unreleased version", "not named yet"] },
  },
  debbugs: {
    url: "https://bugs.debian.org/929557",
    news: [fixture("debbugs/released.xml")],
    state: "released",
    unheard: [fixture("debbugs/unknown-word.xml")],
  },
  discourse: {
    url: "https://discourse.ubuntu.com/t/zfs-encryption-is-slow/39341/4",
    news: [fixture("discourse/solved.json")],
    state: "closed",
    // What it has are switches, each either on or off.
    unheard: { words: ["open", "solved", "closed", "archived"] },
  },
  gitea: {
    url: "https://codeberg.org/forgejo/forgejo/issues/1017",
    news: [fixture("gitea/closed.json")],
    state: "closed",
    unheard: [fixture("gitea/unknown-word.json")],
  },
  github: {
    url: URLS.github,
    news: [fixture("github/closed-completed.json")],
    state: "closed",
    unheard: [fixture("github/unknown-reason.json")],
  },
  gitlab: {
    url: "https://gitlab.freedesktop.org/drm/amd/-/issues/2068",
    news: [fixture("gitlab/closed.json")],
    state: "closed",
    unheard: [fixture("gitlab/unknown-word.json")],
  },
  gitweb: {
    url: URLS.gitweb,
    news: [fixture("gitweb/commit.html")],
    state: "fixed",
    unheard: { words: ["commit exists"] },
  },
  jira: {
    url: "https://ixsystems.atlassian.net/browse/NAS-124109",
    news: [fixture("jira/fixed.json")],
    state: "fixed",
    unheard: [fixture("jira/unknown-resolution.json")],
  },
  launchpad: {
    url: URLS.launchpad,
    news: [fixture("launchpad/bug.json"), fixture("launchpad/tasks.released.json")],
    state: "released",
    unheard: [fixture("launchpad/bug.json"), fixture("launchpad/tasks.unknown-word.json")],
  },
  xenforo: {
    url: URLS.xenforo,
    news: [fixture("xenforo/solved.html")],
    state: "closed",
    unheard: [fixture("xenforo/unknown-prefix.html")],
  },
};

/** What GitHub's GraphQL API says of the same issue; `null`: what it says of an issue that it cannot show. */
export function graphqlAnswer(reason: string | null): string {
  const facts = {
    ...{ __typename: "Issue", title: "Slow performance with encryption", url: URLS.github },
    ...{ createdAt: "2023-09-07T09:02:49Z", closedAt: "2025-04-28T16:41:45Z", issueState: "CLOSED" },
  };
  return JSON.stringify({ data: { r0: { i0: reason === null ? null : { ...facts, stateReason: reason } } } });
}
