import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { type Audit, audit } from "../../src/site/audit.ts";
import { writeSite } from "../corpus/tiny-site.ts";

const told = ({ problems, readLine }: Audit) =>
  problems.map((problem) => formatProblem(problem, readLine)).join("\n\n");

test("audit() counts what would be published, and places what is wrong in the audited folder", async () => {
  const folder = await writeSite({
    "disk/full.md": "# Full\n\n[slow](slow.md)\n",
    "disk/slow.md": "---\ndraft: true\n---\n# Slow\n\n[gone](gone.md)\n",
    "load.md": "+++\ntitle = 'Load\n+++\n",
    ".git/HEAD": "ref",
  });

  const found = await audit(folder, "page");

  expect([found.found, found.published]).toEqual([3, 1]);
  expect(told(found)).toMatchInlineSnapshot(`
    "disk/slow.md:6:8  link to "gone.md", which does not exist
        | [gone](gone.md)
        |        ^^^^^^^
      A relative link is the path of a file from this one

    load.md:2:9  not valid TOML: Unterminated string constant
        | title = 'Load
        |         ^^^^^
      Close the quote or bracket that is opened here or before"
  `);
});

test("audit() takes a site as one, unless a kind is named", async () => {
  const folder = await writeSite({ "content/pages/a.md": "# A\n", "content/site.yaml": "url: https://kb.example\n" });

  expect(await audit(folder)).toMatchObject({ found: 1, published: 1, problems: [] });
  expect(told(await audit(folder, "runbook"))).toContain("content/pages/a.md:1:1  advice: runbook without the section");
});

test("audit() leaves the folder as it was, and nothing behind", async () => {
  const folder = await writeSite({ "a.md": "# A\n" });

  await audit(folder, "page");

  expect(await readdir(folder)).toEqual(["a.md"]);
  expect((await readdir(join(tmpdir()))).filter((name) => name.startsWith("faultbook-audit-"))).toEqual([]);
});
