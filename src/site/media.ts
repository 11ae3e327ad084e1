// Copies pictures and other files of the content that pages show or link.

import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import type { Corpus } from "../corpus/link.ts";

/** A process may only have some hundred files open at once. */
const AT_ONCE = 16;

/**
 * Copies the attachments of the corpus into the written site, and gives their paths there. Those that a server has
 * copied `before` and no page links now are removed: else a broken link would seem to work until the next start.
 */
export async function copyMedia(
  { root, attachments }: Pick<Corpus, "root" | "attachments">,
  output: string,
  before: ReadonlySet<string> = new Set(),
): Promise<ReadonlySet<string>> {
  const all = [...attachments.values()];
  const paths = new Set(all.map(({ path }) => path));
  for (const path of before) if (!paths.has(path)) await rm(join(output, path), { force: true });
  for (const folder of new Set(all.map(({ path }) => dirname(path))))
    await mkdir(join(output, folder), { recursive: true });
  await pLimit(AT_ONCE).map(all, ({ file, path }) => copyFile(join(root, file), join(output, path)));
  return paths;
}
