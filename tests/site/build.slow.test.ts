// The build as a command: what it publishes, and what it leaves alone when the content has defects.

import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runBuild } from "./support/build-content.ts";
import { RUNBOOK, site } from "./support/tiny-site.ts";

/** Path → modification time and bytes of every file below a folder. */
async function snapshot(folder: string): Promise<Map<string, string>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const states = files.map(async (file) => {
    const path = join(file.parentPath, file.name);
    return [path, `${(await stat(path)).mtimeMs} ${(await readFile(path)).toString("base64")}`] as const;
  });
  return new Map(await Promise.all(states));
}

describe("a build with problems", () => {
  test("exits with 1, tells all of all files, and leaves the earlier site as it was", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK });
    const { output } = await runBuild(["--root", root]);
    const before = await snapshot(output);
    await writeFile(join(root, "content/runbooks/disk.md"), RUNBOOK.replace("title:", "date: 2023-02-30\ntitel:"));
    await writeFile(join(root, "content/runbooks/cpu.md"), `---js\n{}\n---\n`);

    const built = await runBuild(["--root", root], output);

    expect(built.exitCode).toBe(1);
    expect(built.stdout).toBe("");
    expect(built.stderr.replaceAll(output, "OUTPUT")).toMatchInlineSnapshot(`
      "content/runbooks/disk.md:3:1  advice: unknown key "titel"
        Did you mean "title"? Known keys here: title, description, date, updated, lang, tags, keywords, status, draft, publish, audience, weight, slug, aliases, severity, systems, alerts, fixes, elsewhere, references, checks, owner, reviewed, re…

      content/runbooks/cpu.md:1:4  front matter in "js", which is never run
          | ---js
          |    ^^
        Write YAML between two lines of "---", TOML between two of "+++", or JSON from "{" on line 1 to its "}"

      content/runbooks/disk.md:2:7  invalid date "2023-02-30" in "date"
          | date: 2023-02-30
          |       ^^^^^^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00"

      2 problems, 1 piece of advice in 2 files
      Nothing was published; OUTPUT is unchanged
      "
    `);
    expect(await snapshot(output)).toEqual(before);
  });

  test("--keep-going publishes the rest and names what is withheld", async () => {
    const root = await site({
      "content/runbooks/disk.md": RUNBOOK,
      "content/runbooks/cpu.md": RUNBOOK.replace("description:", "date: 2023-02-30\ndescription:"),
      "content/runbooks/ram.md": `${RUNBOOK.replace("title:", "alerts: [Gone]\ntitle:")}\n[a](https://github.com/a/b/issues/1) [b](/nowhere/)\n`,
    });

    const built = await runBuild(["--root", root, "--keep-going"]);

    expect(built.exitCode).toBe(0);
    expect(built.stderr).toContain('content/runbooks/cpu.md:3:7  invalid date "2023-02-30"');
    expect(await readdir(join(built.output, "runbooks"))).toEqual(["disk", "index.html"]);
    const home = await readFile(join(built.output, "index.html"), "utf8");
    expect(home).toContain("<li>Disk is slow</li><li>1 other file</li>");
    expect(await readFile(join(built.output, "references/index.html"), "utf8")).not.toContain("a/b#1");
  });
});

describe("a build without problems", () => {
  test("writes nothing when nothing has changed, and removes what is gone", async () => {
    const root = await site({ "content/runbooks/disk.md": RUNBOOK, "content/runbooks/cpu.md": RUNBOOK });
    const first = await runBuild(["--root", root]);
    const before = await snapshot(first.output);

    const second = await runBuild(["--root", root], first.output);
    expect(second.stdout).toMatch(/0 files written, \d+ unchanged, 0 removed/);
    expect(await snapshot(first.output)).toEqual(before);

    await writeFile(join(root, "content/runbooks/cpu.md"), RUNBOOK.replace("title:", "status: draft\ntitle:"));
    await runBuild(["--root", root], first.output);
    expect(await readdir(join(first.output, "runbooks"))).toEqual(["disk", "index.html"]);
  });
});
