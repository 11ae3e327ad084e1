// npm run new -- check, and what its author does next: npm run check, npm run build.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { idiomNamed, idiomNames } from "../../src/checks/idioms/idioms.ts";
import { missing } from "../checks/sandbox-here.ts";
import { CARD, type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { runBuild } from "../site/support/build-content.ts";
import { ran } from "./ran.ts";

const OTHER = {
  "content/site.yaml": "url: https://kb.example/\n",
  "content/runbooks/disk.md": runbook("title: Disk"),
};

/** Everything in the content of a site, by path. */
async function contentOf(root: string): Promise<readonly string[]> {
  return (await readdir(join(root, "content"), { recursive: true })).sort();
}

/** Takes the status out, so that a build shows the runbook. */
async function publish(root: string, id: string): Promise<void> {
  const page = join(root, `content/runbooks/${id}.md`);
  await writeFile(page, (await readFile(page, "utf8")).replace("status: draft\n", ""));
}

const newCheck = (root: string, ...args: readonly string[]) => ran("new.ts", ["check", ...args, "--root", root]);

describe("scripts/new.ts check", () => {
  test("writes a runbook and its hosts, and says what to do next", async () => {
    const root = await writeSite(OTHER);
    const made = await newCheck(root, "zombies");

    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect(made.stdout.replaceAll(root, "ROOT")).toMatchInlineSnapshot(`
      "content/hosts/zombies-one/
      content/hosts/zombies-many/
      content/hosts/zombies-busybox/
      content/runbooks/zombies.md
      Edit content/runbooks/zombies.md: replace the instructions in its text, and adapt its check
      Then: npm run check -- --root ROOT zombies --update
      npm start -- --root ROOT shows it; a build leaves it out while its status is draft
      "
    `);
    expect(await contentOf(root)).toEqual([
      ...["hosts", "hosts/zombies-busybox", "hosts/zombies-busybox/commands.yaml", "hosts/zombies-busybox/host.yaml"],
      ...["hosts/zombies-many", "hosts/zombies-many/commands.yaml", "hosts/zombies-many/host.yaml"],
      ...["hosts/zombies-one", "hosts/zombies-one/commands.yaml", "hosts/zombies-one/host.yaml"],
      ...["runbooks", "runbooks/disk.md", "runbooks/zombies.md", "site.yaml"],
    ]);
  });

  test.skipIf(missing !== undefined)("makes checks that only have to be recorded, and can be shown then", async () => {
    const root = await writeSite(OTHER);
    const ids = ["docker", "web-is-running"];
    await newCheck(root, "docker");
    await newCheck(root, "units", "--name", "web-is-running");

    const before = await ran("check.ts", ["--root", root]);
    const told = before.stdout.split("\n").filter((line) => /^\s*\S+:\d+:\d+ {2}/.test(line));
    expect(told.map((line) => line.replace(/^\s*\S+ {2}/, "")).sort()).toEqual(
      ids.map((id) => `check "${id}" keeps every rule, but its current runs are not recorded`),
    );
    expect(await ran("check.ts", ["--root", root, "--update"])).toMatchObject({ code: 0, stderr: "" });
    expect(await ran("check.ts", ["--root", root])).toMatchObject({ code: 0, stderr: "" });

    await publish(root, "docker");
    const built = await runBuild(["--root", root]);
    expect(built).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await readdir(join(built.output, "runbooks"))).toEqual(["disk", "docker", "index.html"]);
    expect(await readdir(join(built.output, "hosts"))).toContain("docker-unhealthy");
    expect(await readdir(join(built.output, "hosts"))).not.toContain("web-is-running-stopped");
  });

  test("writes nothing where anything is there already, and tells all of it", async () => {
    const check = "checks: { zombies: { asks: Is it?, ok: [mine] } }";
    const files: Files = {
      "content/hosts/zombies-one/host.yaml": CARD,
      "content/hosts/mine/host.yaml": CARD,
      "content/runbooks/Zombies.markdown": runbook("title: Mine"),
      "content/runbooks/old.md": runbook(check, "```bash check=zombies\nexit 2\n```\n"),
    };
    const root = await writeSite(files);
    await mkdir(join(root, "content/hosts/zombies-many"));
    const before = await contentOf(root);
    const { stderr, ...rest } = await newCheck(root, "zombies");

    expect(rest).toEqual({ code: 2, stdout: "" });
    expect(stderr.replaceAll(root, "ROOT")).toMatchInlineSnapshot(`
      "Nothing was written, because these exist already:
        content/hosts/zombies-one
        content/hosts/zombies-many
        check "zombies" in content/runbooks/old.md:14
        address /runbooks/zombies/ of content/runbooks/Zombies.markdown
      Choose another name: npm run new -- check zombies --name OTHER --root ROOT. Or remove these first
      "
    `);
    expect(await contentOf(root)).toEqual(before);
    expect(await newCheck(root, "zombies", "--name", "zombies-left")).toMatchObject({ code: 0, stderr: "" });
    const again = await newCheck(root, "zombies", "--name", "zombies-left");
    expect(again.stderr.match(/^ {2}.*$/gm)).toEqual([
      ...["one", "many", "busybox"].map((own) => `  content/hosts/zombies-left-${own}`),
      "  content/runbooks/zombies-left.md",
    ]);
  });

  test("tells of a page that had the address before", async () => {
    const root = await writeSite({ "content/runbooks/disk.md": runbook("aliases: [/runbooks/load/]") });

    expect((await newCheck(root, "load")).stderr).toContain(
      "already:\n  address /runbooks/load/ of content/runbooks/disk.md\nChoose",
    );
  });

  test("lists all idioms with their questions where none was named, and offers one where it is not there", async () => {
    const root = await writeSite(OTHER);
    const none = await newCheck(root);
    const wrong = await newCheck(root, "zombie");

    for (const name of idiomNames()) expect(none.stdout).toContain(`  ${idiomNamed(name)?.asks}\n`);
    expect(none).toMatchObject({ code: 0, stderr: "" });
    expect(none.stdout).toMatch(/^kernel\n {2}conntrack +Is the table of tracked connections nearly full\?\n/);
    expect(none.stdout).toMatch(/\n\nTo start from one of these: npm run new -- check IDIOM\n$/);
    expect(wrong).toMatchObject({ code: 2, stdout: "" });
    expect(wrong.stderr).toContain(
      'No idiom is called "zombie". Did you mean "zombies"? npm run new -- check lists them all',
    );
    expect(await contentOf(root)).toEqual(["runbooks", "runbooks/disk.md", "site.yaml"]);
  });

  test("refuses names that a check, a runbook or a host cannot have, and options of the other kind", async () => {
    const root = await writeSite(OTHER);
    const cases = [
      [["load", "--name", "A b"], 'Check id "A b" cannot be part of an address. Use small letters'],
      [["load", "--name", "../x"], 'Check id "../x" cannot be part of an address'],
      [["load", "--name", " "], "--name is empty"],
      [["load", "--name", "index"], "content/runbooks/index.md would be the page of the folder"],
      [["load", "--name", "a".repeat(98)], "has more than 100 characters. Choose a shorter name"],
      [
        ["load", "mine"],
        'Unexpected "mine" after the name. npm keeps options to itself unless -- comes first: npm run new -- check IDIOM',
      ],
      [["load", "--summary", "x"], "--summary works only with npm run new -- host"],
    ] as const;

    for (const [args, message] of cases) {
      const refused = await newCheck(root, ...args);
      expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(message) });
    }
    expect((await ran("new.ts", ["host", "a", "--name", "b", "--root", root])).stderr).toContain(
      "--name works only with npm run new -- check",
    );
    expect(await contentOf(root)).toEqual(["runbooks", "runbooks/disk.md", "site.yaml"]);
  });
});
