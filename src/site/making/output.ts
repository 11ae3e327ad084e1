// From a site to its output in two steps: what has changed is made in a folder of its own; then the index is made, and all of
// it is moved to its place. The second step needs no site, so that it can be done by another process.

import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Stages } from "../../core/stages.ts";
import { writeBadges } from "../badges.ts";
import { copyMedia } from "../media.ts";
import type { SearchedPage } from "../search/parts.ts";
import type { SearchRecord } from "../search/records.ts";
import { searchRecords } from "../search/records.ts";
import { writeSearchIndex } from "../search/search.ts";
import type { Site } from "../site.ts";
import { stampOf } from "./made-files.ts";
import { remember } from "./manifest.ts";
import { planOf } from "./plan.ts";
import { type Published, publish, stage } from "./publish.ts";
import { searchedOf, writePages } from "./write.ts";

/** Everything that the second step needs, as structured data. */
export type Prepared = {
  readonly root: string;
  readonly output: string;
  /** The folder of the coming output. */
  readonly staged: string;
  /** Pages that stay as they are, by their path below the output, with their stamps. */
  readonly staying: ReadonlyMap<string, string>;
  /** Files with these texts, which are there already. */
  readonly texts: ReadonlyMap<string, string>;
  readonly searched: readonly SearchedPage[];
  readonly records: readonly SearchRecord[];
  /** What the last build has told of the parts of the index. */
  readonly parts: unknown;
  readonly program: string;
  /** The key of each page, by its path. */
  readonly keys: ReadonlyMap<string, string>;
};

/** Makes what the output lacks of the site. The earlier output stays as it is. */
export async function prepareOutput(site: Site, output: string, stages: Stages): Promise<Prepared> {
  const { root } = site.corpus;
  const plan = await stages.time("comparing", () => planOf(site, output));
  const staged = await stage(output);
  try {
    await stages.time("pages", () => writePages(site, staged, plan.toMake));
    return await stages.time("other files", async () => {
      await copyMedia(site.corpus, staged);
      const texts = await writeBadges(site, staged, output);
      const searched = await searchedOf(site.corpus, plan, staged, output);
      const { parts, program, staying } = plan;
      const made = { root, output, staged, texts, searched, records: searchRecords(site) };
      return {
        ...made,
        parts,
        program,
        staying: new Map(staying.map(({ file, stamp }) => [file, stamp])),
        keys: plan.keys(),
      };
    });
  } catch (error) {
    await rm(staged, { recursive: true, force: true });
    throw error;
  }
}

/** Makes the parts of the index that have changed, and moves everything to its place. Throws OutputChanged. */
export async function finishOutput(prepared: Prepared, stages: Stages): Promise<Published> {
  const { root, output, staged, staying, texts, searched, records, parts: before, program, keys } = prepared;
  try {
    const folders = { staged, published: output };
    const { parts, kept } = await stages.time("index", () =>
      writeSearchIndex({ pages: searched, records, ...folders, before }),
    );
    return await stages.time("publishing", async () => {
      const index = kept.map((file) => [file, stampOf(join(output, file)) ?? ""] as const);
      const published = await publish(staged, output, { texts, files: new Map([...staying, ...index]) });
      await remember(root, output, { program, keys, searched, parts, stamps: published.stamps });
      return published;
    });
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}
