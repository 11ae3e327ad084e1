// What git makes of records that two branches have written: a file for each run, so that nothing conflicts, and nothing
// that was tried on neither branch is taken for tried.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { checkCall } from "../../../src/checks/runs/call.ts";
import { readRecords, recordFile, writeRecord } from "../../../src/checks/runs/record.ts";
import { recordedOf } from "../../../src/checks/runs/recorded.ts";
import { recordedProblems } from "../../../src/checks/runs/recorded-problems.ts";
import type { Check } from "../../../src/model/check.ts";
import { AFFECTED, checkOf, HEALTHY, hostOf, hostsOf } from "../samples.ts";
import { recordsOf } from "./made-up.ts";

const HOSTS = hostsOf(HEALTHY, AFFECTED, hostOf("older"), hostOf("newer"));
const BASE = checkOf("grep -q avx /x", { id: "m-base" });

type Branch = readonly Check[];

/** A repository in which both branches have recorded their checks and were merged: what is told then, by check. */
async function merged(one: Branch, other: Branch, after: Branch): Promise<readonly string[]> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-merges-"));
  onTestFinished(() => rm(root, { recursive: true }));
  const git = (...args: readonly string[]) =>
    promisify(execFile)("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", ...args], { cwd: root });
  const commit = async (checks: Branch) => {
    for (const check of checks) await recordAll(root, check);
    await git("add", "--all");
    await git("commit", "--quiet", "--message", "x");
  };
  await git("init", "--quiet", "--initial-branch", "main");
  await commit([BASE]);
  await git("switch", "--quiet", "--create", "other");
  await commit(other);
  await git("switch", "--quiet", "main");
  await commit(one);
  await git("merge", "--quiet", "--no-edit", "other");
  const { records, problems } = await readRecords(root);
  return [
    ...problems,
    ...after.flatMap((check) => recordedProblems(check, recordedOf(check, HOSTS, records), HOSTS, checkCall())),
  ].map(({ what }) => what);
}

async function recordAll(root: string, check: Check): Promise<void> {
  const document = join(root, "content/runbooks", `${check.id}.md`);
  await mkdir(dirname(document), { recursive: true });
  // Far apart, as front matter and a fence are.
  const lines = [
    ...check.ok,
    ...Array<string>(9).fill(""),
    ...check.affected,
    ...Array<string>(9).fill(""),
    check.snippet,
  ];
  await writeFile(document, `${lines.join("\n")}\n`);
  for (const [host, run] of recordsOf(check, HOSTS).get(check.id) ?? [])
    await writeRecord(root, recordFile(check.id, host), run);
}

test("two branches that each add a check are merged, though one stands beside the other", async () => {
  const [a, b] = ["m-base-a", "m-base-b"].map((id) => checkOf("grep -q sse /x", { id })) as [Check, Check];

  expect(await merged([a], [b], [BASE, a, b])).toEqual([]);
});

test("two branches that each add a host to one check are merged, and it is tried on both", async () => {
  const one = { ...BASE, ok: ["healthy", "newer"] };
  const other = { ...BASE, affected: ["affected", "older"] };

  expect(await merged([one], [other], [{ ...one, affected: other.affected }])).toEqual([]);
});

test("a snippet that was edited on one branch was not tried on the host that another one added", async () => {
  const edited = { ...BASE, snippet: "grep -q avx512 /x" };
  const other = { ...BASE, ok: ["healthy", "newer"] };

  expect(await merged([edited], [other], [{ ...edited, ok: other.ok }])).toEqual([
    'the recorded runs of check "m-base" are out of date on "newer"',
  ]);
});
