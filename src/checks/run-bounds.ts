// What a page, a cache and a reader can bear of one run, whatever the snippet did.

import type { Run } from "../model/check.ts";

/** Far above what a check looks at or asks for. */
const ENTRIES = 500;
const CHARACTERS = 4000;

/** The run with its lists cut to a bearable length; where that took anything, the run says so and is no answer. */
export function bounded(run: Run): Run {
  const lists = { read: run.read, missing: run.missing, looked: run.looked, listed: run.listed, ran: run.ran };
  const cut = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, shortened(list)])) as typeof lists;
  const isCut = Object.values(lists).some(
    (list) => list.length > ENTRIES || list.some((one) => one.length > CHARACTERS),
  );
  const refused = shortened(run.refused);
  return { ...run, ...cut, refused: isCut ? [`too many files and commands (${ENTRIES})`, ...refused] : refused };
}

function shortened(list: readonly string[]): readonly string[] {
  return list.slice(0, ENTRIES).map((one) => one.slice(0, CHARACTERS));
}
