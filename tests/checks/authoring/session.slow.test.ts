import { describe, expect, test } from "vitest";
import type { Result } from "../../../src/checks/authoring/session.ts";
import { sumOf } from "../../../src/checks/runs/key.ts";
import { type RecordedRun, RULES_VERSION, recordOf } from "../../../src/checks/runs/record.ts";
import type { Outcome, Run } from "../../../src/model/check.ts";
import { checkOf, RUN, toldAll } from "../samples.ts";
import { comparing, madeUp, recordsOf, SOUND, sessionOf } from "./made-up.ts";

/** What a result says, in short. */
function summed({ isRun, problems, updates, differences, outcomes }: Result) {
  return {
    isRun,
    told: problems.map(({ kind, what }) => `${kind}: ${what}`),
    updates: [...updates.keys()].map((file) => file.replace("content/.runs/zfs-avx/", "")),
    differing: [...differences].map(([host, all]) => `${host}: ${all.map(({ what }) => what).join(", ")}`),
    verdicts: outcomes.map(({ host, verdict }) => `${host}: ${verdict}`),
  };
}

const FILES = ["healthy.json", "affected.json", "empty.json"];
const VERDICTS = ["healthy: ok", "affected: affected", "empty: unknown"];
const SETTLED = { isRun: false, told: [], updates: [], differing: [], verdicts: VERDICTS };
const NEVER_RUN = madeUp(() => Promise.reject(new Error("nothing must be run")));
const first = await sessionOf({});
const records = recordsOf(first);

/** What somebody might write as the record of the healthy host, with a sum that fits. */
function forged(given: Partial<Run>, by = ["GNU bash 5.2"]): RecordedRun {
  const { run } = first.outcomes[0] as Outcome;
  const { key, trials } = first.updates.get("content/.runs/zfs-avx/healthy.json") as RecordedRun;
  return recordOf({ ...run, ...given }, { key, trials, by });
}

