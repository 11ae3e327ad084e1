// npm run check where no sandbox can be made, or one that only compares.

import { beforeAll, expect, test } from "vitest";
import { describeRuns } from "../sandbox-here.ts";
import { copyOf, MENDED, PAGE, pathWithout, type Site, SOUND, siteWith } from "./check-site.ts";

describeRuns("npm run check", () => {
  let [recorded, changed]: readonly [Site?, Site?] = [];

  /** A site whose runs are recorded, and the same with a check that changed since. */
  const sites = () => {
    if (recorded === undefined || changed === undefined) throw new TypeError("There are no sites");
    return { recorded, changed };
  };

  beforeAll(async () => {
    recorded = await siteWith(SOUND);
    expect(await recorded.run(["--update"])).toMatchObject({ code: 0 });
    changed = await copyOf(recorded);
    await changed.write(PAGE, MENDED);
  });

  test("tells why no sandbox can be made: 1 where a run is due, 0 where none is, 2 where all are asked for", async () => {
    const { recorded, changed } = sites();
    const where = await pathWithout("bash", "unshare", "bwrap");

    const [due, done, all] = await Promise.all([
      changed.run([], where),
      recorded.run([], where),
      recorded.run(["--all"], where),
    ]);
    const updated = await changed.run(["--update"], where);

    const why = /^Checks cannot be run: no sandbox can be made here \(bwrap: .*; unshare: .*; chroot.*\)\. \w.*\n/;
    expect(due.stderr).toMatch(why);
    expect(due.stderr.replace(/^[\s\S]*?\n\n/, "")).toBe("");
    expect(due.stdout).toMatchInlineSnapshot(`
      "✗ swap-on: Is there swap?
        not run

        content/postmortems/2023-09-21-slow.md:6:9  check "swap-on" has changed since its last run
            | \`\`\`bash check=swap-on
            |         ^^^^^^^^^^^^^
          Run it, and commit the records: npm run check -- --root ROOT swap-on --update

      1 check: 1 not run; 1 problem, no advice
      "
    `);
    expect(due.code).toBe(1);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(all).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(why) });
    expect(updated.code).toBe(1);
    expect(await changed.records()).toEqual(await recorded.records());
  });

  test.skipIf(process.getuid?.() !== 0)(
    `compares where root may not make namespaces, and records nothing${process.getuid?.() === 0 ? "" : " (needs root)"}`,
    async () => {
      const { recorded, changed } = sites();
      const where = await pathWithout("unshare", "bwrap");

      const same = await recorded.run(["--all"], where);
      const due = await changed.run(["--update"], where);

      expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining("run now on 3 test hosts, and compared") });
      expect(same.stderr).toBe(
        "This machine forbids namespaces: runs are only compared with the record, and nothing can be recorded\n\n",
      );
      expect(due.stdout).toContain("Nothing to record\n");
      expect(due.stdout).toContain('check "swap-on" has changed since its last run');
      expect(due.code).toBe(1);
      expect(await changed.records()).toEqual(await recorded.records());
    },
  );
});
