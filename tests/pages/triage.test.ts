// /runbooks/<name>/triage.sh, and the way to it from the runbook: only where there are checks, and nothing of what is
// withheld.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import type { RunbookDocument } from "../../src/corpus/documents.ts";
import type { Withheld } from "../../src/corpus/publication.ts";
import { ITEMS } from "../../src/pages/items.ts";
import { triageLink } from "../../src/pages/parts/checks/triage-link.ts";
import page from "../../src/pages/triage-scripts.11ty.ts";
import type { Site } from "../../src/site/site.ts";
import { withheldBy } from "../../src/site/withhold.ts";
import { loadSite } from "../site/support/load-site.ts";

const FIXTURE = "tests/fixtures/sites/everything";
const OTHER = `---
title: Without a check
---

${["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"].map((name) => `## ${name}\n`).join("\n")}`;

let site: Site;

beforeAll(async () => {
  site = await siteWith({});
});

/** The site of the fixture below /kb/, with a runbook that has no check, and these files in place of its own. */
async function siteWith(files: Readonly<Record<string, string>>, withheld?: Withheld): Promise<Site> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-triage-"));
  await cp(FIXTURE, root, { recursive: true });
  for (const [path, text] of Object.entries({ "content/runbooks/other.md": OTHER, ...files })) {
    await writeFile(join(root, path), text);
  }
  const loaded = await loadSite(root, { pathPrefix: "/kb/", ...(withheld === undefined ? {} : { withheld }) });
  await rm(root, { recursive: true });
  return loaded;
}

function runbook(name: string): RunbookDocument {
  const found = site.corpus.runbooks.find((document) => document.name === name);
  if (found === undefined) throw new TypeError(`No runbook is called "${name}"`);
  return found;
}

test("every runbook with checks has a script, at its own address", () => {
  const pages = ITEMS.triaged(site).map((document) => ({ ...site, document }));

  const { permalink } = page.data;
  expect(pages.map((data) => (typeof permalink === "string" ? permalink : permalink(data)))).toEqual([
    "/runbooks/disk-full/triage.sh",
  ]);
  expect(pages.map((data) => page.render(data))).toEqual([site.triage.get("disk-full")]);
});

test("the script knows the site's prefix, and what its runs looked at", () => {
  const text = site.triage.get("disk-full") ?? "";

  expect(text).toContain("# From https://kb.example/kb/runbooks/disk-full/\n");
  expect(text).toContain("'https://kb.example/kb/postmortems/disk-full/'");
  expect(text).toContain("# Reads: /etc/disk\n# Runs: head\n# Changes nothing.\n");
});

test("the runbook leads there", () => {
  expect(triageLink(site, runbook("disk-full"))?.toString()).toMatchInlineSnapshot(`
    "<p class="small">The check of this page as a script: <a href="/kb/runbooks/disk-full/triage.sh">triage.sh</a></p>
    "
  `);
  expect(triageLink(site, runbook("other"))).toBeNull();
});

test.each([
  [["b"], [], "Both checks of this page in one script"],
  [["b", "c"], [], "All 3 checks of this page in one script"],
  [[], ["b"], "One of the 2 checks of this page as a script; the other is not tested"],
  [["b"], ["c"], "2 of the 3 checks of this page in one script; the other is not tested"],
  [["b"], ["c", "d"], "2 of the 4 checks of this page in one script; the others are not tested"],
])("several checks are counted: %j besides, and %j that are not in it", (tried, untried, expected) => {
  const [first] = site.corpus.checks;
  if (first === undefined) throw new TypeError("The site has no check");
  const checks = [first, ...[...tried, ...untried].map((id) => ({ ...first, id }))];
  const outcomes = new Map([first.id, ...tried].map((id) => [id, site.outcomes.get(first.id) ?? []]));

  const link = triageLink({ ...site, outcomes, corpus: { ...site.corpus, checks } }, runbook("disk-full"));

  expect(link?.toString()).toContain(`>${expected}: <a `);
});

test("there is no way to a script of which no check was tried", () => {
  expect(triageLink({ ...site, outcomes: new Map() }, runbook("disk-full"))).toBeNull();
});

test("a withheld runbook has none", async () => {
  const file = "content/runbooks/disk-full.md";
  const text = await readFile(join(FIXTURE, file), "utf8");
  const files = { [file]: text.replace("affected: [bad]", "affected: [good]") };
  const broken = await siteWith(files);
  const kept = await siteWith(files, withheldBy(broken));

  expect([...broken.triage.keys()]).toEqual(["disk-full"]);
  expect([...kept.triage.keys()]).toEqual([]);
  expect(ITEMS.triaged(kept)).toEqual([]);
});
