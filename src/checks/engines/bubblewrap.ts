// The second engine: the bash and the tools of this machine in a sandbox that holds nothing but the host. It proves
// that the simulated shell says what a real one says. Where strace is installed, it also tells what was read.

import { spawnSync } from "node:child_process";
import type { Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { beyondRecording } from "../beyond-recording.ts";
import type { Engine } from "../engine.ts";
import { TIMEOUT_MS } from "../limits.ts";
import { pathOf } from "../path-of.ts";
import { bounded } from "../run-bounds.ts";
import { beyondSandbox } from "../sandbox/beyond-sandbox.ts";
import { SCRIPT } from "../sandbox/paths.ts";
import { BROKE, deniedTo } from "../sandbox/refusals.ts";
import { runInSandbox, sandboxMissing } from "../sandbox/sandbox.ts";
import { readTrace } from "../sandbox/strace.ts";
import { deniedIn } from "../sandbox/strace-refusals.ts";
import { NOT_FOUND_FUNCTION } from "../sandbox/transcript-scripts.ts";
import { asFunction } from "../snippet.ts";
import { notRun, outsideOf, unreadable } from "../snippet-form.ts";
import { syntaxOf, writesIn } from "../syntax.ts";

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
  const unread = unreadable(snippet);
  if (unread !== undefined) return notRun(unread);
  // The first line of the snippet stays line 1, for the shell's messages.
  const script = `${NOT_FOUND_FUNCTION}; ${asFunction(snippet).replace("\n", " ")}\n`;
  const ran = await runInSandbox(script, host, options);
  const { read, listed, written } = readTrace(ran.trace, host.files);
  const denied = [...deniedTo(ran), ...deniedIn(ran.trace, host), ...written.map((path) => `> ${path}`)];
  return bounded({
    exitCode: ran.exitCode,
    stdout: ran.stdout,
    stderr: ran.stderr.replaceAll(`${SCRIPT}: `, "bash: ").replace(BROKE, ""),
    ...{ read, missing: [], looked: [], listed, ran: [], refused: [...new Set([...denied, ...deniedInText(snippet)])] },
    timedOut: ran.timedOut,
  });
}

function deniedInText(snippet: string): readonly string[] {
  const tree = syntaxOf(asFunction(snippet));
  if (tree === undefined) return [];
  return [...beyondRecording(tree), ...writesIn(tree), ...beyondSandbox(tree), ...outsideOf(tree)];
}
