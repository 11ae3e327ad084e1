// Gitea and Forgejo issues and pull requests: https://docs.gitea.com/api/ and https://codeberg.org/api/swagger
// There is no reason for closing, so that a closed issue says nothing of a fix.

import { z } from "zod";
import { Day } from "../../model/date.ts";
import type { Instance } from "../../model/settings.ts";
import { pathBelow } from "../address.ts";
import { answer, readJson, stateOf } from "../boundary.ts";
import type { StatusTable, Tracker } from "../tracker.ts";

const statuses: StatusTable = {
  open: "open",
  closed: "closed",
  "draft pull request": "in-progress",
  "open pull request": "in-progress",
  "merged pull request": "fixed",
  "closed pull request": "closed",
};

const Issue = z.object({
  title: z.string(),
  state: z.string(),
  html_url: z.string().nullish(),
  created_at: Day.nullish(),
  closed_at: Day.nullish(),
  pull_request: z
    .object({
      merged: z.boolean().nullish(),
      merged_at: Day.nullish(),
      // Gitea has it since 1.22.
      draft: z.boolean().nullish(),
    })
    .nullish(),
});
type Issue = z.infer<typeof Issue>;

/** forgejo/forgejo/issues/1017, forgejo/forgejo/pulls/2000/files */
const RE_ITEM = /^([\w.-]+)\/([\w.-]+)\/(?:issues|pulls)\/([1-9]\d{0,9})(?:\/|$)/;

export const gitea: Tracker = {
  name: "gitea",
  title: "Gitea",
  instances: [{ web: "https://codeberg.org/" }],
  statuses,
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
  ],
  // https://docs.gitea.com/development/api-usage#authentication
  authorization: (token) => ["authorization", `token ${token}`],

  match(url, instance) {
    const [, owner, repo, number] = RE_ITEM.exec(pathBelow(url, instance.web) ?? "") ?? [];
    if (number === undefined) return undefined;
    // Gitea ignores case in names; an item must have one address, so it is the lower-case one.
    const container = `${owner}/${repo}`.toLowerCase();
    // The issues endpoint answers for pull requests too, and the page at issues/ leads on to pulls/.
    const key = `${container}/issues/${number}`;
    return { key, url: new URL(key, instance.web).href, label: `${owner}/${repo}#${number}`, container };
  },

  locate(key, instance) {
    const api = instance.api ?? new URL("api/v1/", instance.web).href;
    return [{ method: "GET", url: new URL(`repos/${key}`, api).href, headers: { accept: "application/json" } }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const issue = readJson(response, Issue);
    const remoteStatus = wordOf(issue);
    return {
      state: stateOf(statuses, remoteStatus, response, instance),
      remoteStatus,
      title: issue.title,
      since: sinceOf(issue),
      movedTo: movedTo(issue, key, instance),
    };
  },
};

function wordOf({ state, pull_request }: Issue): string {
  if (pull_request == null) return state;
  if (pull_request.merged) return "merged pull request";
  return `${pull_request.draft && state === "open" ? "draft" : state} pull request`;
}

/** An issue that was opened again looks as if it had never been closed. */
function sinceOf({ state, created_at, closed_at, pull_request }: Issue): Day | undefined {
  return pull_request?.merged_at ?? (state === "open" ? created_at : closed_at) ?? undefined;
}

/** A repository that was renamed still answers under its old name, with its new address. */
function movedTo({ html_url }: Issue, key: string, instance: Instance): string | undefined {
  const url = URL.parse(html_url ?? "");
  const now = url === null ? undefined : gitea.match(url, instance);
  return now?.key === key ? undefined : now?.url;
}
