// Where builds keep what they know of their outputs, and how they know a file again.

import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { MADE_FOLDER } from "../files.ts";

/** What an output's pages were made from. */
export const pagesFile = (root: string, output: string): string => fileOf(root, output, "pages");
/** What the last build into an output has read and said. */
export const lastFile = (root: string, output: string): string => fileOf(root, output, "last");

/** One for each output: a site may be built for several audiences. */
function fileOf(root: string, output: string, name: string): string {
  const id = createHash("sha256").update(resolve(output)).digest("hex").slice(0, 16);
  return join(root, MADE_FOLDER, `${id}.${name}.json`);
}

/** Where nothing can be kept, such as in a read-only folder, the next build does without. */
export async function keepJson(file: string, value: unknown): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const { default: writeFileAtomic } = await import("write-file-atomic");
    await writeFileAtomic(file, JSON.stringify(value));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

/**
 * A file by its size and the times of its last changes, in nanoseconds; undefined for anything but a file. No program can set
 * the second time, so a file with the same stamp has the same bytes. Where the system counts whole seconds, a change
 * within the second of the last build goes unnoticed.
 */
export function stampOf(file: string): string | undefined {
  try {
    const found = lstatSync(file, { bigint: true });
    return found.isFile() ? `${found.size} ${found.mtimeNs} ${found.ctimeNs}` : undefined;
  } catch (error) {
    // Nothing is there, or nobody may look.
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
