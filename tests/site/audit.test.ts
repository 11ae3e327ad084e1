import { execFileSync } from "node:child_process";
import { readdir, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { UsageError } from "../../src/core/usage-error.ts";
import { type Audit, audit } from "../../src/site/audit.ts";
import { writeSite } from "../corpus/tiny-site.ts";

/** Of every Unix. */
const MKFIFO = "mkfifo";

const DAY = "2026-05-06";
const told = ({ problems, readLine }: Audit) =>
  problems.map((problem) => formatProblem(problem, readLine)).join("\n\n");

test("audit() counts what would be published, and places what is wrong in the audited folder", async () => {
  const folder = await writeSite({
    "disk/full.md": "# Full\n\n[slow](slow.md)\n",
    "disk/next.md": "---\ndraft: true\n---\n# Next\n",
    "disk/slow.md": "# Slow\n\n\n\n\n[gone](gone.md)\n",
    "load.md": "+++\ntitle = 'Load\n+++\n",
    ".git/HEAD": "ref",
  });

  const found = await audit(folder, DAY, "page");

  expect([found.found, found.published, found.hidden]).toEqual([4, 1, 1]);
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

test("audit() hides what its day hides, and what a folder's page may hide", async () => {
  const folder = await writeSite({
    "a.md": "---\ndate: 2026-05-07\n---\n",
    "b.md": "---\ndate: 2026-05-06\n---\n",
    "secret/_index.md": "---\ncascade: { draft: true }\n---\n",
    "secret/c.md": "# C\n",
  });

  const { found, published, hidden, problems } = await audit(folder, DAY, "page");

  expect([found, published, hidden]).toEqual([4, 1, 1]);
  expect(problems.map(({ kind, place }) => `${kind} ${place.file}`)).toEqual([
    "advice a.md",
    "problem secret/_index.md",
  ]);
});

test("audit() takes a site as one, unless a kind is named", async () => {
  const folder = await writeSite({ "content/pages/a.md": "# A\n", "content/site.yaml": "url: https://kb.example\n" });

  expect(await audit(folder, DAY)).toMatchObject({ found: 1, published: 1, problems: [] });
  expect(told(await audit(folder, DAY, "runbook"))).toContain(
    "content/pages/a.md:1:1  advice: runbook without the section",
  );
});

test("audit() leaves the folder as it was, and nothing behind", async () => {
  const folder = await writeSite({ "a.md": "# A\n" });

  await audit(folder, DAY, "page");

  expect(await readdir(folder)).toEqual(["a.md"]);
  expect((await readdir(join(tmpdir()))).filter((name) => name.startsWith("faultbook-audit-"))).toEqual([]);
});

test("audit() tells what is no plain file, and copies none of it", async () => {
  const folder = await writeSite({ "a.md": "# A\n", "b.md": "# B\n" });
  execFileSync(MKFIFO, [join(folder, "pipe.md")]);
  await symlink("/etc/passwd", join(folder, "link.md"));
  await symlink(".", join(folder, "circle"));

  const found = await audit(folder, DAY, "page");

  expect([found.found, found.published]).toEqual([2, 2]);
  expect(found.problems.map(({ place, kind, what }) => `${place.file} ${kind}: ${what}`)).toEqual([
    "circle problem: symbolic link",
    "link.md problem: symbolic link",
    "pipe.md problem: named pipe, not a file",
  ]);
});

test("audit() refuses a file", async () => {
  const folder = await writeSite({ "a.md": "# A\n" });

  await expect(audit(join(folder, "a.md"), DAY)).rejects.toThrow(UsageError);
});

test("audit() reads a folder that the temporary files lie in", async () => {
  const folder = await writeSite({ "a.md": "# A\n", "tmp/b.md": "# B\n" });
  vi.stubEnv("TMPDIR", join(folder, "tmp"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });

  expect(await audit(folder, DAY, "page")).toMatchObject({ found: 2, published: 2, problems: [] });
  expect(await readdir(join(folder, "tmp"))).toEqual(["b.md"]);
});
