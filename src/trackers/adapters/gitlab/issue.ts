// GitLab issues: https://docs.gitlab.com/api/issues/#get-a-project-issue
// "Closed" does not say that there was a fix.

import { z } from "zod";
import { Day } from "../../../model/date.ts";
import { answer, readJson, stateOf } from "../../boundary.ts";
import type { Item, StatusTable, UpstreamResponse } from "../../tracker.ts";
import { type Asked, itemUrl, newAddress } from "./address.ts";

export const issueStatuses: StatusTable = {
  opened: "open",
  closed: "closed",
  // The answer names its new place only by an id of the database.
  "closed (moved)": "closed",
  "closed (duplicate)": "duplicate",
};

const Issue = z.object({
  iid: z.number(),
  title: z.string(),
  state: z.string(),
  project_id: z.number(),
  web_url: z.string().nullish(),
  created_at: Day.nullish(),
  closed_at: Day.nullish(),
  moved_to_id: z.number().nullish(),
  _links: z.object({ closed_as_duplicate_of: z.string().nullish() }).nullish(),
});
type Issue = z.infer<typeof Issue>;

/** https://gitlab.com/api/v4/projects/7071551/issues/75 */
const RE_API_ISSUE = /\/projects\/(\d+)\/issues\/([1-9]\d*)$/;

export function issueItem(responses: readonly UpstreamResponse[], asked: Asked): Item {
  const response = answer(responses, 0);
  const issue = readJson(response, Issue);
  const remoteStatus = wordOf(issue);
  const state = stateOf(issueStatuses, remoteStatus, response, asked.instance);
  return {
    ...{ state, remoteStatus, title: issue.title, since: sinceOf(issue) },
    movedTo: newAddress(response, { webUrl: issue.web_url, name: String(issue.iid) }, asked),
    duplicateOf: state === "duplicate" ? originalOf(issue, asked) : undefined,
  };
}

function wordOf({ state, moved_to_id, _links }: Issue): string {
  // A reopened issue keeps both.
  if (state !== "closed") return state;
  if (_links?.closed_as_duplicate_of != null) return "closed (duplicate)";
  return moved_to_id == null ? "closed" : "closed (moved)";
}

/** Old items lack some dates, and a reopened item looks as if it had never been closed. */
function sinceOf({ state, created_at, closed_at }: Issue): Day | undefined {
  return (state === "opened" ? created_at : closed_at) ?? undefined;
}

/** The original is named by its project's number, which is known only for this project. */
function originalOf({ project_id, _links }: Issue, { parts, instance }: Asked): string | undefined {
  const [, project, number] = RE_API_ISSUE.exec(_links?.closed_as_duplicate_of ?? "") ?? [];
  if (number === undefined || project !== String(project_id)) return undefined;
  return itemUrl({ ...parts, name: number }, instance);
}
