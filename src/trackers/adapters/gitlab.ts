// GitLab: issues, merge requests, commits, releases and tags. https://docs.gitlab.com/api/rest/
// Nothing here says that a change is a fix; the tags that contain its commit say that a release has it.

import { pathBelow } from "../address.ts";
import { type ItemKind, labelOf } from "../repository-items.ts";
import type { Tracker } from "../tracker.ts";
import { itemUrl, type Kind, keyOf, keyParts, partsOf, requestBelow } from "./gitlab/address.ts";
import { commitItem, commitStatuses, nextOfCommit } from "./gitlab/commit.ts";
import { issueItem, issueStatuses } from "./gitlab/issue.ts";
import { mergeRequestItem, mergeRequestStatuses, nextOfMergeRequest } from "./gitlab/merge-request.ts";
import { nextOfTag, releaseItem, releaseStatuses, tagItem } from "./gitlab/release.ts";

const KINDS: Readonly<Record<Kind, ItemKind<Kind>>> = {
  issues: { path: (number) => `/issues/${number}`, best: "closed", parse: issueItem },
  merge_requests: {
    ...{ path: (number) => `/merge_requests/${number}` },
    ...{ next: nextOfMergeRequest, parse: mergeRequestItem },
  },
  commit: {
    ...{ path: (sha) => `/repository/commits/${sha}?stats=false` },
    ...{ next: nextOfCommit, parse: commitItem },
  },
  releases: { path: (tag) => `/releases/${encodeURIComponent(tag)}`, parse: releaseItem },
  tags: { path: (tag) => `/repository/tags/${encodeURIComponent(tag)}`, next: nextOfTag, parse: tagItem },
};

export const gitlab: Tracker = {
  name: "gitlab",
  title: "GitLab",
  instances: [
    { web: "https://gitlab.com/", token: "GITLAB_TOKEN" },
    { web: "https://gitlab.freedesktop.org/" },
    { web: "https://gitlab.gnome.org/" },
    { web: "https://salsa.debian.org/" },
  ],
  statuses: { ...issueStatuses, ...mergeRequestStatuses, ...commitStatuses, ...releaseStatuses },
  examples: [
    {
      from: "https://gitlab.freedesktop.org/drm/amd/-/issues/2068?sort=created_date#note_1515432",
      url: "https://gitlab.freedesktop.org/drm/amd/-/issues/2068",
      label: "drm/amd#2068",
    },
    {
      from: "https://gitlab.com/gitlab-com/gl-infra/Production/-/work_items/7010",
      url: "https://gitlab.com/gitlab-com/gl-infra/production/-/issues/7010",
      label: "gitlab-com/gl-infra/Production#7010",
    },
    {
      from: "https://salsa.debian.org/kernel-team/linux/merge_requests/34/diffs",
      url: "https://salsa.debian.org/kernel-team/linux/-/merge_requests/34",
      label: "kernel-team/linux!34",
    },
    {
      from: "https://gitlab.gnome.org/GNOME/glib/-/commit/20540A9F.patch",
      url: "https://gitlab.gnome.org/gnome/glib/-/commit/20540a9f",
      label: "GNOME/glib@20540a9",
    },
    ...["releases", "tags"].map((kind) => ({
      from: `https://gitlab.gnome.org/GNOME/glib/-/${kind}/2.78.0`,
      url: `https://gitlab.gnome.org/gnome/glib/-/${kind}/2.78.0`,
      label: "GNOME/glib 2.78.0",
    })),
  ],
  // https://docs.gitlab.com/api/rest/authentication/
  authorization: (token) => ["private-token", token],

  match(url, instance) {
    const parts = partsOf(pathBelow(url, instance.web) ?? "");
    if (parts === undefined) return undefined;
    const { path, kind } = parts;
    return {
      ...{ key: keyOf(parts), url: itemUrl(parts, instance), label: labelOf(parts), best: KINDS[kind].best },
      // Single issues may be confidential, so a readable neighbour proves nothing; and a project may show its merge
      // requests, but not its releases.
      container: kind === "issues" ? undefined : `${path.toLowerCase()}/${kind}`,
      ...((kind === "merge_requests" || kind === "commit") && { isChange: true }),
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
