// What npm run check prints and how it ends. Updating and reporters have files of their own.

import { describe, expect, test } from "vitest";
import { PAGE, SOUND, siteWith, WRONG } from "./check-site.ts";

const OUTPUTS = "_data/outputs.json";
/** What the runs of SOUND print. */
const RECORDED = `{
  "version": 1,
  "checks": {
    "swap-on": {
      "empty": { "verdict": "unknown", "stdout": "cannot read it\\n" },
      "with": { "verdict": "ok", "stdout": "2 lines\\n" },
      "without": { "verdict": "affected", "stdout": "no swap\\n" }
    }
  }
}
`;

describe("scripts/check.ts", { timeout: 30_000 }, () => {
  test("prints a heading per check, a line per host, and a summary", async () => {
    const { run } = await siteWith(SOUND, { [OUTPUTS]: RECORDED });

    const { code, stdout, stderr } = await run("swap-on");

    expect(stdout).toMatchInlineSnapshot(`
      "swap-on: Is there swap?
        content/postmortems/2023-09-21-slow.md:6
        with     OK           2 lines
        without  AFFECTED     no swap
        empty    CANNOT TELL  cannot read it

      1 check on 3 hosts: 3 runs, all as expected

      "
    `);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("says what is not recorded yet, and ends with 0", async () => {
    const { code, stdout } = await (await siteWith(SOUND)).run();

    expect(stdout).toMatch(/^ {2}not recorded yet \(npm run check -- --root \S+ --update records it\)$/m);
    expect(code).toBe(0);
  });

  test("ends with 1 and tells the problem when a check is not sound", async () => {
    const { code, stdout, stderr } = await (await siteWith(WRONG, { [OUTPUTS]: RECORDED })).run();

    expect(stdout).toMatchInlineSnapshot(`
      "swap-on: Is there swap?
        content/postmortems/2023-09-21-slow.md:6
        with  AFFECTED, expected OK
          at content/postmortems/2023-09-21-slow.md:6
          --- recorded, OK
          +++ this run, AFFECTED
          @@ -1,1 +1,1 @@
          -2 lines
          +no swap
          exit code: 1
          read: /proc/swaps
          ran: grep -c . /proc/swaps
        without  AFFECTED     no swap
        empty    CANNOT TELL  cannot read it

      1 check on 3 hosts: 3 runs, 1 not as expected

      "
    `);
    expect(stderr).toContain('check "swap-on" says AFFECTED on host "with", expected OK');
    expect(code).toBe(1);
  });

  test("ends with 1 when a check prints something else than was recorded", async () => {
    const { run, root } = await siteWith(SOUND.replace("no swap", "No swap"), { [OUTPUTS]: RECORDED });

    const { code, stdout, stderr } = await run();

    expect(stdout).toContain("    -no swap\n    +No swap\n");
    expect(stderr.replaceAll(root, "ROOT")).toMatchInlineSnapshot(`
      "content/postmortems/2023-09-21-slow.md:6:9  check "swap-on" does not print on host "without" what was recorded
          | \`\`\`bash check=swap-on
          |         ^^^^^^^^^^^^^
        Where the new text is right: npm run check -- --root ROOT --update

      1 problem in 1 file
      "
    `);
    expect(code).toBe(1);
  });

  test("says nothing with --quiet when all is well, advice included", async () => {
    const lonely = SOUND.replace(", affected: [without]", "");

    const { code, stdout, stderr } = await (await siteWith(lonely, { [OUTPUTS]: RECORDED })).run("--quiet");

    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
  });

  test("tells only what failed with --quiet", async () => {
    const { stdout } = await (await siteWith(WRONG)).run("--quiet");

    expect(stdout).toContain("  with  AFFECTED, expected OK\n");
    expect(stdout).not.toContain("without");
  });

  test("lists shell snippets that are no check", async () => {
    const page = `${SOUND}\n\`\`\`sh\nuname\n\`\`\`\n\n\`\`\`sh run=never\nreboot\n\`\`\`\n`;

    const { run } = await siteWith(page);

    expect((await run()).stdout).toContain("\n1 of 2 shell snippets are not tested:\n");
    expect((await run()).stdout).toContain(`  ${PAGE}:13  Slow\n`);
    expect((await run("swap-on")).stdout).not.toContain("not tested");
  });

  test("ends with 1 when less is tested than the settings ask for", async () => {
    const page = `${SOUND}\n\`\`\`sh\nuname\n\`\`\`\n`;

    const { code, stderr } = await (await siteWith(page, { "content/site.yaml": "checks: { tested: 51 }\n" })).run();

    expect(stderr).toContain("content/site.yaml:1:11  1 of 2 shell snippets are tested (50 %), expected at least 51 %");
    expect(code).toBe(1);
  });

  test("tells a broken record beside what is wrong with the checks, and updates nothing", async () => {
    const broken = RECORDED.replace('"verdict": "ok"', '"verdict": "fine"');
    const { run, read } = await siteWith(WRONG, { [OUTPUTS]: broken });

    const plain = await run();
    const update = await run("--update");

    for (const { stderr } of [plain, update])
      expect(stderr).toContain("_data/outputs.json:6:1  checks.swap-on.with.verdict: Invalid option");
    expect(plain.stderr).toContain("says AFFECTED on host");
    expect(update.stderr).toContain("1 problem in 1 file");
    expect([plain.code, update.code]).toEqual([1, 1]);
    expect(await read(OUTPUTS)).toBe(broken);
    expect(await read(PAGE)).toBe(WRONG);
  });

  test("advises on what is kept of checks and hosts that nobody uses any more, and --update removes it", async () => {
    const old = RECORDED.replace(
      '"checks": {',
      '"checks": {\n    "swap-of": { "with": { "verdict": "ok", "stdout": "" } },',
    );
    const { run, read, root } = await siteWith(SOUND, {
      [OUTPUTS]: old.replace('"empty"', '"gone": { "verdict": "ok", "stdout": "" },\n      "empty"'),
      "content/hosts/spare/host.yaml": "{ summary: spare, kind: shaped, source: made up }",
    });

    const { code, stderr } = await run();
    const named = await run("swap-on");
    const updated = await run("--update");

    expect(stderr.replaceAll(root, "ROOT")).toMatchInlineSnapshot(`
      "_data/outputs.json:1:1  advice: holds what check "swap-of" printed, which no document has
        npm run check -- --root ROOT --update removes it

      _data/outputs.json:1:1  advice: holds what check "swap-on" printed on host "gone", which it does not name
        npm run check -- --root ROOT --update removes it

      content/hosts/spare/host.yaml:1:1  advice: no check names host "spare"
          | { summary: spare, kind: shaped, source: made up }
        List it under ok, affected or unknown of a check

      3 pieces of advice in 2 files
      "
    `);
    expect(code).toBe(0);
    expect(named.stderr).toBe("");
    expect(JSON.parse(await read(OUTPUTS))).toEqual(JSON.parse(RECORDED));
    expect(updated.stderr).not.toContain("swap-of");
  });

  test("ends with 2 on an id that no check has, in a line", async () => {
    const { code, stdout, stderr } = await (await siteWith(SOUND)).run("swap-of");

    expect(stderr).toMatchInlineSnapshot(`
      "No check is called "swap-of". Did you mean "swap-on"? Checks: swap-on
      npm run check -- --help tells what else there is
      "
    `);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("ends with 2 on an option that it does not know, and says how it is called", async () => {
    const { code, stdout, stderr } = await (await siteWith(SOUND)).run("--fast");

    expect(stderr).toContain("Unknown option '--fast'");
    expect(stderr).toContain("Usage: npm run check");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("scripts/check.ts with --engine", { timeout: 60_000 }, () => {
  test("runs the default one by name as it does without", async () => {
    const { run } = await siteWith(SOUND);

    expect((await run("--engine=simulated")).stdout).toBe((await run()).stdout);
  });

  test("holds another engine against the default one, or says that it can't", async () => {
    const { run } = await siteWith(SOUND);

    const { code, stdout, stderr } = await run("--engine=all");

    if (code === 2) expect(stderr).toMatch(/^Engine "bubblewrap" cannot run here: /);
    else {
      expect(stdout).toMatch(/^Engine simulated \(just-bash [\d.]+\)$/m);
      expect(stdout).toMatch(/^Engine bubblewrap \(bash .*\)$/m);
      expect(stdout.match(/1 check on 3 hosts: 3 runs, all as expected/g)).toHaveLength(2);
      expect(code).toBe(0);
    }
  });
});
