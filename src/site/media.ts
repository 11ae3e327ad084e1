// Pictures and other files of the content, which pages show and link.

import { copyFile, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Corpus } from "../corpus/link.ts";

/** Copies the attachments of the corpus into the written site. Those that a server wrote before and nobody links now, go. */
export async function copyMedia({ root, attachments }: Corpus, output: string): Promise<void> {
  await rm(join(output, "media"), { recursive: true, force: true });
  for (const { file, path } of attachments.values()) {
    const target = join(output, path);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(join(root, file), target);
  }
}
