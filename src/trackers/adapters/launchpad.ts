// Launchpad bugs: https://api.launchpad.net/devel.html#bug
// A bug has a status per package and series ("bug task"), and none of its own: each task is a target of ours.

import { z } from "zod";
import { Day, dateOrder } from "../../model/date.ts";
import type { Instance } from "../../model/settings.ts";
import type { State } from "../../model/state.ts";
import { sumOfTargets } from "../../model/target.ts";
import { apiOf, pathBelow } from "../address.ts";
import { answer, malformed, readJson, stateOf } from "../boundary.ts";
import type { StatusTable, Tracker, UpstreamResponse } from "../tracker.ts";

const statuses: StatusTable = {
  // The status of a bug that is watched elsewhere and could not be read there.
  Unknown: "unknown",
  New: "open",
  Incomplete: "open",
  Confirmed: "open",
  Triaged: "open",
  Deferred: "open",
  "In Progress": "in-progress",
  "Won't Fix": "wont-fix",
  Invalid: "wont-fix",
  Opinion: "wont-fix",
  // The package is not part of that series.
  "Does Not Exist": "wont-fix",
  Expired: "closed",
  "Fix Committed": "fixed",
  "Fix Released": "released",
};

const Bug = z.object({ title: z.string(), duplicate_of_link: z.string().nullish() });

const Task = z.object({
  bug_target_name: z.string(),
  status: z.string(),
  date_fix_released: Day.nullish(),
  date_fix_committed: Day.nullish(),
  date_closed: Day.nullish(),
});
type Task = z.infer<typeof Task>;

const Tasks = z.object({ entries: z.array(Task).min(1), next_collection_link: z.string().nullish() });

/** bugs/2034745, ubuntu/+source/linux/+bug/2034745/comments/3 */
const RE_BUG = /^(?:bugs|.+\/\+bug)\/(\d+)(?:\/|$)/;
/** LP: #2034745, as in Debian changelogs and commit messages; also LP #2034745 and LP:#2034745. */
const RE_SHORT = /(?<![\p{L}\p{N}_/\\.@:#~%=&?+-])LP:? ?#([1-9]\d*)(?![\p{L}\p{N}_/]|[-.][\p{L}\p{N}])/gu;
/** The largest page that Launchpad gives; kernel bugs have a hundred tasks, and its default is 75. */
const PAGE = 300;

export const launchpad: Tracker = {
  name: "launchpad",
  title: "Launchpad",
  instances: [{ web: "https://bugs.launchpad.net/", api: "https://api.launchpad.net/devel/" }],
  statuses,
  examples: [
    "https://bugs.launchpad.net/bugs/2034745",
    "https://bugs.launchpad.net/ubuntu/+source/linux/+bug/2034745",
    "https://launchpad.net/bugs/2034745",
  ].map((from) => ({ from, url: "https://bugs.launchpad.net/bugs/2034745", label: "LP #2034745" })),

  shortForms: [{ pattern: RE_SHORT, url: ([, number = ""], { web }) => bugUrl(number, web), example: "LP: #2034745" }],

  match(url, instance) {
    // launchpad.net/bugs/N leads to bugs.launchpad.net/bugs/N.
    const path = pathBelow(url, instance.web) ?? pathBelow(url, instance.web.replace("://bugs.", "://"));
    const number = RE_BUG.exec(path ?? "")?.[1];
    if (number === undefined) return undefined;
    return { key: number, url: bugUrl(number, instance.web), label: `LP #${number}` };
  },

  locate(key, instance) {
    const headers = { accept: "application/json" };
    const paths = [`bugs/${key}`, `bugs/${key}/bug_tasks?ws.size=${PAGE}`];
    return paths.map((path) => ({ method: "GET", url: new URL(path, apiOf(instance)).href, headers }));
  },

  parse(responses, _key, instance) {
    const bug = readJson(answer(responses, 0), Bug);
    const tasks = tasksOf(answer(responses, 1), instance);
    const targets = tasks.map(({ since, ...target }) => (since === undefined ? target : { ...target, since }));
    const original = /\/bugs\/(\d+)$/.exec(bug.duplicate_of_link ?? "")?.[1];
    const shared = { title: bug.title, remoteStatus: countWords(targets.map((t) => t.remoteStatus)), targets };
    if (original !== undefined) return { ...shared, state: "duplicate", duplicateOf: bugUrl(original, instance.web) };
    return { ...shared, state: sumOfTargets(targets), since: latest(tasks.map((t) => t.since)) };
  },
};

function bugUrl(number: string, web: string): string {
  return new URL(`bugs/${number}`, web).href;
}

function tasksOf(response: UpstreamResponse, instance: Instance) {
  const { entries, next_collection_link } = readJson(response, Tasks);
  // A part of the tasks could look better than the whole.
  if (next_collection_link != null) throw malformed(response, `more than ${PAGE} tasks`);
  return entries.map((task) => {
    const state = stateOf(statuses, task.status, response, instance);
    return { name: task.bug_target_name, state, remoteStatus: task.status, since: dateFor(state, task) };
  });
}

/** When a task came to rest. For states in between, Launchpad's dates say when they were entered first, not last. */
function dateFor(state: State, task: Task): Day | undefined {
  if (state === "released") return task.date_fix_released ?? undefined;
  if (state === "fixed") return task.date_fix_committed ?? undefined;
  return state === "closed" || state === "wont-fix" ? (task.date_closed ?? undefined) : undefined;
}

/** The sum of the tasks holds since the last of them came to rest; unknown as soon as one date is. */
function latest(dates: readonly (Day | undefined)[]): Day | undefined {
  if (dates.includes(undefined)) return undefined;
  return dates.toSorted((a, b) => dateOrder(a) - dateOrder(b)).at(-1);
}

/** "Fix Released", or "New ×1, Fix Released ×2" where the tasks differ. */
function countWords(words: readonly string[]): string {
  const groups = Object.entries(Object.groupBy(words, (word) => word));
  if (groups.length === 1) return words[0] ?? "";
  return groups.map(([word, same]) => `${word} ×${same?.length}`).join(", ");
}
