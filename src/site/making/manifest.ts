// What a build remembers of an output: how each of its files came about. The next build leaves alone what would become
// the same. A manifest that is missing, broken, or of another program costs time and nothing else.

import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { z } from "zod";
import { MADE_FOLDER } from "../files.ts";

const Manifest = z.object({
  /** Hash of the sources and dependencies that made the pages. */
  program: z.string(),
  /** By their path below the output. */
  pages: z.record(
    z.string(),
    z.object({
      key: z.string(),
      /** See stampOf(): the file as the build left it. */
      stamp: z.string(),
    }),
  ),
});
export type Manifest = z.infer<typeof Manifest>;

const NOTHING: Manifest = { program: "", pages: {} };

/** What is known of an output; nothing if it was made by another program. */
export async function readManifest(root: string, output: string, program: string): Promise<Manifest> {
  try {
    const found = Manifest.parse(JSON.parse(await readFile(fileOf(root, output), "utf8")));
    return found.program === program ? found : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Where nothing can be kept, the next build makes all pages again. */
export async function writeManifest(root: string, output: string, manifest: Manifest): Promise<void> {
  const file = fileOf(root, output);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFileAtomic(file, JSON.stringify(manifest));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

/** One for each output: a site may be built for several audiences. */
function fileOf(root: string, output: string): string {
  const name = createHash("sha256").update(resolve(output)).digest("hex").slice(0, 16);
  return join(root, MADE_FOLDER, `${name}.json`);
}

/**
 * A file by its size and the times of its last changes, in nanoseconds; undefined if there is none. No program can set
 * the second time, so that a file with the same stamp has the same bytes.
 */
export function stampOf(file: string): string | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() ? `${found.size} ${found.mtimeNs} ${found.ctimeNs}` : undefined;
}
