// Our own checks: each on each of its hosts, by the real bash where a sandbox can be made, and as the record has it
// everywhere. The trials with something taken away are the business of `npm run check -- --all`, which CI runs.

import { expect, test } from "vitest";
import { differencesOf } from "../../src/checks/authoring/differences.ts";
import { checkCall } from "../../src/checks/runs/call.ts";
import { readRecords, recordFile } from "../../src/checks/runs/record.ts";
import { recordedOf } from "../../src/checks/runs/recorded.ts";
import { recordedProblems } from "../../src/checks/runs/recorded-problems.ts";
import { trialsOf } from "../../src/checks/runs/trials.ts";
import { runCheck } from "../../src/checks/runs/try.ts";
import { readEverything } from "../../src/site/content.ts";
import { countAtEnd } from "../summary/summary.ts";
import { missing, run } from "./sandbox-here.ts";

const { checks, hosts } = await readEverything(".");
const { records, problems } = await readRecords(".");

test.each(checks)("$id says on every host what its author expects, as recorded", (check) => {
  const recorded = recordedOf(check, hosts, records);

  expect(recorded.lacking).toEqual([]);
  expect(recordedProblems(check, recorded, hosts, checkCall())).toEqual([]);
  expect(recorded.outcomes.map(({ verdict }) => verdict)).toEqual(trialsOf(check).map(([, expected]) => expected));
});

test("the record has a run of each check on each of its hosts, and no other", () => {
  const due = checks.flatMap((check) => trialsOf(check).map(([host]) => recordFile(check.id, host)));
  const kept = [...records].flatMap(([id, runs]) => [...runs.keys()].map((host) => recordFile(id, host)));

  expect(problems).toEqual([]);
  expect(kept.sort()).toEqual(due.sort());
});

test("every check says its reason in one line", () => {
  // On a machine without anything, some ask for a command and can't print what it says.
  const outputs = [...records].flatMap(([id, runs]) =>
    [...runs].filter(([host]) => host !== "empty").map(([host, { stdout }]) => [`${id} on ${host}`, stdout] as const),
  );

  expect(outputs.filter(([, stdout]) => !/^[^\n]+\n$/.test(stdout))).toEqual([]);
});

test("the real bash gives what is recorded", async ({ task }) => {
  const count = checks.flatMap(trialsOf).length;
  if (missing !== undefined) return countAtEnd(task, count, `runs compared with the record only: ${missing}`);

  const outcomes = (await Promise.all(checks.map((check) => runCheck(check, hosts, run)))).flat();

  const differing = outcomes.flatMap((outcome) => {
    const recorded = records.get(outcome.check)?.get(outcome.host);
    const found = recorded === undefined ? [] : differencesOf(outcome.run, recorded, true);
    return found.map(({ what, before, after }) => ({
      run: `${outcome.check} on ${outcome.host}`,
      what,
      before,
      after,
    }));
  });
  expect(differing, "npm run check tells more").toEqual([]);
  expect(outcomes).toHaveLength(count);
  countAtEnd(task, count, "runs of our checks executed");
});