describe("runSession()", () => {
  test("runs what was never tested, and has it to record", () => {
    expect(summed(first)).toEqual({
      ...{ ...SETTLED, isRun: true, updates: FILES },
      told: ['problem: check "zfs-avx" keeps every rule, but its current runs are not recorded'],
    });
    expect(first.trials).toBeGreaterThan(0);
    expect(first.updates.get("content/.runs/zfs-avx/healthy.json")).toMatchObject({
      exit: 0,
      stdout: "AVX is there\n",
    });
  });

  test("runs nothing of what is recorded", async () => {
    expect(summed(await sessionOf({ records, sandbox: NEVER_RUN }))).toEqual(SETTLED);
    await expect(sessionOf({ records, sandbox: NEVER_RUN, all: true })).rejects.toThrow("nothing must be run");
  });

  test("runs nothing that calls a tool which this machine lacks, and says so", async () => {
    const snippet = `no-such-tool-here . /x || exit 2\n${SOUND}`;
    const result = await sessionOf({
      ...{ sandbox: NEVER_RUN, checks: [checkOf(snippet, { tools: ["no-such-tool-here"] })] },
    });

    expect(result.notes).toEqual(["not run: this machine lacks no-such-tool-here"]);
    expect(summed(result)).toMatchObject({ isRun: false, updates: [] });
  });

  test("finds with --all that the same comes out, on other versions of tools, too", async () => {
    const elsewhere = recordsOf(first, { healthy: forged({}, ["GNU bash 3.2"]) });

    for (const known of [records, elsewhere])
      expect(summed(await sessionOf({ records: known, all: true }))).toEqual({ ...SETTLED, isRun: true });
  });

  test("runs a snippet that changed, says what changed by it, and has all its runs to record", async () => {
    expect(summed(await sessionOf({ records, snippet: SOUND.replace("gone", "away") }))).toEqual({
      ...{ ...SETTLED, isRun: true, updates: FILES },
      ...{
        told: ['problem: check "zfs-avx" keeps every rule, but its current runs are not recorded'],
        differing: ["affected: output"],
      },
    });
  });

  test("tells the author what to do about it", async () => {
    const changed = await sessionOf({ records, snippet: `${SOUND}\n`, call: "npm run check -- --root kb" });

    expect(toldAll(changed.problems)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" keeps every rule, but its current runs are not recorded
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Record them, and commit the files: npm run check -- --root kb zfs-avx --update"
    `);
  });

  test("records nothing of a check that breaks a rule, and tells the rule alone", async () => {
    const wrong = madeUp(async () => ({ ...RUN, exitCode: 1, stdout: "AVX is gone\n" }));

    const result = await sessionOf({ sandbox: wrong });

    expect(summed(result)).toMatchObject({ isRun: true, updates: [] });
    expect(summed(result).told[0]).toMatch(/^problem: check "zfs-avx" says AFFECTED on every test host/);
    expect(summed(result).told.join()).not.toContain("never tested");
  });

  test("has nothing to say of answers where nothing can be run, and tells what is due", async () => {
    expect(summed(await sessionOf({ sandbox: undefined }))).toEqual({
      ...{ ...SETTLED, verdicts: [] },
      told: ['problem: check "zfs-avx" was never tested'],
    });
    expect(summed(await sessionOf({ sandbox: undefined, records, snippet: `${SOUND}\n\n` })).told).toEqual([
      'problem: check "zfs-avx" has changed since its last run',
    ]);
    expect(summed(await sessionOf({ sandbox: undefined, records }))).toEqual(SETTLED);
  });

  test("tries a check by the rules of today", async () => {
    const { sum: _, ...before } = { ...forged({}), rules: RULES_VERSION - 1 };
    const sum = sumOf(Object.entries(before).sort(([a], [b]) => (a < b ? -1 : 1)));
    const old = recordsOf(first, { healthy: { ...before, sum } });

    const told = ['advice: check "zfs-avx" was recorded under older rules'];
    expect(summed(await sessionOf({ records: old }))).toEqual({
      ...{ ...SETTLED, isRun: true, updates: ["healthy.json"], told },
    });
    expect(summed(await sessionOf({ records: old, sandbox: undefined }))).toEqual({ ...SETTLED, told });
  });
});

describe("a record that was edited by hand", () => {
  test("is none, and what comes out is to be recorded in its place", async () => {
    const edited = recordsOf(first, { healthy: { stdout: "AVX is here\n" } });

    expect(summed(await sessionOf({ records: edited }))).toEqual({
      ...{ ...SETTLED, isRun: true, updates: ["healthy.json"], differing: ["healthy: output"] },
      told: ['problem: the record of check "zfs-avx" was edited by hand: "healthy"'],
    });
  });

  test("and given a sum of its own is found where it is run again, and nowhere else", async () => {
    const known = recordsOf(first, { healthy: forged({ stdout: "AVX is here\n", read: ["/proc/x"] }) });

    const again = await sessionOf({ records: known, all: true });

    expect(summed(await sessionOf({ records: known }))).toMatchObject({ isRun: false, told: [] });
    expect(summed(again)).toMatchObject({ updates: ["healthy.json"], differing: ["healthy: output, files read"] });
    expect(toldAll(again.problems)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" differs from its record on "healthy": output, files read
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        The report shows the difference. If the new run is right: npm run check -- zfs-avx --update"
    `);
  });
});

describe("without namespaces", () => {
  const sandbox = comparing();

  test("what is recorded is compared, but for what was read, and nothing is to be recorded", async () => {
    const louder = madeUp(async (snippet, host) => ({ ...(await madeUp().run(snippet, host)), stdout: "AVX!\n" }));

    const other = await sessionOf({ records, sandbox: comparing(louder.run), all: true });

    expect(summed(await sessionOf({ records, sandbox, all: true }))).toEqual({ ...SETTLED, isRun: true });
    expect(summed(other)).toEqual({
      ...{ ...SETTLED, isRun: true, differing: ["healthy: output", "affected: output", "empty: output"] },
      told: ['problem: check "zfs-avx" differs from its record on "healthy", "affected", "empty": output'],
    });
  });

  test("what is not recorded is not run", async () => {
    expect(summed(await sessionOf({ sandbox }))).toMatchObject({ isRun: false, updates: [], verdicts: [] });
  });

  test("a check that asks for its streams by name is left alone", async () => {
    const snippet = `${SOUND}\n: < <(echo x)`;
    const known = recordsOf(await sessionOf({ snippet }));
    const dead = comparing(() => Promise.reject(new Error("it was run")));

    expect(summed(await sessionOf({ snippet, records: known, sandbox: dead, all: true }))).toEqual(SETTLED);
  });
});
