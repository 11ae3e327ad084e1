// Gitea and Forgejo: issues, pull requests, commits, releases and tags. https://docs.gitea.com/api/ and
// https://codeberg.org/api/swagger
// Nothing here says that a change is a fix, or which release has it.

import { pathBelow } from "../address.ts";
import { PLACES } from "../changes.ts";
import { type ItemKind, labelOf } from "../repository-items.ts";
import type { Tracker } from "../tracker.ts";
import { itemUrl, type Kind, keyOf, keyParts, partsOf, requestBelow } from "./gitea/address.ts";
import { BRIEF, commitItem, nextOfCommit } from "./gitea/commit.ts";
import { issueItem, issueStatuses, nextOfIssue } from "./gitea/issue.ts";
import { nextOfTag, releaseItem, releaseStatuses, tagItem } from "./gitea/release.ts";

const KINDS: Readonly<Record<Kind, ItemKind<Kind>>> = {
  issues: {
    ...{ path: (number) => `/issues/${number}`, best: "merged" },
    ...{ next: nextOfIssue, parse: issueItem },
  },
  commit: {
    ...{ path: (sha) => `/git/commits/${sha}?${BRIEF}`, best: "merged" },
    ...{ next: nextOfCommit, parse: commitItem },
  },
  releases: { path: (tag) => `/releases/tags/${encodeURIComponent(tag)}`, parse: releaseItem },
  tags: { path: (tag) => `/tags/${encodeURIComponent(tag)}`, next: nextOfTag, parse: tagItem },
};

export const gitea: Tracker = {
  name: "gitea",
  title: "Gitea",
  instances: [{ web: "https://codeberg.org/" }, { web: "https://gitea.com/" }],
  statuses: { ...issueStatuses, ...PLACES, ...releaseStatuses },
  examples: [
    {
      from: "https://codeberg.org/forgejo/forgejo/issues/1017#issuecomment-951201",
      url: "https://codeberg.org/forgejo/forgejo/issues/1017",
      label: "forgejo/forgejo#1017",
    },
    {
      from: "https://codeberg.org/Codeberg/pages-server/pulls/214/files",
      url: "https://codeberg.org/codeberg/pages-server/issues/214",
      label: "Codeberg/pages-server#214",
    },
    {
      from: "https://codeberg.org/forgejo/forgejo/commit/4D0E74A1.diff",
      url: "https://codeberg.org/forgejo/forgejo/commit/4d0e74a1",
      label: "forgejo/forgejo@4d0e74a",
    },
    ...["releases/tag", "src/tag"].map((path) => ({
      from: `https://gitea.com/Gitea/tea/${path}/v0.10.1`,
      url: `https://gitea.com/gitea/tea/${path}/v0.10.1`,
      label: "Gitea/tea v0.10.1",
    })),
  ],
  // https://docs.gitea.com/development/api-usage#authentication
  authorization: (token) => ["authorization", `token ${token}`],

  match(url, instance) {
    const parts = partsOf(pathBelow(url, instance.web) ?? "");
    if (parts === undefined) return undefined;
    const { path, kind } = parts;
    return {
      ...{ key: keyOf(parts), url: itemUrl(parts, instance), label: labelOf(parts), best: KINDS[kind].best },
      // Each part of a repository may be hidden separately.
      container: `${path.toLowerCase()}/${kind}`,
      ...(kind === "commit" && { isChange: true }),
    };
  },

  locate(key, instance) {
    const parts = keyParts(key);
    return [requestBelow(KINDS[parts.kind].path(parts.name), { parts, instance })];
  },

  next(responses, key, instance) {
    const parts = keyParts(key);
    return KINDS[parts.kind].next?.(responses, { parts, instance });
  },

  parse(responses, key, instance) {
    const parts = keyParts(key);
    return KINDS[parts.kind].parse(responses, { parts, instance });
  },
};
