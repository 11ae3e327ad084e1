import { describe, expect, test } from "vitest";
import { planUpdate, type UpdatePlan } from "../../../src/checks/authoring/update-plan.ts";
import { type Outcome, type Run, VERDICTS, type Verdict } from "../../../src/model/check.ts";
import { checkOf, HOSTS, RUN } from "../samples.ts";

const CHECK = checkOf("");
const [OK, AFFECTED, UNKNOWN] = VERDICTS;

function outcomeOf(host: string, expected: Verdict, verdict: Verdict, run: Partial<Run> = {}): Outcome {
  return { check: CHECK.id, host, expected, verdict, run: { ...RUN, stdout: `${host}\n`, ...run } };
}

const HEALTHY = outcomeOf("healthy", OK, OK);
const EMPTY = outcomeOf("empty", UNKNOWN, UNKNOWN);
const RECORDED = new Map([
  [
    CHECK.id,
    new Map([
      ["affected", { verdict: AFFECTED, stdout: "before\n" }],
      ["gone", { verdict: OK, stdout: "" }],
    ]),
  ],
  ["other", new Map([["healthy", { verdict: OK, stdout: "other\n" }]])],
]);

function planOf(outcomes: readonly Outcome[], areAll = false): UpdatePlan {
  return planUpdate({ checks: [CHECK], outcomes, hosts: HOSTS, recorded: RECORDED, areAll, unproven: new Map() });
}

/** Two of each kind: one of them may move. */
const TWO = [HEALTHY, outcomeOf("affected-2", AFFECTED, AFFECTED), EMPTY];

const whys = ({ refusals }: UpdatePlan) => refusals.map(({ host, why }) => `${host}: ${why}`).join("\n");
const moves = (plan: UpdatePlan) => plan.moves.map(({ host, from, to }) => `${host}: ${from} → ${to}`);
const outputs = (plan: UpdatePlan) => Object.fromEntries(plan.outputs.get(CHECK.id) ?? []);

