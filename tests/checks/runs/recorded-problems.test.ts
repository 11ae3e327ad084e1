import { describe, expect, test } from "vitest";
import { checkCall } from "../../../src/checks/runs/call.ts";
import type { Records } from "../../../src/checks/runs/record.ts";
import { recordedOf } from "../../../src/checks/runs/recorded.ts";
import { recordedProblems } from "../../../src/checks/runs/recorded-problems.ts";
import type { Check } from "../../../src/model/check.ts";
import type { Host } from "../../../src/model/host.ts";
import { AFFECTED, checkOf, HEALTHY, HOSTS, hostOf, hostsOf } from "../samples.ts";
import { recordsOf, underOlderRules } from "./made-up.ts";

const CHECK = checkOf("grep -q avx /x");
const RECORDS = recordsOf(CHECK, HOSTS);

function problems(check: Check, records: Records, hosts: ReadonlyMap<string, Host> = HOSTS) {
  return recordedProblems(check, recordedOf(check, hosts, records), hosts, "npm run check -- --root kb");
}

describe("recordedProblems()", () => {
  test("has nothing to say of a check that gives what is expected", () => {
    expect(problems(CHECK, RECORDS)).toEqual([]);
  });

  const third = hostsOf(HEALTHY, AFFECTED, hostOf("third"));

  test.each([
    ["never tested", CHECK, new Map(), HOSTS, 'check "zfs-avx" was never tested'],
    ["changed", checkOf(":"), RECORDS, HOSTS, 'check "zfs-avx" has changed since its last run'],
    [
      "one host more",
      { ...CHECK, ok: ["healthy", "third"] },
      RECORDS,
      third,
      'check "zfs-avx" was never tested on "third"',
    ],
    [
      "edited",
      CHECK,
      recordsOf(CHECK, HOSTS, (run) => ({ ...run, exit: 0 })),
      HOSTS,
      'the record of check "zfs-avx" was edited by hand: "affected", "empty"',
    ],
  ])("tells that it was %s, and publishes the page all the same", (_, check, records, hosts, what) => {
    expect(problems(check, records, hosts)).toEqual([
      {
        ...{ kind: "problem", place: CHECK.place, what, withholds: "nothing" },
        remedy: "Run it, and commit the records: npm run check -- --root kb zfs-avx --update",
      },
    ]);
  });

  test("holds what is recorded against what the author expects, and withholds the page", () => {
    const found = problems({ ...CHECK, ok: [], affected: ["healthy", "affected"] }, RECORDS);

    expect(found.map(({ kind, what, withholds }) => [kind, what, withholds])).toMatchInlineSnapshot(`
      [
        [
          "problem",
          "check "zfs-avx" says OK on test host "healthy", expected AFFECTED",
          undefined,
        ],
        [
          "advice",
          "check "zfs-avx" is tested on 2 test hosts, but on none that is ok",
          undefined,
        ],
      ]
    `);
  });

  test("advises to try again what older rules were content with", () => {
    const older = recordedOf(CHECK, HOSTS, recordsOf(CHECK, HOSTS, underOlderRules));

    expect(
      recordedProblems(CHECK, older, HOSTS, checkCall()).map(({ kind, what, remedy }) => [kind, what, remedy]),
    ).toEqual([
      [
        "advice",
        'check "zfs-avx" was recorded under older rules',
        "Test it under the current rules: npm run check -- zfs-avx --update",
      ],
    ]);
  });
});
