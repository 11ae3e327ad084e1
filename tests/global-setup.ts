// Before test files run beside each other: the browser is unpacked, a folder is there for what they share, and the
// environment is the same on a runner of GitHub as anywhere.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { env } from "node:process";
import type { TestProject } from "vitest/node";
import { thisMachine, type Unpacked, unpackedChromium } from "./browser/unpack.ts";

declare module "vitest" {
  export interface ProvidedContext {
    sharedFolder: string;
    /** The browser of this run, or the reason why there is none. */
    chromium: Unpacked | { readonly executable: string };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-tests-"));
  project.provide("sharedFolder", folder);
  project.provide("chromium", await browser(folder));
  // Commands print annotations and summaries for a runner of GitHub; a test that wants them says so itself.
  for (const name of Object.keys(env).filter((key) => key.startsWith("GITHUB_"))) delete env[name];
  // Whatever a test leaves behind goes with the run.
  env.TMPDIR = folder;
  // Commands of ours are started hundreds of times; what V8 has compiled for one of them serves the next. Node does
  // without where it may not write.
  env.NODE_COMPILE_CACHE ??= resolve("node_modules/.cache/compiled");
  return () => rm(folder, { recursive: true, force: true });
}

/** Where nobody may write beside the packages, the browser is unpacked for this run alone. */
async function browser(folder: string): Promise<Unpacked | { readonly executable: string }> {
  if (env.CHROMIUM !== undefined) return { executable: env.CHROMIUM };
  return unpackedChromium(thisMachine([resolve("node_modules/.cache"), folder]));
}
