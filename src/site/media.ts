// Copies pictures and other files of the content that pages show or link.

import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import type { Corpus } from "../corpus/link.ts";

/** A process may only have some hundred files open at once. */
const AT_ONCE = 16;

/** Copies the attachments of the corpus into the written site. */
export async function copyMedia(
  { root, attachments }: Pick<Corpus, "root" | "attachments">,
  output: string,
): Promise<void> {
  const all = [...attachments.values()];
  for (const folder of new Set(all.map(({ path }) => dirname(path))))
    await mkdir(join(output, folder), { recursive: true });
  await pLimit(AT_ONCE).map(all, ({ file, path }) => copyFile(join(root, file), join(output, path)));
}
