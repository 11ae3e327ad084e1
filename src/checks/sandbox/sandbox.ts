// The sandbox of this process: whoever asks for a run waits for it, and what is asked for at the same time goes in one
// batch. A run sees nothing but its host, changes nothing, and always ends.

import type { Refusal, Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { asFunction } from "../snippet/as-function.ts";
import { notRun } from "../snippet/form.ts";
import { inText } from "../snippet/in-text.ts";
import { type DriverOptions, drive } from "./driver.ts";
import type { Launcher } from "./launcher.ts";
import { TIMEOUT_MS } from "./limits.ts";
import { runOf } from "./run-of.ts";
import { toolboxWith } from "./tools.ts";
import { TRACING } from "./trace.ts";

export type RunOptions = {
  /** Untraced, it is not known what the run looked for and ran: only what it read and answered. */
  readonly traced?: boolean;
  /** A tool that the host lacks. */
  readonly lacking?: string | undefined;
  /** A tool that fails, whatever it is asked. */
  readonly failing?: string | undefined;
};

/** Runs a snippet on a host. */
export type RunOn = (snippet: string, host: Host, options?: RunOptions) => Promise<Run>;

export type Sandbox = { readonly launcher: Launcher; readonly run: RunOn };

export type SandboxOptions = {
  readonly launcher: Launcher;
  /** Commands beside the text tools, by name. */
  readonly tools?: readonly string[];
  readonly timeoutMs?: number;
};

/** More would gain no time, and take the room of all their trees at once. */
const MOST_AT_ONCE = 100;
const MOST_BYTES = 2 ** 26;

type Waiting = {
  readonly snippet: string;
  readonly host: Host;
  readonly traced: boolean;
  readonly lacking: string | undefined;
  readonly failing: string | undefined;
  readonly resolve: (run: Run) => void;
  readonly reject: (error: unknown) => void;
};

/** A sandbox by this launcher. */
export function sandboxBy({ launcher, tools = [], timeoutMs = TIMEOUT_MS }: SandboxOptions): Sandbox {
  const options: DriverOptions = { launcher, toolbox: toolboxWith(tools), timeoutMs };
  const waiting: Waiting[] = [];
  let isAtWork = false;
  const work = async () => {
    while (waiting.length > 0) await runBatch(takeSome(waiting), options);
    isAtWork = false;
  };
  return {
    launcher,
    run: (snippet, host, { traced = true, lacking, failing } = {}) =>
      new Promise((resolve, reject) => {
        waiting.push({ snippet, host, traced, lacking, failing, resolve, reject });
        if (isAtWork) return;
        isAtWork = true;
        // Runs that are asked for in this turn join the batch.
        setImmediate(work);
      }),
  };
}

function takeSome(waiting: Waiting[]): readonly Waiting[] {
  let [count, bytes] = [0, 0];
  for (const { host } of waiting) {
    for (const content of host.files.values()) bytes += content.length;
    if (count === MOST_AT_ONCE || (count > 0 && bytes > MOST_BYTES)) break;
    count += 1;
  }
  return waiting.splice(0, count);
}

async function runBatch(asked: readonly Waiting[], options: DriverOptions): Promise<void> {
  try {
    const told = asked.map(({ snippet }) => inText(snippet));
    const runs = asked.flatMap((one, i) => (told[i]?.isUnreadable ? [] : [{ one, told: told[i] }]));
    const jobs = runs.map(({ one: { snippet, host, traced, lacking, failing }, told }) => ({
      script: scriptOf(snippet),
      ...{ host, traced, lacking, failing, fed: told?.fed },
    }));
    const ended = await drive(jobs, options);
    for (const [i, one] of asked.entries()) if (told[i]?.isUnreadable) one.resolve(notRun(told[i]?.refused ?? []));
    for (const [i, { one, told }] of runs.entries()) {
      const end = ended[i];
      if (end === undefined || told === undefined) throw new Error(`the driver lost run ${i}`);
      one.resolve(bounded(runOf(end, { host: one.host, ...told, commands: options.toolbox.commands })));
    }
  } catch (error) {
    for (const { reject } of asked) reject(error);
  }
}

/** Line k of the snippet is line k + 1 of the script, which is the same with or without a trace. */
function scriptOf(snippet: string): string {
  return `${TRACING}; BASH=/bin/bash; ${UNSET}; ${asFunction(snippet).replace(/\ncheck$/, "\nset -x; check")}\n`;
}

/** Once unset, they no longer show the clock, chance or this machine, however they are read. */
const UNSET =
  "unset RANDOM SRANDOM SECONDS EPOCHREALTIME EPOCHSECONDS HOSTNAME HOSTTYPE MACHTYPE OSTYPE BASHPID GROUPS";

/** Far above what a check looks at or asks for. */
const ENTRIES = 500;
const CHARACTERS = 4000;

/** The run with its lists cut to a bearable length; if anything was cut, its exit code does not count. */
export function bounded(run: Run): Run {
  const lists = {
    read: run.read,
    missing: run.missing,
    looked: run.looked,
    listed: run.listed,
    ran: run.ran,
    steps: run.steps,
  };
  const cut = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, shortened(list)])) as typeof lists;
  const isCut = Object.values(lists).some(
    (list) => list.length > ENTRIES || list.some((one) => one.length > CHARACTERS),
  );
  const refused = run.refused
    .slice(0, ENTRIES)
    .map((refusal) => ({ ...refusal, asked: refusal.asked.slice(0, CHARACTERS) }));
  const tooMany: Refusal = { cause: "endless", asked: `more than ${ENTRIES} files and commands` };
  return { ...run, ...cut, refused: isCut ? [tooMany, ...refused] : refused };
}

function shortened(list: readonly string[]): readonly string[] {
  return list.slice(0, ENTRIES).map((one) => one.slice(0, CHARACTERS));
}
