// Launchpad bugs: https://api.launchpad.net/devel.html#bug
// A bug has a status per package and series ("bug task"), and none of its own: each task is a target of ours.

import { z } from "zod";
import { Day, dateOrder } from "../../model/date.ts";
import type { Instance } from "../../model/settings.ts";
import type { State } from "../../model/state.ts";
import { summedTargets, sumOfTargets } from "../../model/target.ts";
import { apiOf, pathBelow } from "../address.ts";
import { answer, malformed, movedTo, readJson, stateOf } from "../boundary.ts";
import type { Match, StatusTable, Tracker, UpstreamResponse } from "../tracker.ts";

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

/** The target has no bug, or the bug has no such target; "Won't Fix" leaves one that has it. */
const NOT_CONCERNED = ["Invalid", "Does Not Exist"];

const Bug = z.object({ id: z.number().nullish(), title: z.string(), duplicate_of_link: z.string().nullish() });

const Task = z.object({
  bug_target_name: z.string(),
  self_link: z.string().nullish(),
  status: z.string(),
  date_fix_released: Day.nullish(),
  date_fix_committed: Day.nullish(),
  date_closed: Day.nullish(),
});
type Task = z.infer<typeof Task>;

const Tasks = z.object({ entries: z.array(Task).min(1), next_collection_link: z.string().nullish() });

/** bugs/2034745, ubuntu/+source/linux/+bug/2034745/comments/3 */
const RE_BUG = /^(?:bugs|(.+)\/\+bug)\/(\d+)(?:\/|$)/;
/** The path before +bug/: a project, its series, a distribution's package, that of one of its series. */
const RE_TARGET = /^([\w.+-]+)(?:\/([\w.-]+))?(?:\/\+source\/([\w.+-]+))?$/;
/** Launchpad's own short address: https://pad.lv/2034745 */
const SHORT_HOST = "pad.lv";
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
    "https://pad.lv/2034745",
  ].map((from) => ({ from, url: "https://bugs.launchpad.net/bugs/2034745", label: "LP #2034745" })),

  shortForms: [{ pattern: RE_SHORT, url: ([, number = ""], { web }) => bugUrl(number, web), example: "LP: #2034745" }],

  match(url, instance) {
    const [, owner, number] = RE_BUG.exec(bugPath(url, instance.web) ?? "") ?? [];
    if (number === undefined) return undefined;
    const target = owner === undefined ? undefined : targetAt(owner, number, instance.web);
    return { key: number, url: bugUrl(number, instance.web), label: `LP #${number}`, target };
  },

  locate(key, instance) {
    const headers = { accept: "application/json" };
    const paths = [`bugs/${key}`, `bugs/${key}/bug_tasks?ws.size=${PAGE}`];
    return paths.map((path) => ({ method: "GET", url: new URL(path, apiOf(instance)).href, headers }));
  },

  parse(responses, key, instance) {
    const bug = readJson(answer(responses, 0), Bug);
    if (bug.id != null) movedTo(answer(responses, 0), bugUrl(String(bug.id), instance.web), bugUrl(key, instance.web));
    const tasks = tasksOf(answer(responses, 1), key, instance);
    const targets = tasks.map(({ since, ...target }) => (since === undefined ? target : { ...target, since }));
    const original = /\/bugs\/(\d+)$/.exec(bug.duplicate_of_link ?? "")?.[1];
    const shared = { title: bug.title, remoteStatus: countWords(targets.map((t) => t.remoteStatus)), targets };
    if (original !== undefined) return { ...shared, state: "duplicate", duplicateOf: bugUrl(original, instance.web) };
    return { ...shared, state: sumOfTargets(targets), since: latest(summedTargets(tasks).map((t) => t.since)) };
  },
};

function bugUrl(number: string, web: string): string {
  return new URL(`bugs/${number}`, web).href;
}

/** launchpad.net/bugs/N leads to bugs.launchpad.net/bugs/N, and so does pad.lv/N. */
function bugPath(url: URL, web: string): string | undefined {
  if (url.host === SHORT_HOST && new URL(web).host === "bugs.launchpad.net") return `bugs${url.pathname}`;
  return pathBelow(url, web) ?? pathBelow(url, web.replace("://bugs.", "://"));
}

/**
 * The task that an address is about, by the name that Launchpad gives its target: "linux (Ubuntu)", "linux (Ubuntu
 * Jammy)", "systemd", "firefox/1.0". https://git.launchpad.net/launchpad/tree/lib/lp/bugs/doc/bugtarget.rst
 */
function targetAt(written: string, number: string, web: string): Match["target"] {
  // Launchpad's own names are in lower case, and a task must have one address.
  const owner = written.toLowerCase();
  const [, name, series, source] = RE_TARGET.exec(owner) ?? [];
  if (name === undefined) return undefined;
  const url = new URL(`${owner}/+bug/${number}`, web).href;
  if (source === undefined) return { name: series === undefined ? name : `${name}/${series}`, url };
  const distribution = [name, ...(series === undefined ? [] : [series])].map(capitalised).join(" ");
  return { name: `${source} (${distribution})`, url };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function tasksOf(response: UpstreamResponse, key: string, instance: Instance) {
  const { entries, next_collection_link } = readJson(response, Tasks);
  // Some of the tasks could look better than all of them.
  if (next_collection_link != null) throw malformed(response, `more than ${PAGE} tasks`);
  return entries.map((task) => {
    const number = /\/\+bug\/(\d+)$/.exec(task.self_link ?? "")?.[1] ?? key;
    movedTo(response, bugUrl(number, instance.web), bugUrl(key, instance.web));
    const state = stateOf(statuses, task.status, response, instance);
    const applies = state === "wont-fix" && NOT_CONCERNED.includes(task.status) ? ({ applies: false } as const) : {};
    return { name: task.bug_target_name, state, remoteStatus: task.status, ...applies, since: dateFor(state, task) };
  });
}

/** When a task was settled. For states in between, Launchpad's dates say when they began first, not last. */
function dateFor(state: State, task: Task): Day | undefined {
  if (state === "released") return task.date_fix_released ?? undefined;
  if (state === "fixed") return task.date_fix_committed ?? undefined;
  return state === "closed" || state === "wont-fix" ? (task.date_closed ?? undefined) : undefined;
}

/** The sum of the tasks holds since the last of them was settled; unknown if one date is unknown. */
function latest(dates: readonly (Day | undefined)[]): Day | undefined {
  if (dates.includes(undefined)) return undefined;
  return dates.toSorted((a, b) => dateOrder(a) - dateOrder(b)).at(-1);
}

/** "Fix Released", or "New ×1, Fix Released ×2" if the tasks differ. */
function countWords(words: readonly string[]): string {
  const groups = Object.entries(Object.groupBy(words, (word) => word));
  if (groups.length === 1) return words[0] ?? "";
  return groups.map(([word, same]) => `${word} ×${same?.length}`).join(", ");
}
