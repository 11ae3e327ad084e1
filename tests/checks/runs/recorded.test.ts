import { expect, test } from "vitest";
import type { Records } from "../../../src/checks/runs/record.ts";
import { recordedOf, type TriedState } from "../../../src/checks/runs/recorded.ts";
import type { Check } from "../../../src/model/check.ts";
import { EMPTY_HOST, type Host } from "../../../src/model/host.ts";
import { AFFECTED, checkOf, HEALTHY, HOSTS, hostOf, hostsOf } from "../samples.ts";
import { recordedRun, recordsOf, sumUp, underOlderRules } from "./made-up.ts";

const CHECK = checkOf("grep -q avx /x");
const RECORDS = recordsOf(CHECK, HOSTS);

test("recordedOf() gives the outcomes of a check that is recorded as it is", () => {
  const { outcomes, ...rest } = recordedOf(CHECK, HOSTS, RECORDS);

  expect(outcomes.map(({ check, host, expected, verdict }) => [check, host, expected, verdict])).toEqual([
    ["zfs-avx", "healthy", "ok", "ok"],
    ["zfs-avx", "affected", "affected", "affected"],
    ["zfs-avx", "empty", "unknown", "unknown"],
  ]);
  expect(rest).toEqual({
    ...{ state: "tried", lacking: [], hosts: 3, trials: 6, isOfOlderRules: false },
    by: ["GNU bash 5.2.15", "GNU grep 5", "GNU grep 7", "GNU grep 8"],
  });
});

test("recordedOf() judges by what exit codes mean today", () => {
  const check = checkOf("grep -q avx /x", { exits: { 0: "affected", 1: "ok" } });

  expect(recordedOf(check, HOSTS, recordsOf(check, HOSTS)).outcomes.map(({ verdict }) => verdict)).toEqual([
    ...["affected", "ok", "unknown"],
  ]);
});

type Case = [string, Check, ReadonlyMap<string, Host>, Records, TriedState, string[]];

test.each<Case>([
  ["no record", CHECK, HOSTS, new Map(), "never", ["healthy new", "affected new", "empty new"]],
  [
    "the record of another check",
    CHECK,
    HOSTS,
    new Map([["other", new Map()]]),
    "never",
    ["healthy new", "affected new", "empty new"],
  ],
  [
    "another snippet",
    { ...CHECK, snippet: ":" },
    HOSTS,
    RECORDS,
    "changed",
    ["healthy changed", "affected changed", "empty changed"],
  ],
  ["another host of the name", CHECK, hostsOf(HEALTHY, hostOf("affected")), RECORDS, "changed", ["affected changed"]],
  [
    "one host more",
    { ...CHECK, ok: ["healthy", "third"] },
    hostsOf(HEALTHY, AFFECTED, hostOf("third")),
    RECORDS,
    "changed",
    ["third new"],
  ],
  [
    "a result that was edited",
    CHECK,
    HOSTS,
    recordsOf(CHECK, HOSTS, (run) => ({ ...run, exit: 0 })),
    "changed",
    ["affected edited", "empty edited"],
  ],
])("recordedOf() knows of %s nothing but that", (_, check, hosts, records, state, lacking) => {
  const recorded = recordedOf(check, hosts, records);

  expect(recorded).toMatchObject({ state, outcomes: [] });
  expect(recorded.lacking.map(({ host, why }) => `${host} ${why}`)).toEqual(lacking);
});

test("recordedOf() needs no run where the author expects another verdict, or drops a host", () => {
  const other = { ...CHECK, ok: [], affected: ["healthy"] };

  expect(recordedOf(other, HOSTS, RECORDS)).toMatchObject({
    state: "tried",
    outcomes: [{ host: "healthy", expected: "affected", verdict: "ok" }, { host: "empty" }],
  });
});

test("recordedOf() tells runs that older rules were content with", () => {
  const older = recordsOf(CHECK, HOSTS, underOlderRules);

  expect(recordedOf(CHECK, HOSTS, older)).toMatchObject({ state: "tried", isOfOlderRules: true });
});

test("recordedOf() takes line and rewrite of a refusal from the snippet", () => {
  const check = checkOf(`read -r x < /x\necho "$RANDOM"\nwhich zpool`);
  const refused = ["$RANDOM", "which zpool"].map(
    (asked, i) => ({ cause: i === 0 ? "recording" : "command", asked }) as const,
  );
  const run = recordedRun(check, EMPTY_HOST, "unknown", { refused });
  const { outcomes } = recordedOf(
    { ...check, ok: [], affected: [] },
    HOSTS,
    new Map([[check.id, new Map([["empty", run]])]]),
  );

  expect(outcomes[0]?.run.refused).toMatchObject([
    { asked: "$RANDOM", line: 2, rewrite: "Remove $RANDOM: a verdict must follow from what was read" },
    { asked: "which zpool", rewrite: "Use command -v zpool: every shell has it, and it needs no transcript" },
  ]);
});

test("recordedOf() wants a new trial where a host that was ok is none any more", () => {
  const records = recordsOf(CHECK, HOSTS, (run) => sumUp({ ...run, ok: ["drained", "healthy"] }));

  expect(recordedOf(CHECK, HOSTS, records).state).toBe("changed");
  expect(recordedOf({ ...CHECK, ok: ["drained", "healthy"] }, HOSTS, records).state).toBe("tried");
});

test("recordedOf() wants a new trial where the site allows other tools that the snippet names", () => {
  const check = checkOf("jq -e .avx /x", { tools: ["jq", "perl"] });
  const records = recordsOf(check, HOSTS);

  expect(recordedOf({ ...check, tools: ["jq"] }, HOSTS, records).state).toBe("tried");
  expect(recordedOf({ ...check, tools: [] }, HOSTS, records).state).toBe("changed");
});
