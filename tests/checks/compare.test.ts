import { expect, test } from "vitest";
import { compareEngines, compareOn } from "../../src/checks/compare.ts";
import type { Engine } from "../../src/checks/engine.ts";
import type { Run } from "../../src/model/check.ts";
import { checkOf, HEALTHY, HOSTS, RUN } from "./samples.ts";

const engine = (name: string, run: Partial<Run>, traces = true): Engine => ({
  ...{ name, version: "1", traces },
  run: async () => ({ ...RUN, ...run }),
});

const CHECK = checkOf("exit 0", { affected: [] });
const SAME = engine("a", { exitCode: 1, stdout: "x", read: ["/x", "/y"], listed: ["/z"] });

async function differences(a: Engine, b: Engine) {
  const found = await compareOn(CHECK, HEALTHY, [a, b]);
  return found.map(({ what, a: saysA, b: saysB, engines, host }) => [what, saysA, saysB, engines.join(" "), host]);
}

test("compareOn() has nothing to say of engines that agree", async () => {
  const other = engine("b", { exitCode: 1, stdout: "x", read: ["/y"], listed: ["/z", "/x"] });

  expect(await differences(SAME, { ...SAME, name: "b" })).toEqual([]);
  expect(await differences(SAME, other)).toEqual([]);
});

test.each([
  ["verdict", { exitCode: 0, stdout: "x" }, ["affected", "ok"]],
  ["stdout", { exitCode: 1, stdout: "y" }, ["x", "y"]],
  ["read", { exitCode: 1, stdout: "x", read: ["/x"] }, ["/x\n/y\n/z", "/x"]],
])("compareOn() tells another %s", async (what, run, says) => {
  const withTrace = what === "read" ? run : { ...run, read: ["/x", "/y"], listed: ["/z"] };

  expect(await differences(SAME, engine("b", withTrace))).toEqual([[what, ...says, "a b", "healthy"]]);
});

test("compareOn() compares no trace with an engine that has none", async () => {
  const blind = engine("b", { exitCode: 1, stdout: "x" }, false);

  expect(await differences(SAME, blind)).toEqual([]);
  expect(await differences(blind, SAME)).toEqual([]);
  expect(await differences(SAME, { ...blind, traces: true })).toEqual([["read", "/x\n/y\n/z", "", "a b", "healthy"]]);
});

test("compareOn() compares the verdict where one was stopped, and not what it had printed where both were", async () => {
  const stopped = { refused: ["nproc"], exitCode: 1 };
  const [a, b] = [engine("a", { ...stopped, stdout: "x" }), engine("b", { ...stopped, stdout: "y" })];

  expect(await differences(a, b)).toEqual([]);
  expect(await differences(a, engine("b", { exitCode: 1, stdout: "x" }))).toEqual([
    ["verdict", "unknown", "affected", "a b", "healthy"],
  ]);
  expect(await differences(a, engine("b", { timedOut: true, stdout: "x" }))).toEqual([]);
});

test("compareOn() judges by what the exit codes of the check mean", async () => {
  const check = { ...CHECK, exits: { "1": "ok", "0": "ok" } as const };

  expect(await compareOn(check, HEALTHY, [engine("a", { exitCode: 0 }), engine("b", { exitCode: 1 })])).toEqual([]);
});

test("compareEngines() tries every host that a check names, the empty one too, and passes over unknown ones", async () => {
  const check = checkOf("exit 0", { ok: ["healthy", "nowhere"], affected: ["affected"] });
  const found = await compareEngines([check, check], HOSTS, [engine("a", {}), engine("b", { stdout: "x" })]);

  expect(found.map(({ host, what }) => `${host} ${what}`)).toEqual([
    ...["healthy stdout", "affected stdout", "empty stdout", "healthy stdout", "affected stdout", "empty stdout"],
  ]);
});
