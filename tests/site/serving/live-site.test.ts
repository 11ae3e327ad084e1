// What the server answers after a change, without a browser and a watcher round it.

import { cp, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LiveSite } from "../../../src/site/serving/live-site.ts";
import { answerTo } from "../../../src/site/serving/respond.ts";

const FIXTURE = "tests/fixtures/sites/everything";
const ARTICLE = "content/postmortems/2024-05-07-slow-disk.md";
const RUNBOOK = "content/runbooks/disk-full.md";

let root: string;
let live: LiveSite;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-live-"));
  await cp(FIXTURE, root, { recursive: true, filter: (file) => !file.includes("/.cache") });
  live = await LiveSite.open({ root, url: "http://localhost:8080", pathPrefix: undefined, live: new Map() });
});

beforeEach(async () => {
  for (const folder of ["content", "_data"]) {
    await rm(join(root, folder), { recursive: true });
    await cp(join(FIXTURE, folder), join(root, folder), { recursive: true });
  }
  await live.read([...known]);
  known.clear();
});

afterAll(() => rm(root, { recursive: true }));

/** The files that a test has changed. */
const known = new Set<string>();

async function change(file: string, to: (text: string) => string | undefined): Promise<void> {
  known.add(file);
  const text = to(await readFile(join(root, file), "utf8").catch(() => ""));
  if (text === undefined) await rm(join(root, file));
  else await writeFile(join(root, file), text);
  await live.read([file]);
}

/** The status of an address and what is there. */
async function at(path: string): Promise<{ status: number | string; text: string }> {
  const answer = await answerTo(path, live);
  return { status: answer.status, text: "text" in answer ? answer.text : "" };
}

describe("npm start shows", () => {
  test("a changed article on its page, in lists and feeds", async () => {
    await change(ARTICLE, (text) => `${text.replace("The disk was slow\n", "The disk was late\n")}\nOne more word.\n`);

    expect((await at("/postmortems/slow-disk/")).text).toContain("One more word.");
    for (const path of ["/postmortems/", "/feed.xml"]) expect((await at(path)).text).toContain("The disk was late");
  });

  test("a changed runbook on the page of its alert", async () => {
    await change(RUNBOOK, (text) => text.replace("Paste the check.", "Paste it twice."));

    for (const path of ["/runbooks/disk-full/", "/alerts/DiskFull/"]) {
      expect((await at(path)).text).toContain("Paste it twice.");
    }
  });

  test("changed alerting rules", async () => {
    await change("content/alerts/disk.yml", (text) => text.replaceAll("DiskWorn", "DiskOld"));

    expect([(await at("/alerts/DiskOld/")).status, (await at("/alerts/DiskWorn/")).status]).toEqual([200, 404]);
  });

  test("a changed host, for which no run is recorded any longer", async () => {
    await change("content/hosts/bad/root/etc/disk", () => "brimful\n");

    expect((await at("/hosts/bad/")).text).toContain("brimful");
  });

  test("a changed status", async () => {
    await change("_data/states.json", (text) => text.replace('"state": "open"', '"state": "released"'));

    expect((await at("/postmortems/disk-full/")).text).toContain("state-released");
    expect((await at("/badges/github-a-b-1.svg")).text).toContain("released");
  });

  test("changed settings", async () => {
    await change("content/site.yaml", (text) => text.replace("title: Tiny", "title: Small"));

    expect((await at("/runbooks/disk-full/")).text).toContain("<span>Small</span>");
  });

  test("nothing of a deleted file", async () => {
    await change(ARTICLE, () => undefined);

    expect((await at("/postmortems/slow-disk/")).status).toBe(404);
    for (const path of ["/postmortems/", "/", "/feed.xml"]) expect((await at(path)).text).not.toContain("slow-disk");
  });

  test("a renamed file at its new address alone", async () => {
    const renamed = join(dirname(ARTICLE), "2024-05-07-late-disk.md");
    await rename(join(root, ARTICLE), join(root, renamed));
    for (const file of [ARTICLE, renamed]) known.add(file);
    await live.read([ARTICLE, renamed]);

    expect([(await at("/postmortems/late-disk/")).status, (await at("/postmortems/slow-disk/")).status]).toEqual([
      200, 404,
    ]);
    expect((await at("/postmortems/")).text).not.toContain("slow-disk");
  });

  test("the problems of a broken page above its last good text, and then its new text", async () => {
    await change(RUNBOOK, (text) => `${text}\n[away](/nowhere/)\n`);
    await change(RUNBOOK, (text) => `${text}\n[away](/nowhere/else/)\n`);

    const broken = await at("/runbooks/disk-full/");
    expect(broken.status).toBe(200);
    expect(broken.text).toMatch(/<main\b[^>]*>\s*<div class="callout callout-caution" role="alert">/);
    expect(broken.text).toContain("/nowhere/else/&quot;, which does not exist");
    expect(broken.text).toContain("Paste the check.");
    for (const [, address = ""] of broken.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g))
      expect((await at(address)).status, address).toBe(200);

    await change(RUNBOOK, (text) => text.replaceAll(/\n\[away\].*\n/g, "\nMended.\n"));
    const mended = await at("/runbooks/disk-full/");
    expect(mended.text).toContain("Mended.");
    expect(mended.text).not.toContain('role="alert"');
  });

  test("the problems of a page that was never good", async () => {
    await change("content/pages/new.md", () => "---\ntitle: [\n---\n\n<script>alert(1)</script>\n");

    const { status, text } = await at("/new/");
    expect(status).toBe(200);
    expect(text).toContain("content/pages/new.md has problems");
    expect(text).toContain("This page cannot be shown.");
    expect(text).not.toContain("<script>alert");
  });
});

describe("answerTo()", () => {
  test.each([
    ["/runbooks/disk-full/", 200],
    ["/runbooks/disk-full", 301],
    ["/runbooks/disk-full/index.html", 200],
    ["/assets/icon.svg", 200],
    ["/assets/../site.yaml", 404],
    ["/postmortems/cache.svg", 200],
    ["/pagefind/pagefind.js", "index"],
    ["/pagefind/../secret", 404],
    ["/%ff", 404],
    ["/..%2f..%2fetc/passwd", 404],
    ["/nowhere/", 404],
    ["/feed.xml", 200],
    ["/c/disk-full", 200],
    ["/badges/none.svg", 404],
  ])("%s: %s", async (path, status) => {
    expect((await at(path)).status).toBe(status);
  });

  test("an article of half a megabyte", async () => {
    await change(ARTICLE, (text) => `${text}\n${"A line of words.\n\n".repeat(30_000)}`);

    expect((await at("/postmortems/slow-disk/")).text.length).toBeGreaterThan(500_000);
  });
});
