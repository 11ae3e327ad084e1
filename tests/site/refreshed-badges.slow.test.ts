// From a change upstream to the badge on the page: real commands, a real server in the shape of each API.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { load } from "cheerio";
import { expect, test } from "vitest";
import { instancesAt, type Routes, serve } from "../trackers/loopback.ts";
import { fixture, URLS } from "../trackers/samples.ts";
import { runBuild } from "./support/build-content.ts";

const { pathname, search } = new URL(URLS.gitweb);
const COMMIT = `/gitweb${pathname}${search}`;
const THREAD = `/xenforo${new URL(URLS.xenforo).pathname}`;
const BUG = "/launchpad/bugs/2034745";

const OPEN: Routes = {
  "/github/repos/openzfs/zfs/issues/15245": fixture("github/open.json"),
  [COMMIT]: [404, fixture("gitweb/missing.html")],
  [BUG]: fixture("launchpad/bug.json"),
  [`${BUG}/bug_tasks?ws.size=300`]: fixture("launchpad/tasks.open.json"),
  [THREAD]: fixture("xenforo/discussion.html"),
};
const SETTLED: Routes = {
  "/github/repos/openzfs/zfs/issues/15245": fixture("github/closed-completed.json"),
  [COMMIT]: fixture("gitweb/commit.html"),
  [`${BUG}/bug_tasks?ws.size=300`]: fixture("launchpad/tasks.released.json"),
  [THREAD]: fixture("xenforo/solved.html"),
};

const ARTICLE = `# Story\n\n${Object.values(URLS)
  .map((url) => `- [item](<${url}>)`)
  .join("\n")}\n`;

async function site(origin: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-refresh-"));
  await mkdir(join(root, "content/postmortems"), { recursive: true });
  await writeFile(join(root, "content/postmortems/story.md"), ARTICLE);
  // JSON is YAML.
  await writeFile(
    join(root, "content/site.yaml"),
    JSON.stringify({ url: "https://kb.example", trackers: instancesAt(origin) }),
  );
  return root;
}

function runRefresh(root: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(execPath, ["scripts/refresh.ts", "--all", "--root", root], (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}

/** The words of the badges behind the links of the story. */
async function badges(root: string, output?: string): Promise<{ words: string[]; output: string }> {
  const built = await runBuild(["--root", root], output);
  expect(built.stderr).toBe("");
  const $ = load(await readFile(join(built.output, "postmortems/story/index.html"), "utf8"));
  const words = $(".prose .badge").map((_, badge) => $(badge).text().trim().replace(/\s+/g, " "));
  return { words: words.get(), output: built.output };
}

test("a refresh ends in changed badges after a rebuild, and a night without news changes no byte", async () => {
  const answers: Record<string, Routes[string]> = {};
  const server = await serve(answers);
  const root = await site(server.origin);
  const unseen = await badges(root);
  expect(new Set(unseen.words)).toEqual(new Set(["? unknown"]));

  Object.assign(answers, OPEN);
  await runRefresh(root);
  const open = await badges(root, unseen.output);
  expect(open.words).toMatchInlineSnapshot(`
    [
      "○ open",
      "? unknown",
      "○ open",
      "○ open",
    ]
  `);

  Object.assign(answers, SETTLED);
  expect(await runRefresh(root)).toMatchInlineSnapshot(`
    "moved       openzfs/zfs#15245: open → closed, fix not confirmed; upstream status: "closed (completed)"
    moved       LP #2034745: open → fix released; upstream status: "Fix Released"
    moved       forum.proxmox.com thread 133681: open → closed, fix not confirmed; upstream status: "SOLVED"
    first seen  pve-kernel@9ba0dde: commit exists; upstream status: "commit exists"
    References: 3 moved, 1 first seen
    "
  `);
  const settled = await badges(root, unseen.output);
  expect(settled.words).toMatchInlineSnapshot(`
    [
      "◌ closed",
      "? unknown",
      "● released",
      "◌ closed",
    ]
  `);

  const record = await readFile(join(root, "_data/states.json"), "utf8");
  await runRefresh(root);
  expect(await readFile(join(root, "_data/states.json"), "utf8")).toBe(record);
  await server.close();
});
