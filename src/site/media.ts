// Images and other files of the content that pages show as they are.

import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";

/** Copies content/media/ to media/ of the written site; what is no longer there goes. */
export async function copyMedia(root: string, output: string): Promise<void> {
  const [from, to] = [join(root, "content/media"), join(output, "media")];
  await rm(to, { recursive: true, force: true });
  if (existsSync(from)) await cp(from, to, { recursive: true, dereference: false });
}
