// What the pages of a large site cost: no page walks through all documents, so that twice as many of them take twice the
// steps. Counted are reads of what they are made of, through Eleventy itself, which shows a page other objects than ours.

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Eleventy from "@11ty/eleventy";
import { expect, test } from "vitest";
import { configure, type EleventyConfig } from "../../src/site/configure.ts";
import type { Site } from "../../src/site/site.ts";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "./support/load-site.ts";

/** Runbooks in folders of ten, each with a check, an alert and a rule; as many post-mortems, each in a folder of its own. */
function files(count: number): Files {
  const each = Array.from({ length: count }, (_, i) => ({
    i,
    day: new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10),
  }));
  const rules = each.map(({ i }) => ({ alert: `Alert${i}`, expr: "up == 0" }));
  return {
    "content/site.yaml": "url: https://kb.example\n",
    "content/alerts/rules.yaml": JSON.stringify({ groups: [{ name: "all", rules }] }),
    ...Object.fromEntries(
      each.flatMap(({ i, day }) => [
        [
          `content/runbooks/f${Math.floor(i / 10)}/r${i}.md`,
          runbook(`{ title: Runbook ${i}, alerts: [Alert${i}], checks: { c${i}: { asks: Slow } } }`, check(i)),
        ],
        [
          `content/postmortems/p${i}/${day}-a.md`,
          `---\ntitle: Incident ${i}\ndate: ${day}\nmitigations:\n  - text: Wait\n    until: { ref: https://github.com/a/b/issues/${i}, state: released }\n---\nText\n`,
        ],
      ]),
    ),
  };
}

function check(i: number): string {
  return `\n\`\`\`bash check=c${i}\ntrue\n\`\`\`\n`;
}

/** Reads of documents, folders, checks, rules and waits while all pages are made. */
async function readsFor(count: number): Promise<{ pages: number; reads: number }> {
  const root = await writeSite(files(count));
  const site = await loadSite(root);
  const { corpus, alerts, waits } = site;
  expect([corpus.runbooks, corpus.postmortems, corpus.checks, alerts, waits].map(({ length }) => length)).toEqual(
    Array(5).fill(count),
  );
  let reads = 0;
  for (const one of [...corpus.documents, ...corpus.sections, ...corpus.checks, ...alerts, ...waits])
    counted(one, () => reads++);
  const pages = await pagesOf(site, root);
  return { pages, reads };
}

/** Puts a getter in the place of each property. */
function counted(object: object, count: () => void): void {
  for (const [key, value] of Object.entries(object))
    Object.defineProperty(object, key, {
      enumerable: true,
      get: () => {
        count();
        return value;
      },
    });
}

async function pagesOf(site: Site, root: string): Promise<number> {
  const output = await mkdtemp(join(tmpdir(), "faultbook-linear-"));
  const eleventy = new Eleventy("src/pages", output, {
    source: "script",
    configPath: false,
    config: (config: EleventyConfig) => configure(config, { root, output, site }),
  });
  await eleventy.init();
  eleventy.disableLogger();
  return (await eleventy.toJSON()).length;
}

test("twice as many documents take twice as many reads", async () => {
  const [some, twice] = [await readsFor(60), await readsFor(120)];
  expect(twice.pages).toBeGreaterThan(480);
  expect(twice.reads / some.reads).toBeLessThan(2.05);
});
