// Pictures of the content, which pages show as they are.

import { copyFile, lstat, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Corpus } from "../corpus/corpus.ts";

/** Copies the corpus' media to media/ of the written site; what is no longer there goes, and links are not followed. */
export async function copyMedia({ root, media }: Corpus, output: string): Promise<void> {
  await rm(join(output, "media"), { recursive: true, force: true });
  for (const file of media) {
    if (!(await lstat(join(root, file))).isFile()) continue;
    const target = join(output, file.replace(/^content\//, ""));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(root, file), target);
  }
}
