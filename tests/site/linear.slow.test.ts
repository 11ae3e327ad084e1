// What a large site takes: nothing walks through all documents for each of them, so that four times as many take four
// times the steps. Pages are made through Eleventy itself, which shows a page other objects than ours.

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Eleventy from "@11ty/eleventy";
import { expect, test } from "vitest";
import { createRenderer } from "../../src/markdown/renderer.ts";
import { configure, type EleventyConfig } from "../../src/site/configure.ts";
import { readSiteContent } from "../../src/site/content.ts";
import { assembleSound, readSources, type Site } from "../../src/site/site.ts";
import { writeSite } from "../corpus/tiny-site.ts";
import { largeSite } from "./support/large-site.ts";
import { loadSite } from "./support/load-site.ts";
import { type Steps, stepsOf, totalOf, walksOf } from "./support/steps.ts";

test("four times as many documents take four times the steps to read and to assemble", async () => {
  const [few, many] = [await assemblingOf(200), await assemblingOf(800)];
  expect(walksOf(few, many)).toEqual([]);
  expect(totalOf(many) / totalOf(few)).toBeLessThan(4.5);
});

async function assemblingOf(documents: number): Promise<Steps> {
  const root = await writeSite(largeSite(documents));
  const [site, steps] = await stepsOf("src/", async () =>
    assembleSound(await readSources(await readSiteContent(root, { renderer: await createRenderer() })), {}),
  );
  // What is broken is withheld, and drafts are hidden.
  const { postmortems, runbooks } = site.corpus;
  expect([postmortems.length, runbooks.length]).toEqual([documents / 10, documents / 4]);
  // Guesses have a limit of their own: see their test.
  return new Map([...steps].filter(([place]) => !place.startsWith("src/core/nearest-name.ts:")));
}

test("four times as many documents take four times the steps to make their pages", async () => {
  const [few, many] = [await makingPagesOf(100), await makingPagesOf(400)];
  expect(walksOf(few, many)).toEqual([]);
  expect(totalOf(many) / totalOf(few)).toBeLessThan(4.5);
});

async function makingPagesOf(documents: number): Promise<Steps> {
  const root = await writeSite(largeSite(documents));
  const site = await loadSite(root);
  const [pages, steps] = await stepsOf("src/", () => pagesOf(site, root));
  expect(pages).toBeGreaterThan(2 * documents);
  return steps;
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
