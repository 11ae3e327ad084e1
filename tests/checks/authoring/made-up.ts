// A check and a sandbox that nothing runs in, for tests of what a session makes of runs: both may be tried anywhere.

import { type Result, runSession, type Session } from "../../../src/checks/authoring/session.ts";
import type { RecordedRun, Records } from "../../../src/checks/runs/record.ts";
import type { RunOn, Sandbox } from "../../../src/checks/sandbox/sandbox.ts";
import { checkOf, GCM, HOSTS, RUN } from "../samples.ts";

export const SOUND = `[ -r ${GCM} ] || { echo "cannot read it"; exit 2; }
if grep -q avx ${GCM}; then echo "AVX is there"; else echo "AVX is gone"; exit 1; fi`;

const SAYS = ["AVX is there\n", "AVX is gone\n", "cannot read it\n"];

/** What SOUND does on a host. */
const runSound: RunOn = async (snippet, { files }) => {
  const bytes = files.get(GCM);
  const exitCode = bytes === undefined ? 2 : Buffer.from(bytes).includes("avx") ? 0 : 1;
  const stdout = snippet.includes("gone") ? (SAYS[exitCode] ?? "") : (SAYS[exitCode] ?? "").replace("gone", "away");
  const steps = ["1 [", "1 echo", "1 exit", "2 echo", "2 exit", "2 grep"];
  if (bytes === undefined) return { ...RUN, exitCode, stdout, missing: [GCM], steps };
  return { ...RUN, exitCode, stdout, read: [GCM], ran: [`grep -q avx ${GCM}`], steps };
};

const launcher = { name: "made-up", argv: [], user: undefined, isolates: true };

/** A sandbox in which every snippet does what SOUND does, unless `run` is given. */
export function madeUp(run: RunOn = runSound): Sandbox {
  return { launcher, run };
}

/** What a sandbox without namespaces tells of the same runs. */
export function comparing(run: RunOn = runSound): Sandbox {
  return {
    launcher: { ...launcher, isolates: false },
    run: async (...args) => ({ ...(await run(...args)), read: [], missing: [], ran: [], steps: [] }),
  };
}

/** One call of npm run check for the check of samples.ts. */
export async function sessionOf(given: Partial<Session> & { readonly snippet?: string }): Promise<Result> {
  const { snippet = SOUND, ...rest } = given;
  const [result] = await runSession({
    ...{ checks: [checkOf(snippet)], hosts: HOSTS, records: new Map(), sandbox: madeUp(), all: false },
    ...{ call: "npm run check --", ...rest },
  });
  if (result === undefined) throw new TypeError("The session has no check");
  return result;
}

/** Records as a session gives them, with what is changed by hand: by host. */
export function recordsOf({ updates }: Result, byHand: Readonly<Record<string, Partial<RecordedRun>>> = {}): Records {
  const runs = [...updates].map(([file, run]) => {
    const host = file.slice(file.lastIndexOf("/") + 1, -".json".length);
    return [host, { ...run, ...byHand[host] }] as const;
  });
  return new Map([["zfs-avx", new Map(runs)]]);
}
