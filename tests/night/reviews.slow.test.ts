// Whole nights of a site whose runbooks are reviewed every six months, with a clock that is passed in.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { expect, test } from "vitest";
import { nightly } from "../../src/night/night.ts";
import { withLock } from "../../src/site/lock.ts";
import { RUNBOOK, site } from "../site/support/tiny-site.ts";

const A = "content/runbooks/a.md";
const reviewed = (day: string, more = "") =>
  RUNBOOK.replace("title:", `owner: storage\nreviewed: ${day}\nreviewEvery: 6 months\n${more}title:`);

/** Each file of an output that a reader may see change, with its hash. */
async function pagesOf(output: string): Promise<Record<string, string>> {
  const files = await glob("**", { cwd: output, ignore: ["api/looks.json", "metrics.prom"] });
  const hashed = files.sort().map(async (file) => {
    const bytes = await readFile(join(output, file));
    return [file, createHash("sha256").update(bytes).digest("hex")] as const;
  });
  return Object.fromEntries(await Promise.all(hashed));
}

test("an overdue review is told once, and changes no page", async () => {
  const root = await site({ [A]: reviewed("2026-08-31"), "content/runbooks/b.md": RUNBOOK });
  const output = join(root, "_site");
  /** The report of a night, and the pages after it. */
  const night = async (now: string, text?: string) => {
    if (text !== undefined) await writeFile(join(root, A), text);
    const look = { environment: {}, now: () => new Date(now) };
    const done = await withLock(join(root, ".cache/lock"), (lock) => nightly({ look, build: { root, output }, lock }));
    await done.wasTold();
    return { report: done.report, pages: await pagesOf(output) };
  };

  const due = await night("2027-02-28T23:59:59Z");
  const late = await night("2027-03-01T02:00:00Z");
  const later = await night("2027-03-02T02:00:00Z");

  expect(due.report).toBe("");
  expect(late.report).toMatchInlineSnapshot(`
    "## Overdue reviews

    - \`content/runbooks/a.md:3:11\` \`Disk is slow\`: reviewed on 31 August 2026, due on 28 February 2027; owner: \`storage\`

    Check each one on a real host, correct what is no longer true, and set its \`reviewed\` to that day
    "
  `);
  expect(later.report).toBe("");
  expect(Object.keys(due.pages)).toContain("reviews/index.html");
  expect(late.pages).toEqual(due.pages);
  expect(later.pages).toEqual(due.pages);

  const hidden = await night("2027-03-03T02:00:00Z", reviewed("2026-08-31", "draft: true\n"));
  const back = await night("2027-03-04T02:00:00Z", reviewed("2026-08-31"));
  const anew = await night("2027-03-05T02:00:00Z", reviewed("2027-03-04"));
  const again = await night("2027-09-05T02:00:00Z");

  expect([hidden.report, back.report, anew.report]).toEqual(["", "", ""]);
  expect(again.report).toContain("reviewed on 4 March 2027, due on 4 September 2027");
});
