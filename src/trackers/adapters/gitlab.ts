// GitLab issues and merge requests: https://docs.gitlab.com/api/issues/#get-a-project-issue and
// https://docs.gitlab.com/api/merge_requests/#retrieve-a-merge-request
// "Closed" does not say that there was a fix, and nothing here says that one was released.

import { z } from "zod";
import { Day } from "../../model/date.ts";
import type { Instance } from "../../model/settings.ts";
import { pathBelow } from "../address.ts";
import { answer, readJson, stateOf } from "../boundary.ts";
import type { StatusTable, Tracker } from "../tracker.ts";

const statuses: StatusTable = {
  opened: "open",
  closed: "closed",
  // Where it went, the answer tells by an id of the database only.
  "closed (moved)": "closed",
  "closed (duplicate)": "duplicate",
  "opened merge request": "in-progress",
  "draft merge request": "in-progress",
  // Locked for as long as the merge itself takes.
  "locked merge request": "in-progress",
  "merged merge request": "fixed",
  "closed merge request": "closed",
};

const Answer = z.object({
  title: z.string(),
  state: z.string(),
  project_id: z.number(),
  web_url: z.string().nullish(),
  created_at: Day.nullish(),
  closed_at: Day.nullish(),
  merged_at: Day.nullish(),
  draft: z.boolean().nullish(),
  moved_to_id: z.number().nullish(),
  _links: z.object({ closed_as_duplicate_of: z.string().nullish() }).nullish(),
});
type Answer = z.infer<typeof Answer>;

type Parts = {
  /** The project with its groups: "drm/amd". */
  readonly path: string;
  readonly kind: "issues" | "merge_requests";
  readonly number: string;
};

/** One name of a path; never "." or "..", which would climb. */
const NAME = String.raw`(?!\.\.?/)[\w.][\w.-]*`;
/**
 * drm/amd/-/issues/2068, fdroid/fdroiddata/merge_requests/1/diffs, a/b/c/-/work_items/5; also a key. Below api/ and
 * groups/ there are no projects. Every issue is a work item of the same number.
 */
const RE_ITEM = new RegExp(
  `^(?!(?:api|groups)/)(${NAME}(?:/${NAME})+?)/(?:-/)?` +
    String.raw`(?:(merge_requests)|issues(?:/incident)?|work_items)/([1-9]\d{0,9})(?:/|$)`,
);

/** https://gitlab.com/api/v4/projects/7071551/issues/75 */
const RE_API_ISSUE = /\/projects\/(\d+)\/issues\/([1-9]\d*)$/;

export const gitlab: Tracker = {
  name: "gitlab",
  title: "GitLab",
  instances: [
    { web: "https://gitlab.com/", token: "GITLAB_TOKEN" },
    { web: "https://gitlab.freedesktop.org/" },
    { web: "https://salsa.debian.org/" },
  ],
  statuses,
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
  ],
  // https://docs.gitlab.com/api/rest/authentication/
  authorization: (token) => ["private-token", token],

  match(url, instance) {
    const parts = partsOf(pathBelow(url, instance.web) ?? "");
    if (parts === undefined) return undefined;
    const { path, kind, number } = parts;
    return {
      key: `${path}/${kind}/${number}`,
      url: itemUrl(parts, instance),
      label: `${path}${kind === "issues" ? "#" : "!"}${number}`,
      // Single issues may be confidential, so that a readable neighbour proves nothing.
      container: kind === "issues" ? undefined : path.toLowerCase(),
    };
  },

  locate(key, instance) {
    const { path, kind, number } = keyParts(key);
    const api = instance.api ?? new URL("api/v4/", instance.web).href;
    // With its slashes encoded the whole path is one segment, which cannot climb out of projects/.
    const url = new URL(`projects/${encodeURIComponent(path)}/${kind}/${number}`, api).href;
    return [{ method: "GET", url, headers: { accept: "application/json" } }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const item = readJson(response, Answer);
    const parts = keyParts(key);
    const remoteStatus = wordOf(item, parts.kind);
    const state = stateOf(statuses, remoteStatus, response, instance);
    const shared = {
      state,
      remoteStatus,
      title: item.title,
      since: sinceOf(item),
      movedTo: movedTo(item, key, instance),
    };
    return state === "duplicate" ? { ...shared, duplicateOf: originalOf(item, parts, instance) } : shared;
  },
};

function partsOf(text: string): Parts | undefined {
  const [, path, kind, number] = RE_ITEM.exec(text) ?? [];
  if (path === undefined || number === undefined) return undefined;
  return { path, kind: kind === undefined ? "issues" : "merge_requests", number };
}

function keyParts(key: string): Parts {
  const parts = partsOf(key);
  if (parts === undefined) throw new RangeError(`Expected a key such as "group/project/issues/1", got "${key}"`);
  return parts;
}

/** GitLab ignores case in paths; an item must have one address, so it is the lower-case one. */
function itemUrl({ path, kind, number }: Parts, { web }: Instance): string {
  return new URL(`${path.toLowerCase()}/-/${kind}/${number}`, web).href;
}

function wordOf({ state, draft, moved_to_id, _links }: Answer, kind: Parts["kind"]): string {
  if (kind === "merge_requests") return `${draft && state === "opened" ? "draft" : state} merge request`;
  // An issue that was opened again keeps both.
  if (state !== "closed") return state;
  if (_links?.closed_as_duplicate_of != null) return "closed (duplicate)";
  return moved_to_id == null ? "closed" : "closed (moved)";
}

/** Old items lack some dates, and an item that was opened again looks as if it had never been closed. */
function sinceOf({ state, created_at, closed_at, merged_at }: Answer): Day | undefined {
  if (state === "opened") return created_at ?? undefined;
  return (state === "closed" ? closed_at : merged_at) ?? undefined;
}

/** A project that was renamed or moved still answers under its old path, with its new address. */
function movedTo({ web_url }: Answer, key: string, instance: Instance): string | undefined {
  const url = URL.parse(web_url ?? "");
  const now = url === null ? undefined : gitlab.match(url, instance)?.url;
  return now === itemUrl(keyParts(key), instance) ? undefined : now;
}

/** The original is told by its project's number, which is known for this project only. */
function originalOf({ project_id, _links }: Answer, { path }: Parts, instance: Instance): string | undefined {
  const [, project, number] = RE_API_ISSUE.exec(_links?.closed_as_duplicate_of ?? "") ?? [];
  if (number === undefined || project !== String(project_id)) return undefined;
  return itemUrl({ path, kind: "issues", number }, instance);
}
