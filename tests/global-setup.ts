// Before test files run beside each other: the browser is unpacked, and a folder is there for what they share.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import type { TestProject } from "vitest/node";
import { unpackedChromium } from "./browser/chromium.ts";

declare module "vitest" {
  export interface ProvidedContext {
    sharedFolder: string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (env.CHROMIUM === undefined) await unpackedChromium();
  const folder = await mkdtemp(join(tmpdir(), "faultbook-tests-"));
  project.provide("sharedFolder", folder);
  // Whatever a test leaves behind goes with the run.
  env.TMPDIR = folder;
  return () => rm(folder, { recursive: true, force: true });
}
