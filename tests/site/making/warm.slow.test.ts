// A build that leaves alone what has not changed gives the same bytes as one from nothing, whatever has changed.

import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuildOptions, buildSite } from "../../../src/site/build.ts";
import { readSiteContent } from "../../../src/site/content.ts";
import { inputsOf } from "../../../src/site/making/inputs.ts";
import type { FileCounts } from "../../../src/site/making/publish.ts";
import { keptEntries } from "../../../src/site/rendering/entries.ts";

const FIXTURE = "tests/fixtures/sites/everything";
const RUNBOOK = "content/runbooks/disk-full.md";
const ARTICLE = "content/postmortems/2024-05-07-slow-disk.md";

let root: string;
let cold: string;

/** A build as the command makes it: it ends at once if nothing has changed. */
async function build(from: string, options: Partial<BuildOptions> = {}): Promise<FileCounts | "nothing to do"> {
  const output = join(from, "_site");
  const inputs = await inputsOf(from, output, options);
  if (inputs.same !== undefined) return "nothing to do";
  const { published } = await buildSite({ root: from, output, keepGoing: true, ...options, inputs });
  if (published === undefined) throw new Error("Nothing was published");
  return published;
}

async function bytesBelow(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [relative(folder, file), await readFile(file, "latin1")] as const),
  );
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Builds warm, and the same content from nothing; the warm build's counts. */
async function isAsFromNothing(options: Partial<BuildOptions> = {}): Promise<FileCounts | "nothing to do"> {
  const counts = await build(root, options);
  await rm(cold, { recursive: true, force: true });
  for (const folder of ["content", "_data"]) await cp(join(root, folder), join(cold, folder), { recursive: true });
  await build(cold, options);
  const [warm, fresh] = await Promise.all([root, cold].map((one) => bytesBelow(join(one, "_site"))));
  expect(Object.keys(warm ?? {})).toEqual(Object.keys(fresh ?? {}));
  for (const [file, text] of Object.entries(fresh ?? {})) if (warm?.[file] !== text) expect.fail(`${file} differs`);
  return counts;
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(join(root, file), "utf8");
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(join(root, file), changed);
}

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-warm-"));
  [root, cold] = [join(folder, "site"), join(folder, "cold")];
  await cp(FIXTURE, root, { recursive: true, filter: (file) => !file.includes("/.cache") });
  await build(root);
});

afterAll(() => rm(join(root, ".."), { recursive: true }));

