import { expect, test } from "vitest";
import { problemsOf } from "../../../../src/checks/rules/rules.ts";
import type { Outcome, Run, Verdict } from "../../../../src/model/check.ts";
import type { Host } from "../../../../src/model/host.ts";
import { checkOf, hostOf, hostsOf, RUN, told } from "../../samples.ts";

const STAMP = "/var/lib/backup/stamp";

function outcome(host: Host, verdict: Verdict, run: Partial<Run>): Outcome {
  const exitCode = { ok: 0, affected: 1, unknown: 2 }[verdict];
  return {
    check: "zfs-avx",
    host: host.name,
    expected: verdict,
    verdict,
    run: { ...RUN, stdout: "x", exitCode, ...run },
  };
}

function adviceFor(hosts: readonly [Host, Host], run: Partial<Run>): string {
  const [healthy, affected] = hosts;
  const outcomes = [outcome(healthy, "ok", run), outcome(affected, "affected", run)];
  return told(problemsOf(checkOf("date +%H >/dev/null"), outcomes, hostsOf(...hosts)));
}

test("an answer that asks nothing but date rests on the clock", () => {
  const hosts = [
    hostOf("healthy", {}, { "date +%H": "11\n" }),
    hostOf("affected", {}, { "date +%H": "03\n" }),
  ] as const;

  expect(adviceFor(hosts, { ran: ["date +%H", "cut -c 1 /x"] })).toMatchInlineSnapshot(`
    "content/runbooks/slow.md:3:1  advice: check "zfs-avx" depends on the clock alone: it uses nothing but date
        | \`\`\`bash check=zfs-avx
        | ^^^^^^^^^^^^^^^^^^^^^
      Read something to compare the time with, such as a timestamp:
        last=$(cat /var/lib/backup/last-success) || { echo "no timestamp"; exit 2; }"
  `);
});

test("hosts with one stamp and two times are told apart by the clock", () => {
  const at = (name: string, time: string) =>
    hostOf(name, { [STAMP]: "1700000000\n" }, { "date +%s": time, "uname -r": "6.1\n" });
  const run = { read: [STAMP], ran: ["date +%s", "uname -r"] };

  expect(adviceFor([at("healthy", "1700000060\n"), at("affected", "1700900000\n")], run)).toMatchInlineSnapshot(`
    "content/runbooks/slow.md:3:1  advice: check "zfs-avx" tells its test hosts apart by the clock alone: only the answer of date differs
        | \`\`\`bash check=zfs-avx
        | ^^^^^^^^^^^^^^^^^^^^^
      Give the test hosts under checks.zfs-avx.ok and affected different timestamps, as real machines have.
      Then a run shows that the check uses more than the time"
  `);
});

test.each([
  [
    "stamps",
    hostOf("healthy", { [STAMP]: "2\n" }, { "date +%s": "9\n" }),
    hostOf("affected", { [STAMP]: "1\n" }, { "date +%s": "8\n" }),
  ],
  ["a file alone", hostOf("healthy", { [STAMP]: "2\n" }), hostOf("affected", { [STAMP]: "1\n" })],
  [
    "other answers",
    hostOf("healthy", {}, { "date +%s": "9\n", "uname -r": "6.1\n" }),
    hostOf("affected", {}, { "date +%s": "8\n", "uname -r": "5.4\n" }),
  ],
  ["one time", hostOf("healthy", {}, { "date +%s": "9\n" }), hostOf("affected", {}, { "date +%s": "9\n" })],
])("hosts that differ in %s are not told apart by the clock", (_, healthy, affected) => {
  expect(adviceFor([healthy, affected], { read: [STAMP], ran: ["date +%s", "uname -r"] })).not.toContain("clock");
});

test("runs on one kind of host say nothing of the clock", () => {
  const host = hostOf("healthy", {}, { "date +%H": "11\n" });

  expect(told(problemsOf(checkOf("date"), [outcome(host, "ok", { ran: ["date +%H"] })], hostsOf(host)))).not.toContain(
    "clock",
  );
});