describe("planUpdate()", () => {
  test("moves a host to what its run says, and takes every output", () => {
    const plan = planOf([outcomeOf("affected", AFFECTED, UNKNOWN), ...TWO]);

    expect(moves(plan)).toEqual(["affected: affected → unknown"]);
    expect(plan.refusals).toEqual([]);
    expect(outputs(plan)).toEqual({
      "affected-2": { verdict: AFFECTED, stdout: "affected-2\n" },
      healthy: { verdict: OK, stdout: "healthy\n" },
      affected: { verdict: UNKNOWN, stdout: "affected\n" },
      empty: { verdict: UNKNOWN, stdout: "empty\n" },
    });
  });

  test("keeps what is recorded of other checks, unless these are all", () => {
    expect([...planOf([HEALTHY, EMPTY]).outputs.keys()].sort()).toEqual(["other", CHECK.id]);
    expect([...planOf([HEALTHY, EMPTY], true).outputs.keys()]).toEqual([CHECK.id]);
  });

  test.each<[string, Partial<Run>]>([
    ["a refusal", { refused: ["zpool list"] }],
    ["a write", { refused: ["> /tmp/x"] }],
    ["the limit of time", { timedOut: true }],
  ])("makes no expectation of a run that is no answer: %s", (_, run) => {
    const plan = planOf([HEALTHY, outcomeOf("affected", AFFECTED, UNKNOWN, run), EMPTY]);

    expect(moves(plan)).toEqual([]);
    expect(whys(plan)).toMatch(/^affected: the run is no answer: /);
    expect(outputs(plan).affected).toEqual({ verdict: AFFECTED, stdout: "before\n" });
  });

  test("takes the output of a refused run that is expected to be no answer, but of none that was stopped", () => {
    const refused = planOf([HEALTHY, outcomeOf("empty", UNKNOWN, UNKNOWN, { refused: ["uname -r"] })]);
    const stopped = planOf([HEALTHY, outcomeOf("empty", UNKNOWN, UNKNOWN, { timedOut: true })]);

    expect(outputs(refused).empty).toEqual({ verdict: UNKNOWN, stdout: "empty\n" });
    expect(outputs(stopped).empty).toBeUndefined();
    expect(whys(stopped)).toMatchInlineSnapshot(`"empty: the run is no answer: it did not end in time"`);
  });

  test("makes no expectation of an answer without evidence", () => {
    const plan = planOf([
      ...TWO.slice(0, 2),
      outcomeOf("empty", UNKNOWN, OK),
      outcomeOf("affected", AFFECTED, UNKNOWN),
    ]);

    expect(moves(plan)).toEqual([]);
    expect(whys(plan)).toMatchInlineSnapshot(`
      "empty: it says OK where nothing can be read; without evidence a check says CANNOT TELL
      affected: no host moves while the check answers on host "empty"; repair that first"
    `);
    expect(outputs(plan).affected).toEqual({ verdict: AFFECTED, stdout: "before\n" });
  });

  test("moves no host of a check that answers without evidence", () => {
    const outcomes = [outcomeOf("affected", AFFECTED, OK), ...TWO];
    const unproven = new Map([[CHECK.id, "says OK without /proc/x"]]);

    const plan = planUpdate({ checks: [CHECK], outcomes, hosts: HOSTS, recorded: RECORDED, areAll: false, unproven });

    expect(moves(plan)).toEqual([]);
    expect(whys(plan)).toMatchInlineSnapshot(
      `"affected: no host moves while the check answers without evidence: says OK without /proc/x"`,
    );
  });

  test.each([OK, AFFECTED])("moves no host that cannot tell to one that says %s", (verdict) => {
    const plan = planOf([outcomeOf("blind", UNKNOWN, verdict), outcomeOf("affected", AFFECTED, AFFECTED), ...TWO]);

    expect(moves(plan)).toEqual([]);
    expect(whys(plan)).toBe(
      `blind: its author says that it cannot tell, and an answer there may lack its evidence; change it by hand`,
    );
  });

  test("empties no list", () => {
    const last = planOf([outcomeOf("healthy", OK, AFFECTED), outcomeOf("affected", AFFECTED, AFFECTED), EMPTY]);
    const both = planOf([
      ...[outcomeOf("a", AFFECTED, UNKNOWN), outcomeOf("affected", AFFECTED, UNKNOWN)],
      ...[outcomeOf("b", OK, AFFECTED), HEALTHY, EMPTY],
    ]);

    expect(moves(last)).toEqual([]);
    expect(whys(last)).toMatchInlineSnapshot(
      `"healthy: no host that is OK would be left; repair the check, or change it by hand"`,
    );
    expect(moves(both)).toEqual(["b: ok → affected"]);
    expect(whys(both)).toMatchInlineSnapshot(`
      "a: no host that is AFFECTED would be left; repair the check, or change it by hand
      affected: no host that is AFFECTED would be left; repair the check, or change it by hand"
    `);
    expect(outputs(both).affected).toEqual({ verdict: AFFECTED, stdout: "before\n" });
  });

  test("leaves a check alone that can't be read", () => {
    const unread = { exitCode: 2, stderr: "bash: syntax error: Parse error at 3:1: Expected FI, got EOF\n" };
    const plan = planOf([outcomeOf("healthy", OK, UNKNOWN, unread), EMPTY]);

    expect(moves(plan)).toEqual([]);
    expect(whys(plan)).toMatchInlineSnapshot(
      `"undefined: check "zfs-avx" can't be read by a shell: expected "fi", got the end of the snippet"`,
    );
    expect(plan.outputs.get(CHECK.id)).toBe(RECORDED.get(CHECK.id));
  });

  test("leaves a check alone that says the same everywhere", () => {
    const plan = planOf([outcomeOf("healthy", OK, AFFECTED), outcomeOf("empty", UNKNOWN, AFFECTED)]);

    expect(moves(plan)).toEqual([]);
    expect(whys(plan)).toMatchInlineSnapshot(
      `"undefined: check "zfs-avx" says AFFECTED on every host (healthy, empty): it can't fail"`,
    );
  });

  test("leaves a check alone whose exit codes are the wrong way round", () => {
    const plan = planOf([outcomeOf("healthy", OK, AFFECTED), outcomeOf("affected", AFFECTED, OK), EMPTY]);

    expect(moves(plan)).toEqual([]);
    expect(whys(plan)).toContain("AFFECTED on every host that is OK");
  });
});