describe("a build is as one from nothing", () => {
  test("after nothing: it has nothing to do", async () => {
    expect(await isAsFromNothing()).toBe("nothing to do");
  });

  test.each<readonly [what: string, change: () => Promise<unknown>]>([
    ["an article was edited", () => edit(ARTICLE, (text) => `${text}\nOne more word.\n`)],
    [
      "a title changed, which other pages show",
      () => edit(RUNBOOK, (text) => text.replace(/^title: .*$/m, "title: Another")),
    ],
    ["an article was added", () => cp(join(root, ARTICLE), join(root, "content/postmortems/2024-06-01-more.md"))],
    [
      "a file was renamed",
      () =>
        rename(
          join(root, "content/postmortems/2024-06-01-more.md"),
          join(root, "content/postmortems/2024-06-01-less.md"),
        ),
    ],
    [
      "a file was renamed by case only",
      () =>
        rename(
          join(root, "content/postmortems/2024-06-01-less.md"),
          join(root, "content/postmortems/2024-06-01-Less.md"),
        ),
    ],
    [
      "an article was broken, and is held back",
      () => edit("content/postmortems/2024-06-01-Less.md", (text) => `${text}\n[x](/nowhere/)\n`),
    ],
    ["an article was removed", () => rm(join(root, "content/postmortems/2024-06-01-Less.md"))],
    [
      "a status moved",
      () => edit("_data/states.json", (text) => text.replace('"state": "open"', '"state": "released"')),
    ],
    ["a host changed", () => writeFile(join(root, "content/hosts/bad/root/etc/disk"), "else\n")],
    ["an alerting rule changed", () => edit("content/alerts/disk.yml", (text) => text.replace(/expr: /, "expr: 1 + "))],
    ["the settings changed", () => edit("content/site.yaml", (text) => `${text}\nfooter: { text: New }\n`)],
    [
      "a folder got a page",
      () =>
        mkdir(join(root, "content/runbooks/disks")).then(() =>
          writeFile(join(root, "content/runbooks/disks/a.md"), "text\n"),
        ),
    ],
  ])("after %s", async (_, change) => {
    await change();

    expect(await isAsFromNothing()).toMatchObject({ written: expect.any(Number) });
    expect(await build(root)).toBe("nothing to do");
  });

  test("for another audience and back", async () => {
    await edit(ARTICLE, (text) => text.replace("---\n", "---\naudience: internal\n"));

    for (const audience of ["internal", "public", "internal"] as const) await isAsFromNothing({ audience });
  });

  test.each([
    ["was edited by hand", (file: string) => writeFile(file, "mine")],
    ["was removed", (file: string) => rm(file)],
    ["became a folder", (file: string) => rm(file).then(() => mkdir(file))],
  ])("after a page of the output %s", async (_, change) => {
    await build(root);
    await change(join(root, "_site/runbooks/disk-full/index.html"));

    await isAsFromNothing();
  });

  test("after a file of the index was damaged", async () => {
    const folder = join(root, "_site/pagefind/fragment");
    const [name = ""] = await readdir(folder);
    const bytes = await readFile(join(folder, name));
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(join(folder, name), bytes);

    await isAsFromNothing();
  });

  test("in a nightly job's steps, after an owner got another number", async () => {
    const night = async () => {
      const content = await readSiteContent(root, { entries: keptEntries(root) });
      await buildSite({ root, output: join(root, "_site"), content, keepGoing: true });
    };
    await night();
    await edit("content/site.yaml", (text) => text.replace("960001", "960002"));
    await night();

    const page = await readFile(join(root, "_site/runbooks/disk-full/index.html"), "utf8");
    expect(page).toContain("960002");
    expect(page).not.toContain("960001");
    await isAsFromNothing();
  });

  test("an excerpt under a problem shows nothing that the build did not read", async () => {
    await symlink("/etc/hostname", join(root, "content/runbooks/env.md"));
    await symlink("self", join(root, "content/runbooks/self"));
    await build(root);
    const { same } = await inputsOf(root, join(root, "_site"), {});

    expect(same?.told.problems.map(({ place }) => place.file)).toContain("content/runbooks/env.md");
    expect(same?.told.lines.map(([file]) => file)).not.toContain("content/runbooks/env.md");
    for (const name of ["env.md", "self"]) await rm(join(root, "content/runbooks", name));
  });

  test("a file that was written meanwhile, even with the same bytes, is looked at again", async () => {
    const output = join(root, "_site");
    const inputs = await inputsOf(root, output, {});
    const text = await readFile(join(root, ARTICLE), "utf8");
    await writeFile(join(root, ARTICLE), `${text}\nFor a moment.\n`);
    const content = await readSiteContent(root);
    await writeFile(join(root, ARTICLE), text);
    await buildSite({ root, output, content, keepGoing: true, inputs });

    expect((await inputsOf(root, output, {})).same).toBeUndefined();
    await isAsFromNothing();
  });

  test("a file that another build has left is made again", async () => {
    await build(root);
    const inputs = await inputsOf(root, join(root, "_site"), {});
    expect(inputs.same).toBeDefined();
    await buildSite({ root, output: join(root, "_site"), keepGoing: true, url: "https://two.example" });

    expect((await inputsOf(root, join(root, "_site"), {})).same).toBeUndefined();
    await isAsFromNothing();
  });

  test.each([
    ["removed", () => rm(join(root, ".cache"), { recursive: true })],
    [
      "broken",
      async () => {
        for (const name of ["facts", "texts"])
          await writeFile(join(root, ".cache", name), "faultbook cache 1\nnothing else");
        for (const name of await readdir(join(root, ".cache/made")))
          await writeFile(join(root, ".cache/made", name), "{");
      },
    ],
    [
      "of something else",
      async () => {
        for (const name of await readdir(join(root, ".cache/made")))
          await writeFile(join(root, ".cache/made", name), '{"program":1,"beside":{"rules":"*"}}');
      },
    ],
  ])("after the cache was %s", async (_, change) => {
    await build(root);
    await change();

    await isAsFromNothing();
  });
});

describe("the program itself", () => {
  test.each([
    ["a dependency's version", "package-lock.json", (text: string) => text.replace('"version": "', '"version": "0.')],
    ["how documents are rendered", "src/markdown/renderer.ts", (text: string) => `${text}// Changed.\n`],
    ["the style sheet", "src/pages/theme/base.css", (text: string) => `${text}\nbody{margin:9px}\n`],
    ["a script for readers", "src/checks/downloads/triage.bash", (text: string) => `${text}\n# More.\n`],
  ])("changed: %s counts", async (_, file, change) => {
    const program = await mkdtemp(join(tmpdir(), "faultbook-program-"));
    const { sourcesHash } = await import("../../../src/site/sources-hash.ts");
    for (const name of ["src", "package-lock.json"]) await cp(name, join(program, name), { recursive: true });
    await symlink(join(process.cwd(), "node_modules"), join(program, "node_modules"));
    const before = await sourcesHash(["src"], program);

    await writeFile(join(program, file), change(await readFile(join(program, file), "utf8")));

    expect(before).toBe(await sourcesHash(["src"]));
    expect(await sourcesHash(["src"], program)).not.toBe(before);
    await rm(program, { recursive: true });
  });
});
