// The default engine: just-bash, a shell written in TypeScript, on a read-only file system over the host. It works on
// every operating system and knows what was read. It is no proof that real tools agree; that takes an engine with them.

import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import type { Engine } from "../engine.ts";
import { TIMEOUT_MS } from "../limits.ts";
import { runInThread } from "../simulation/threads.ts";

const VERSION = `just-bash ${versionOf("just-bash")}`;

export const simulated: Engine = simulatedWithin(TIMEOUT_MS);

/** The engine with another limit of time. */
export function simulatedWithin(timeoutMs: number): Engine {
  return {
    ...{ name: "simulated", version: VERSION, traces: true },
    run: (snippet, host) => runInThread(snippet, host, timeoutMs),
  };
}

function versionOf(name: string): string {
  const file = findPackageJSON(name, import.meta.url);
  const { version }: { version?: string } = file === undefined ? {} : JSON.parse(readFileSync(file, "utf8"));
  return version ?? "";
}
