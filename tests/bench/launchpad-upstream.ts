// Launchpad for the bench: a bug of 3 kB and its tasks of 2 to 6 kB. https://api.launchpad.net/devel.html#bug

import { filler, paddedJson, pick } from "./filler.ts";
import type { Answering } from "./upstream.ts";

const FIRST_NUMBER = 2_000_000;
const BUG_BYTES = 3_000;
const TASK_BYTES = 1_900;

/** Half of the bugs are not settled: a fix that is committed waits for its release. */
const STATUSES: readonly [string, ...string[]] = [
  "New",
  "Confirmed",
  "In Progress",
  "Fix Committed",
  "Fix Released",
  "Fix Released",
  "Won't Fix",
  "Expired",
];
const SERIES = ["linux (Ubuntu)", "linux (Ubuntu Jammy)", "linux (Ubuntu Noble)"];

/** Addresses of bugs. */
export function launchpadUrls(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `https://bugs.launchpad.net/bugs/${FIRST_NUMBER + i}`);
}

/** Answers for a bug, and for its tasks. */
export const answerLaunchpad: Answering = ({ path }) => {
  const [, number, tasks] = /^\/bugs\/(\d+)(\/bug_tasks\?ws\.size=300)?$/.exec(path) ?? [];
  if (number === undefined) return undefined;
  return { body: tasks === undefined ? bug(number) : tasksOf(Number(number)) };
};

function bug(number: string): string {
  const title = `Regression of encrypted datasets after an update, case ${number}`;
  return paddedJson(
    { id: Number(number), title, duplicate_of_link: null, heat: 12, tags: [] },
    "description",
    BUG_BYTES,
  );
}

function tasksOf(number: number): string {
  const status = pick(STATUSES, number);
  const date = "2025-06-01T09:00:00.123456+00:00";
  const entries = SERIES.slice(0, 1 + (number % SERIES.length)).map((name) => ({
    ...{ bug_target_name: name, status, importance: "High", title: filler(100), links: filler(TASK_BYTES - 400) },
    ...{ date_fix_released: date, date_fix_committed: date, date_closed: date },
  }));
  return JSON.stringify({ start: 0, total_size: entries.length, entries });
}
