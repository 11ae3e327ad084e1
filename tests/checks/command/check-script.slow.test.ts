// What npm run check prints and records, and how it ends.

import { execFileSync } from "node:child_process";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { sumOf } from "../../../src/checks/runs/key.ts";
import { RecordedRun, textOfRecord } from "../../../src/checks/runs/record.ts";
import { describeRuns } from "../sandbox-here.ts";
import { copyOf, MENDED, OTHER, PAGE, pathWithout, type Site, SOUND, siteWith, WRONG } from "./check-site.ts";

/** Whoever wants to run something here fails. */
const NOTHING = await pathWithout("bash");
const record = (host: string, check = "swap-on") => `content/.runs/${check}/${host}.json`;

describeRuns("npm run check", () => {
  test("runs what is not recorded; after --update there is nothing to do, for which it needs no shell", async () => {
    const { run, records } = await siteWith(SOUND);

    const before = await run();
    const updated = await run(["--update"]);
    const after = await run([], NOTHING);

    expect(before.stdout).toMatchInlineSnapshot(`
      "✗ swap-on: Is there swap?
        run now on 3 test hosts, plus 4 runs with something changed

        content/postmortems/2023-09-21-slow.md:6:9  check "swap-on" keeps every rule, but its current runs are not recorded
            | \`\`\`bash check=swap-on
            |         ^^^^^^^^^^^^^
          Record them, and commit the files: npm run check -- --root ROOT swap-on --update

        with     OK           2 lines
        without  AFFECTED     no swap
        empty    CANNOT TELL  cannot read it

      3 runs on 3 test hosts, plus 4 with something changed; all as expected
      1 check: 1 executed; 1 problem, no advice
      "
    `);
    expect(before).toMatchObject({ code: 1, stderr: "" });
    expect(updated.stdout).toContain("\n3 files written; commit them:\n  content/.runs/swap-on/with.json\n");
    expect(updated).toMatchObject({ code: 0, stderr: "" });
    expect(after.stdout).toMatchInlineSnapshot(`
      "✓ swap-on: Is there swap?
        content/postmortems/2023-09-21-slow.md:6
        as recorded on 3 test hosts

        with     OK           2 lines
        without  AFFECTED     no swap
        empty    CANNOT TELL  cannot read it

      1 check: 1 as recorded; no problem, no advice
      "
    `);
    expect(after).toMatchObject({ code: 0, stderr: "" });
    expect(Object.keys(await records())).toEqual(["empty", "with", "without"].map((host) => record(host)));
    expect(await run(["--quiet"])).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("records nothing of a check that breaks a rule, and tells the rule", async () => {
    const { run, records } = await siteWith(WRONG);

    const { code, stdout, stderr } = await run(["--update", "--quiet"]);

    expect(stdout).toMatchInlineSnapshot(`
      "✗ swap-on: Is there swap?
        run now on 3 test hosts, plus 2 runs with something changed

        content/postmortems/2023-09-21-slow.md:6:9  check "swap-on" says AFFECTED on test host "with", expected OK
            | \`\`\`bash check=swap-on
            |         ^^^^^^^^^^^^^
          It exited with 1 and printed "no swap"
          It read /proc/swaps
          Correct the snippet, or list "with" under checks.swap-on.affected

        with  AFFECTED, expected OK
          printed:
            no swap
          exit code: 1
          read: /proc/swaps
          ran: grep -c . /proc/swaps

      Not recorded because of a broken rule: swap-on

      3 runs on 3 test hosts, plus 2 with something changed; 1 not as expected
      1 check: 1 executed; 1 problem, no advice
      "
    `);
    expect([code, stderr]).toEqual([1, ""]);
    expect(await records()).toEqual({});
  });

  test("refuses what it cannot mean, with how it is called", async () => {
    const { run } = await siteWith(SOUND);

    const [unknown, option, both] = await Promise.all([
      run(["swap-of"]),
      run(["--fast"]),
      run(["--update", "--patch"]),
    ]);

    expect(unknown).toMatchInlineSnapshot(`
      {
        "code": 2,
        "stderr": "No check is called "swap-of". Did you mean "swap-on"? Checks: swap-on
      npm run check -- --help lists the options
      ",
        "stdout": "",
      }
    `);
    expect(option.stderr).toMatch(/^Unknown option '--fast'[\s\S]*\nUsage: npm run check/);
    expect(both.stderr).toMatch(/^--patch shows what --update would write[\s\S]*\nUsage: npm run check/);
    expect([option.code, both.code]).toEqual([2, 2]);
  });

  test("lists shell snippets that are no check, and insists on the share of the settings", async () => {
    const page = `${SOUND}\n\`\`\`sh\nuname\n\`\`\`\n\n\`\`\`sh run=never\nreboot\n\`\`\`\n`;
    const { run } = await siteWith(page, { "content/site.yaml": "checks: { tested: 51 }\n" });

    const all = await run(["--update"]);
    const one = await run(["swap-on"]);

    expect(all.stdout).toContain(`\n1 of 2 shell snippets are not tested:\n  ${PAGE}:13  Slow\n`);
    expect(all.stderr).toContain("site.yaml:1:11  1 of 2 shell snippets are tested (50 %), expected at least 51 %");
    expect(one.stdout).not.toContain("not tested");
    expect([all.code, one.code]).toEqual([1, 1]);
  });

  test("takes more commands of the machine where the site allows them", async () => {
    const page = SOUND.replace("$(grep -c . /proc/swaps)", "$(tsort /dev/null; realpath /proc/swaps | grep -c .)");
    const [plain, allowed] = await Promise.all([
      siteWith(page),
      siteWith(page, { "content/site.yaml": "checks: { tools: [realpath] }\n" }),
    ]);

    const [without, with_] = await Promise.all([plain.run([], { FORCE_COLOR: "1" }), allowed.run()]);

    expect(without.stdout).toContain('the test host has no transcript of "realpath /proc/swaps"');
    expect(without.stdout).toMatch(/^\u001b\[31m✗\u001b\[39m \u001b\[1mswap-on\u001b\[22m: /);
    expect(with_.stdout).not.toContain("transcript");
    expect(with_.stdout).toMatch(/^✗ swap-on: /);
  });
});

describeRuns("of a site whose runs are recorded, npm run check", () => {
  let recorded: Site;

  beforeAll(async () => {
    recorded = await siteWith(SOUND, { "content/postmortems/2023-09-22-other.md": OTHER });
    expect(await recorded.run(["--update"])).toMatchObject({ code: 0 });
  });

  test("runs the check alone whose snippet changed, and records it alone", async () => {
    const site = await copyOf(recorded);
    await site.write(PAGE, MENDED);
    const before = await site.records();

    const told = await site.run(["--quiet"]);
    const updated = await site.run(["--update", "swap-on"]);

    expect(told.stdout).toMatchInlineSnapshot(`
      "✗ swap-on: Is there swap?
        run now on 3 test hosts, plus 4 runs with something changed

        content/postmortems/2023-09-21-slow.md:6:9  check "swap-on" keeps every rule, but its current runs are not recorded
            | \`\`\`bash check=swap-on
            |         ^^^^^^^^^^^^^
          Record them, and commit the files: npm run check -- --root ROOT swap-on --update

        without  AFFECTED, but not as recorded
          output, as recorded (-) and now (+):
          -no swap
          +No swap
          exit code: 1
          read: /proc/swaps
          ran: grep -c . /proc/swaps

      npm run check -- --root ROOT ID shows a check on each test host

      3 runs on 3 test hosts, plus 4 with something changed; 1 not as recorded
      2 checks: 1 executed, 1 as recorded; 1 problem, no advice
      "
    `);
    expect(told).toMatchObject({ code: 1, stderr: "" });
    expect(updated.code).toBe(0);
    const after = await site.records();
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed).toEqual(["empty", "with", "without"].map((host) => record(host)));
    expect(JSON.parse(String(after[record("without")])).stdout).toBe("No swap\n");
  });

  test("finds a record that was edited by hand, and with --all one whose sum was, too", async () => {
    const site = await copyOf(recorded);
    const before = await site.read(record("without"));
    await site.write(record("without"), before.replace("no swap", "all is well"));

    const told = await site.run();
    const updated = await site.run(["--update"]);

    expect(told.stdout).toContain('the record of check "swap-on" was edited by hand: "without"');
    expect([told.code, updated.code]).toEqual([1, 0]);
    expect(await site.read(record("without"))).toBe(before);
    const forged = withSum({ ...JSON.parse(before), stdout: "all is well\n" });
    await site.write(record("without"), forged);

    const [unseen, seen] = [await site.run([], NOTHING), await site.run(["--all"])];

    expect(unseen).toMatchObject({ code: 0, stderr: "" });
    expect(seen.stdout).toContain('check "swap-on" differs from its record on "without": output\n');
    expect(seen.code).toBe(1);
    expect((await site.run(["--all", "--update"])).code).toBe(0);
    expect(await site.read(record("without"))).toBe(before);
  });

  test("writes anew what is broken or could not be merged, and leaves what a newer version wrote", async () => {
    const site = await copyOf(recorded);
    const before = await site.records();
    const newer = String(before[record("with")]).replace('"version": 1', '"version": 9');
    await Promise.all([
      site.write(record("empty"), "{\n"),
      site.write(record("without"), `{\n<<<<<<< HEAD\n${before[record("without")]}`),
      site.write(record("with"), newer),
    ]);

    const told = await site.run();
    const updated = await site.run(["--update"]);

    expect(told.stderr.match(/^content\/.runs.*$/gm)).toMatchInlineSnapshot(`
      [
        "content/.runs/swap-on/empty.json:2:1  Not valid JSON",
        "content/.runs/swap-on/with.json:2:1  Written by a newer Faultbook: format version 9, this one reads 1",
        "content/.runs/swap-on/without.json:2:1  Contains merge conflict markers",
      ]
    `);
    expect(updated.stderr.match(/^content\/.runs.*$/gm)).toMatchInlineSnapshot(`
      [
        "content/.runs/swap-on/with.json:2:1  Written by a newer Faultbook: format version 9, this one reads 1",
      ]
    `);
    expect([told.code, updated.code]).toEqual([1, 1]);
    expect(await site.read(record("with"))).toBe(newer);
    await site.write(record("with"), String(before[record("with")]));
    expect(await site.records()).toEqual(before);
  });

  test("advises on runs of a host that was renamed, and --update removes them", async () => {
    const site = await copyOf(recorded);
    await rename(join(site.root, "content/hosts/with"), join(site.root, "content/hosts/swapping"));
    for (const file of [PAGE, "content/postmortems/2023-09-22-other.md"])
      await site.write(file, (await site.read(file)).replace("[with]", "[swapping]"));

    const told = await site.run();
    const named = await site.run(["swap-on"]);
    const updated = await site.run(["--update"]);

    expect(told.stderr).toMatchInlineSnapshot(`
      "content/.runs/swap-off/with.json:1:1  advice: record of a run that no check needs (and 1 more)
        npm run check -- --root ROOT --update removes them

      "
    `);
    expect(named.stderr).not.toContain("with.json");
    expect(updated).toMatchObject({ code: 0, stderr: "" });
    expect(Object.keys(await site.records()).map((file) => file.slice("content/.runs/".length))).toEqual(
      ["off", "on"].flatMap((id) => ["empty", "swapping", "without"].map((host) => `swap-${id}/${host}.json`)),
    );
  });

  test("prints with --patch what git apply makes the files of --update of, and writes nothing", async () => {
    const [site, bare] = await Promise.all([copyOf(recorded), copyOf(recorded, true)]);
    await site.write(PAGE, MENDED);
    await rename(join(site.root, record("with")), join(site.root, record("old")));
    const before = await site.records();

    const patches = await Promise.all([
      site.run(["--patch"]),
      bare.run(["--patch", "--all"], { GITHUB_ACTIONS: "true" }),
    ]);

    expect(patches.map(({ code }) => code)).toEqual([1, 1]);
    expect(await site.records()).toEqual(before);
    expect(patches.map(({ stdout }) => stdout).join("")).not.toMatch(/^::/m);
    for (const [i, { root, records, run }] of [site, bare].entries()) {
      execFileSync("git", ["init", "-q"], { cwd: root });
      execFileSync("git", ["apply"], { cwd: root, input: patches[i]?.stdout });
      const patched = await records();
      const updated = await run(["--update"]);
      expect(updated.stdout).toContain("Nothing to record\n");
      expect(await records()).toEqual(patched);
    }
    expect(Object.keys(await site.records())).toEqual(Object.keys(await recorded.records()));
    expect((await site.run(["--patch"])).stdout).toBe("");
  });

  test("writes JUnit XML, and annotations where they are asked for or read", async () => {
    const site = await copyOf(recorded);
    await site.write(PAGE, WRONG);
    const file = join(site.root, "report.xml");

    const [plain, asked, there] = await Promise.all([
      site.run(["--reporter=junit", `--output-file=${file}`]),
      site.run(["--reporter=github-actions", "--quiet"]),
      site.run(["--quiet"], { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: join(site.root, "content") }),
    ]);

    expect([plain, asked, there].map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(plain.stdout).not.toContain("::error");
    expect(asked.stdout.match(/^::error.*?::.{30}/gm)).toMatchInlineSnapshot(`
      [
        "::error file=content/postmortems/2023-09-21-slow.md,line=6,col=9::check "swap-on" says AFFECTED ",
      ]
    `);
    expect(there.stdout.match(/^::error.*?::/gm)).toEqual(
      asked.stdout.replaceAll("file=content/", "file=").match(/^::error.*?::/gm),
    );
    expect((await site.read("report.xml")).match(/<testsuite .*?name="[^"]*"/g)).toHaveLength(2);
  });
});

/** A record as its text, with the sum that fits it. */
function withSum(fields: Readonly<Record<string, unknown>>): string {
  const { sum: _, ...run } = RecordedRun.parse(fields);
  const sum = sumOf(Object.entries(run).sort(([a], [b]) => (a < b ? -1 : 1)));
  return textOfRecord({ ...run, sum });
}
