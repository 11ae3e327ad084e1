// Unpacks the browser once, before test files run beside each other.

import { env } from "node:process";
import { unpackedChromium } from "./chromium.ts";

export async function setup(): Promise<void> {
  if (env.CHROMIUM === undefined) await unpackedChromium();
}
