// The sandbox of this machine for tests: those that run snippets are skipped, with the reason, where there is none.

import { findLauncher } from "../../src/checks/sandbox/probe.ts";
import { type RunOn, type Sandbox, sandboxBy } from "../../src/checks/sandbox/sandbox.ts";
import { describeUnless } from "../summary/summary.ts";

const found = await findLauncher();
const { launcher } = found;
const isUsable = launcher?.isolates === true;

const why = "missing" in found ? found.missing : "namespaces are forbidden here";
/** Why nothing can be run and recorded here; undefined where it can. */
export const missing = isUsable
  ? undefined
  : `no sandbox, because ${why.replace(/ Run it in a container[\s\S]*$/, "")}`;

let sandbox: Sandbox | undefined;

/** Runs a snippet in the sandbox of this machine. */
export const run: RunOn = (snippet, host, options) => {
  if (launcher === undefined) throw new TypeError(`There is no sandbox: ${missing}`);
  sandbox ??= sandboxBy({ launcher });
  return sandbox.run(snippet, host, options);
};

/** `describe`, where snippets can be run. */
export function describeRuns(name: string, tests: () => void): void {
  describeUnless(missing, name, tests);
}
