// Writes the folder of a host: all of it or nothing, so that a killed run leaves no half machine.

import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** @param files path within the folder → content; the folder itself must not exist yet */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  // Beside it: a rename across file systems is none. The dot keeps it from being read as a host.
  const unfinished = await mkdtemp(join(dirname(folder), ".unfinished-"));
  try {
    for (const [path, content] of files) {
      await mkdir(dirname(join(unfinished, path)), { recursive: true });
      await writeFile(join(unfinished, path), content);
    }
    // Temporary folders are their maker's alone.
    await chmod(unfinished, 0o755);
    await rename(unfinished, folder);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
