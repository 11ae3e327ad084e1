// For each tracker one item, and what its system says of it: news, and a word that nobody has seen before. Together with
// the faults of matrix.ts it makes the matrix of every tracker by everything that can go wrong.

import type { State } from "../../src/model/state.ts";
import { fixture, URLS } from "./samples.ts";

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

const CHANGELOG = `linux (5.15.0-89.99) jammy; urgency=medium

  * Jammy update: v5.15.117 upstream stable release (LP: #2035166)
    - ata: libata-scsi: Use correct device no in ata_find_dev()

 -- Roxana Nicolescu <roxana.nicolescu@canonical.com>  Mon, 30 Oct 2023 10:31:17 +0100

linux (5.15.0-88.98) jammy; urgency=medium

  * [regression] Unable to initialize SGX enclaves with XFRM other than 3
    (LP: #2034745)
    - x86/fpu: Set X86_FEATURE_OSXSAVE feature after enabling OSXSAVE in CR4

 -- Stefan Bader <stefan.bader@canonical.com>  Mon, 02 Oct 2023 17:21:40 +0200
`;

/** https://wiki.debian.org/DebbugsSoapInterface; \`pending\` stands in the middle, as the order of fields is by chance. */
const debbugsAnswer = (pending: string) => `<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"
  xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body>
<get_statusResponse xmlns="Debbugs/SOAP"><s-gensym3 xsi:type="apachens:Map"><item><key xsi:type="xsd:int">929557</key>
<value><subject xsi:type="xsd:string">linux-image-4.19: AES-NI of no use to ZFS</subject>
<package xsi:type="xsd:string">src:linux</package>
<tags xsi:type="xsd:string">upstream</tags>
<pending xsi:type="xsd:string">${pending}</pending>
<log_modified xsi:type="xsd:int">1559736921</log_modified>
<fixed_versions><item xsi:type="xsd:string">linux/5.10.1-1</item></fixed_versions>
<done xsi:type="xsd:string">Ben Hutchings &lt;benh@debian.org&gt;</done>
</value></item></s-gensym3></get_statusResponse></soap:Body></soap:Envelope>
`;

/** https://docs.discourse.org/#tag/Topics/operation/getTopic */
const DISCOURSE = {
  ...{ id: 123, title: "Containers lose their network", posts_count: 4, archetype: "regular", visible: true },
  ...{ closed: false, archived: false, accepted_answer: { post_number: 3, username: "reader" } },
};

/** https://docs.atlassian.com/software/jira/docs/api/REST/9.17.0/#api/2/issue-getIssue */
const jiraAnswer = (resolution: string) => ({
  key: "NAS-124109",
  fields: {
    summary: "Merge v6.1.50 to add support for AVX extensions",
    status: { name: "Done", statusCategory: { key: "done" } },
    resolution: { name: resolution },
    resolutiondate: "2023-09-20T14:30:17.000+0000",
    fixVersions: [],
    issuelinks: [],
  },
});

export const SAMPLES: Readonly<Record<string, Sample>> = {
  bugzilla: {
    url: "https://bugzilla.kernel.org/show_bug.cgi?id=217818",
    news: [fixture("bugzilla/fixed.json")],
    state: "fixed",
    unheard: [fixture("bugzilla/unknown-status.json")],
  },
  changelog: {
    url: "https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/linux_5.15.0-89.99/changelog#:~:text=LP:%20%232034745",
    news: [CHANGELOG],
    state: "released",
    unheard: { words: ["named", "named in an unreleased version", "not named yet"] },
  },
  debbugs: {
    url: "https://bugs.debian.org/929557",
    news: [debbugsAnswer("done")],
    state: "released",
    unheard: [debbugsAnswer("parked")],
  },
  discourse: {
    url: "https://discourse.ubuntu.com/t/some-words/123/4",
    news: [JSON.stringify(DISCOURSE)],
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
    news: [JSON.stringify(jiraAnswer("Fixed"))],
    state: "fixed",
    unheard: [JSON.stringify(jiraAnswer("Parked"))],
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
