// npm start: a page that the content no longer gives is not served any longer.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const rule = (name: string) => `groups: [{ name: g, rules: [{ alert: ${name}, expr: up }] }]\n`;

let server: ChildProcess;
let root: string;
let printed = "";

const file = (name: string) => join(root, "content/pages", name);
const get = async (path: string) => fetch(`${/Server at (http:\/\/localhost:\d+)\//.exec(printed)?.[1]}${path}`);
const statusOf = async (path: string) => (await get(path)).status;
const textOf = async (path: string) => (await get(path)).text();
/** Whether each of these pages is served, once that has settled. */
const settled = (statuses: Readonly<Record<string, number>>) =>
  vi.waitFor(
    async () => {
      const found = await Promise.all(Object.keys(statuses).map(async (path) => [path, await statusOf(path)] as const));
      expect(Object.fromEntries(found)).toEqual(statuses);
    },
    { timeout: 60_000, interval: 200 },
  );

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-serve-"));
  await mkdir(join(root, "content/pages"), { recursive: true });
  const pages = { "stays.md": "![x](x.png)\n", "x.png": "x", "goes.md": "", "moves.md": "", "breaks.md": "" };
  for (const [name, text] of Object.entries(pages)) await writeFile(file(name), text);
  await writeFile(file("tagged.md"), "---\ntags: [rare]\naliases: [/old/]\n---\n");
  for (const folder of ["content/alerts", "rules"]) await mkdir(join(root, folder));
  await writeFile(join(root, "content/site.yaml"), "alerts: { files: [{ path: rules/*.yml }] }\n");
  await writeFile(join(root, "content/alerts/a.yml"), rule("Goes"));
  await writeFile(join(root, "rules/b.yml"), rule("Beside"));
  server = spawn(execPath, ["scripts/start.ts", "--root", root, "--port", "18180"]);
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on("data", (chunk) => {
      printed += chunk;
    });
  }
  await vi.waitFor(() => expect(printed).toContain("Server at"), { timeout: 60_000 });
});

afterAll(async () => {
  server.kill();
  await once(server, "exit");
  await rm(root, { recursive: true, force: true });
});

const KEPT = { "/": 200, "/stays/": 200, "/x.png": 200, "/assets/icon.svg": 200, "/pagefind/pagefind.js": 200 };

test("npm start serves what is there, and nothing that was", async () => {
  await settled({
    ...KEPT,
    "/alerts/Goes/": 200,
    "/alerts/Beside/": 200,
    "/goes/": 200,
    "/moves/": 200,
    "/breaks/": 200,
    "/tags/rare/": 200,
    "/old/": 200,
  });

  await rm(join(root, "content/alerts/a.yml"));
  await writeFile(join(root, "rules/b.yml"), rule("Other"));
  await rm(file("goes.md"));
  await rename(file("moves.md"), file("moved.md"));
  await writeFile(file("breaks.md"), "[x](/nowhere/)\n");
  await writeFile(file("tagged.md"), "text\n");

  await settled({
    ...KEPT,
    ...{ "/alerts/Goes/": 404, "/alerts/Beside/": 404, "/alerts/Other/": 200 },
    ...{ "/goes/": 404, "/moves/": 404, "/moved/": 200, "/breaks/": 200, "/tags/rare/": 404, "/old/": 404 },
  });
  expect(await textOf("/breaks/")).toContain("content/pages/breaks.md has problems");

  await writeFile(file("breaks.md"), "mended\n");
  await settled({ ...KEPT, "/breaks/": 200, "/goes/": 404 });
});
