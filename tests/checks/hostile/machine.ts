// What the tests of this folder share: a host, the engines, what is true of this machine before and after a snippet, and
// a sound check that must not notice what ran before it.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/checks/engine.ts";
import { bubblewrapWithin } from "../../../src/checks/engines/bubblewrap.ts";
import { simulatedWithin } from "../../../src/checks/engines/simulated.ts";
import { OUTPUT_CAP, TIMEOUT_MS } from "../../../src/checks/limits.ts";
import { pathOf } from "../../../src/checks/path-of.ts";
import { judge } from "../../../src/checks/verdict.ts";
import type { Run } from "../../../src/model/check.ts";
import { hostOf } from "../samples.ts";

/** Less than the five seconds that a run has, for what is meant to reach it; enough for a sandbox to begin. */
const QUICK_MS = 500;

/** Stands in the host's tree, by which a sandbox of this test can be told from one of another. */
const MARKER = `${process.pid}-${process.hrtime.bigint()}`;

export const HOST = hostOf(
  "made",
  { "/proc/cpuinfo": "flags\t: aes avx\n", "/etc/x.conf": "hello\n", "/made/marker": MARKER },
  { "uname -r": "6.2.16-10-pve\n" },
);

export const SIMULATED = simulatedWithin(TIMEOUT_MS);
export const BUBBLEWRAP = bubblewrapWithin(TIMEOUT_MS, false);
export const TRACED = { ...bubblewrapWithin(TIMEOUT_MS, true), name: "bubblewrap with strace", missing: tracedMissing };

/** For what does not end. */
export const QUICK = [simulatedWithin(QUICK_MS), bubblewrapWithin(QUICK_MS, false)] as const;
export const QUICK_TRACED = { ...bubblewrapWithin(QUICK_MS, true), name: TRACED.name, missing: tracedMissing };

function tracedMissing(): string | undefined {
  return BUBBLEWRAP.missing?.() ?? (pathOf("strace") === undefined ? "strace is not installed" : undefined);
}

/** Tests for each engine, and after them whether all is as before. The title says why this machine has none of it. */
export function inEach(engines: readonly Engine[], tests: (engine: Engine) => void): void {
  for (const engine of engines) {
    const missing = engine.missing?.();
    const title = missing === undefined ? `in ${engine.name}` : `in ${engine.name} (not here: ${missing})`;
    describe.skipIf(missing !== undefined)(title, () => {
      const patient = [SIMULATED, BUBBLEWRAP, TRACED].find(({ name }) => name === engine.name) ?? engine;
      let before: Run | undefined;
      beforeAll(async () => {
        before = await patient.run(SOUND, HOST);
      });

      tests(engine);

      test("the next check and this machine notice nothing", async () => {
        expect(before).toMatchObject({ exitCode: 3, refused: [], timedOut: false });
        expect(await patient.run(SOUND, HOST)).toEqual(before);
        expect(machine()).toEqual(UNHARMED);
      });
    });
  }
}

const SOUND = `grep -q avx /proc/cpuinfo && uname -r; pwd; echo /proc/*; cat <(echo piped) /etc/x.conf; [ -e /y ] && echo y
echo $x$-; exit 3`;

/** Files of this machine that everybody may write to: one in the folder for temporary files, one in the project. */
export const CANARIES = [tmpdir(), join(process.cwd(), "node_modules/.canaries")].map((folder) =>
  join(folder, `canary-${MARKER}`),
);
const SONG = "alive\n";
for (const canary of CANARIES) {
  mkdirSync(join(canary, ".."), { recursive: true });
  writeFileSync(canary, SONG, { mode: 0o666 });
}
afterAll(() => {
  for (const canary of CANARIES) rmSync(canary);
});

/** What must be the same before and after: canaries, folders of sandboxes, processes in them. */
function machine() {
  return { songs: CANARIES.map((canary) => readFileSync(canary, "utf8")), folders: folders(), inside: inside() };
}

const UNHARMED = { songs: CANARIES.map(() => SONG), folders: [], inside: [] };

function folders(): readonly string[] {
  const all = [tmpdir(), "/dev/shm"].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  return all.filter((path) => path.includes(`faultbook-sandbox-${process.pid}-`));
}

/** Processes that see the host's tree as their own. */
function inside(): readonly string[] {
  return readdirSync("/proc").filter((id) => /^\d+$/.test(id) && markerOf(id) === MARKER);
}

function markerOf(id: string): string | undefined {
  try {
    return readFileSync(`/proc/${id}/root/made/marker`, "utf8");
  } catch {
    return undefined;
  }
}

/** Runs a snippet. Whatever it is, what is known of it afterwards is bounded. */
export async function tryIn(engine: Engine, snippet: string, host = HOST): Promise<Run> {
  const run = await engine.run(snippet, host);
  for (const text of [run.stdout, run.stderr]) expect(text.length).toBeLessThanOrEqual(OUTPUT_CAP);
  expect(JSON.stringify({ ...run, stdout: "", stderr: "" }).length).toBeLessThanOrEqual(2 ** 20);
  return run;
}

/** What a snippet was refused, in one text; that it is no answer is expected here. */
export function namedIn(run: Run): string {
  expect(judge(run)).toBe("unknown");
  return [...(run.timedOut ? ["it did not end in time"] : []), ...run.refused].join("\n");
}
