import { execFileSync } from "node:child_process";
import { readdir, symlink, truncate } from "node:fs/promises";
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
      A relative link is a path from the folder of this file

    load.md:2:9  not valid TOML: Unterminated string constant
        | title = 'Load
        |         ^^^^^
      Close the quote or bracket opened here or earlier"
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
    "problem secret/_index.md",
  ]);
});

test("audit() takes documents as what their folder is called, and names files as they lie there", async () => {
  const folder = await writeSite({
    "Post-Mortems/Foo bar.md": "# A\n",
    "Post-Mortems/foo-bar.md": "# B\n",
    "team/a.md": "# A\n",
  });

  const found = await audit(join(folder, "Post-Mortems"), DAY);

  expect([found.as, (await audit(join(folder, "team"), DAY)).as]).toEqual(["postmortem", "runbook"]);
  expect(found.problems.map(({ place, what }) => `${place.file}: ${what}`)).toEqual([
    "Foo bar.md: address /postmortems/foo-bar/ is taken by foo-bar.md",
    "foo-bar.md: address /postmortems/foo-bar/ is taken by Foo bar.md",
  ]);
});

test("audit() takes a site as one, unless a kind is named", async () => {
  const folder = await writeSite({ "content/pages/a.md": "# A\n", "content/site.yaml": "url: https://kb.example\n" });

  expect(await audit(folder, DAY)).toMatchObject({ found: 1, published: 1, problems: [] });
  expect(told(await audit(folder, DAY, "runbook"))).toContain(
    "content/pages/a.md:1:1  advice: runbook without the section",
  );
});

test("audit() copies nothing: files of any size may lie there, and nothing can be written", async () => {
  const folder = await writeSite({ "a.md": "[dump](dump.zip)\n", "dump.zip": "", "other.zip": "" });
  const size = 50 * 1024 ** 3;
  await Promise.all(["dump.zip", "other.zip"].map((name) => truncate(join(folder, name), size)));
  vi.stubEnv("TMPDIR", "/dev/null");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });

  const { published, problems } = await audit(folder, DAY, "page");

  expect(published).toBe(1);
  expect(problems.map(({ place, what }) => `${place.file} ${what}`)).toEqual([
    "dump.zip file of 53.7 GB, above the limit of 25 MB for an attachment",
  ]);
  expect((await readdir(folder)).toSorted()).toEqual(["a.md", "dump.zip", "other.zip"]);
});

test.each(["page", undefined] as const)(
  "audit() leaves out what belongs to other tools, as a build does (%s)",
  async (kind) => {
    const above = kind === undefined ? "content/pages/" : "";
    const folder = await writeSite({
      [`${above}a.md`]: "# A\n",
      [`${above}deep/node_modules/x/README.md`]: "[x](gone.md)\n",
    });
    await symlink("x", join(folder, above, "deep/node_modules/y"));

    expect(await audit(folder, DAY, kind)).toMatchObject({ found: 1, published: 1 });
    expect(told(await audit(folder, DAY, kind))).not.toContain("node_modules");
  },
);

test("audit() tells what is no plain file", async () => {
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
