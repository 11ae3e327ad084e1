// The second engine: the bash and the tools of this machine in a sandbox that holds nothing but the host. It proves
// that the simulated shell says what a real one says. Where strace is installed, it also tells what was read.

import { spawnSync } from "node:child_process";
import type { Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { beyondRecording } from "../beyond-recording.ts";
import type { Engine } from "../engine.ts";
import { TIMEOUT_MS } from "../limits.ts";
import { runInSandbox, sandboxMissing } from "../sandbox.ts";
import { deniedTo } from "../sandbox-refusals.ts";
import { pathOf } from "../sandbox-tools.ts";
import { asFunction } from "../snippet.ts";
import { readTrace } from "../strace.ts";
import { syntaxOf, writesIn } from "../syntax.ts";
import { NOT_FOUND_FUNCTION, SCRIPT } from "../transcript-scripts.ts";

export const bubblewrap: Engine = bubblewrapWithin(TIMEOUT_MS, pathOf("strace") !== undefined);

/** The engine with another limit of time, with or without strace. */
export function bubblewrapWithin(timeoutMs: number, traced: boolean): Engine {
  return {
    name: "bubblewrap",
    version: `bash ${bashVersion()}`,
    traces: traced,
    missing: sandboxMissing,
    run: (snippet, host) => run(snippet, host, { timeoutMs, traced }),
  };
}

/** "5.2.15(1)-release" */
function bashVersion(): string {
  const { stdout } = spawnSync("bash", ["-c", 'echo "$BASH_VERSION"'], { encoding: "utf8" });
  return stdout?.trim() || "of this machine";
}

type Options = { readonly timeoutMs: number; readonly traced: boolean };

async function run(snippet: string, host: Host, options: Options): Promise<Run> {
  // The first line of the snippet stays line 1, for the shell's messages.
  const script = `${NOT_FOUND_FUNCTION}; ${asFunction(snippet).replace("\n", " ")}\n`;
  const ran = await runInSandbox(script, host, options);
  const { read, listed, written } = readTrace(ran.trace, host.files);
  const tree = syntaxOf(asFunction(snippet));
  const inText = tree === undefined ? [] : [...beyondRecording(tree), ...writesIn(tree)];
  const refused = [...deniedTo(ran), ...written.map((path) => `> ${path}`), ...inText];
  return {
    exitCode: ran.exitCode,
    stdout: ran.stdout,
    stderr: ran.stderr.replaceAll(`${SCRIPT}: `, "bash: "),
    ...{ read, missing: [], looked: [], listed, ran: [], refused: [...new Set(refused)] },
    timedOut: ran.timedOut,
  };
}
