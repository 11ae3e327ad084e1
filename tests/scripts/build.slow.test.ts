// How the build's command line is called, and what it refuses.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { runBuild } from "../site/support/build-content.ts";
import { RUNBOOK, site } from "../site/support/tiny-site.ts";

describe("the output folder", () => {
  test("is refused where it holds what no build has written, and nothing of it is lost", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK, "precious/letter.txt": "mine" });

    const built = await runBuild(["--root", root], join(root, "precious"));

    expect(built.exitCode).toBe(2);
    expect(built.stderr).toContain("precious holds files that are not from a build; choose a new or empty folder");
    expect(await readdir(join(root, "precious"))).toEqual(["letter.txt"]);
  });

  test("is refused where it is a file", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK, letter: "mine" });

    const built = await runBuild(["--root", root], join(root, "letter"));

    expect(built.exitCode).toBe(2);
    expect(built.stderr).toContain("letter is a file; choose a folder for the output");
    expect(await readdir(root)).toEqual(["content", "letter"]);
  });
});

test("the output folder is refused where it would be read as content", async () => {
  const root = await site({ "content/runbooks/disk.md": RUNBOOK });

  const built = await runBuild(["--root", root], join(root, "content/runbooks/site"));

  expect([built.exitCode, built.stderr]).toEqual([
    2,
    expect.stringContaining("is inside content/, so it would be read"),
  ]);
});

describe("paths", () => {
  test("are those of the folder in which npm was called", async () => {
    const folder = await realpath(await site({ "content/runbooks/disk.md": RUNBOOK }));
    const args = ["--prefix", resolve("."), "run", "--silent", "build", "--", "--root", ".", "--output", "./out"];
    const own = Object.entries(process.env).filter(([key]) => !/^(npm_|FAULTBOOK_|INIT_CWD)/i.test(key));

    const built = spawnSync("npm", args, { cwd: folder, encoding: "utf8", env: Object.fromEntries(own) });

    expect(built).toMatchObject({ status: 0, stderr: "" });
    expect(built.stdout).toContain(`→ ${folder}/out in `);
    expect((await readdir(folder)).sort()).toEqual([".cache", "content", "out"]);
  });
});

describe("advice", () => {
  const names = ["Gone", "Retired", "Dropped", "Forgotten"];
  const article = (name: string) => `---\ntitle: ${name}\ndate: 2024-05-06\nalerts: [${name}Alert]\n---\n`;
  const rules = `groups:
  - name: disk
    rules:
      - { alert: DiskIsFull, expr: vector(1), annotations: { runbook_url: "https://kb.example/runbooks/disk/" } }
`;
  const files = {
    "content/alerts/disk.yml": rules,
    "content/runbooks/disk.md": RUNBOOK.replace("title:", "alerts: [DiskIsFull]\ntitle:"),
    ...Object.fromEntries(names.map((name) => [`content/postmortems/${name.toLowerCase()}.md`, article(name)])),
  };

  test("is told by what it is about, and with --all piece by piece", async () => {
    const root = await site(files);
    const [grouped, all] = await Promise.all([[], ["--all"]].map((args) => runBuild(["--root", root, ...args])));

    expect(grouped?.exitCode).toBe(0);
    expect(grouped?.stderr.replaceAll(root, "ROOT")).toMatchInlineSnapshot(`
      "advice: 4 × alert … is in no rule file: "DroppedAlert", "ForgottenAlert", "GoneAlert" and 1 more
        content/postmortems/dropped.md:4:10, content/postmortems/forgotten.md:4:10, content/postmortems/gone.md:4:10 and 1 more
        Rules live in content/alerts/
      npm run build -- --root ROOT --all lists each of them

      4 pieces of advice in 4 files
      "
    `);
    expect(all?.exitCode).toBe(0);
    expect(all?.stderr.match(/advice: alert "/g)).toHaveLength(4);
  });

  test("keeps everything from being published with --strict", async () => {
    const root = await site(files);
    const built = await runBuild(["--root", root, "--strict"]);

    expect(built).toMatchObject({ exitCode: 1, stdout: "" });
    expect(built.stderr).toMatch(
      /Nothing was published, because --strict treats advice as problems; .* is unchanged\n$/,
    );
    expect(existsSync(built.output)).toBe(false);
  });
});

describe("wrong usage", () => {
  test.each([
    [["--path-prefix", "a b"], 'Cannot use pathPrefix "a b". Write a path such as /group/kb/'],
    [["--url", "kb.example"], 'Cannot use url "kb.example". Write a URL, as in https://example.org/page'],
    [["--audience", "everybody"], 'Unknown audience "everybody". Write one of: public, internal, restricted'],
    [["--root", "tests/nowhere"], "tests/nowhere does not exist"],
    [["--strict", "--keep-going"], "--keep-going publishes what --strict refuses: use only one of them"],
    [["--outptu", "x"], "Unknown option '--outptu'"],
  ])("%s is refused with exit code 2", async (args, message) => {
    const built = await runBuild(args);

    expect(built.stderr).toContain(message);
    expect(built.stderr).toContain("Usage: npm run build");
    expect(built.exitCode).toBe(2);
  });
});
