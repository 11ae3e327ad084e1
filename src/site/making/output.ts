// From a site to its output: what has changed is made in a folder of its own, and moved to its place at the end.

import { rm } from "node:fs/promises";
import type { Stages } from "../../core/stages.ts";
import { writeBadges } from "../badges.ts";
import { copyMedia } from "../media.ts";
import type { Site } from "../site.ts";
import { planOf } from "./plan.ts";
import { type FileCounts, publish, stage } from "./publish.ts";
import { writeIndex, writePages } from "./write.ts";

/** Makes what the output lacks of the site, and removes what it has beyond it. The earlier output stays until the end. */
export async function makeOutput(site: Site, output: string, stages: Stages): Promise<FileCounts> {
  const plan = await stages.time("comparing", () => planOf(site, output));
  const staged = await stage(output);
  try {
    await stages.time("pages", () => writePages(site, staged, plan.toMake));
    await stages.time("attachments", () => copyMedia(site.corpus, staged));
    // Pagefind is a separate process and reads only pages; what else is to do is done meanwhile.
    const others = async () => {
      await plan.prepare();
      return writeBadges(site, staged, output);
    };
    const [{ kept, ...searched }, texts] = await stages.time("index", () =>
      both(writeIndex(site, plan, staged, output), others()),
    );
    const files = [...plan.staying.map(({ file }) => file), ...kept];
    return await stages.time("publishing", async () => {
      const counts = await publish(staged, output, { texts, files });
      await plan.remember(searched);
      return counts;
    });
  } finally {
    await rm(staged, { recursive: true, force: true });
  }
}

/** Waits for both, even if one fails: the other must not keep writing into a folder that is being removed. */
async function both<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}
