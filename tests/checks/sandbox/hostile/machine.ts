// What the tests of this folder share: a host, the launchers that work here, a sound check that must not notice what
// runs beside it, and what is true of this machine before and after.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judge } from "../../../../src/checks/rules/verdict.ts";
import { launchers } from "../../../../src/checks/sandbox/index.ts";
import type { Launcher } from "../../../../src/checks/sandbox/launcher.ts";
import { MOST, OUTPUT_CAP } from "../../../../src/checks/sandbox/limits.ts";
import { HERE } from "../../../../src/checks/sandbox/probe.ts";
import { sandboxBy } from "../../../../src/checks/sandbox/sandbox.ts";
import type { Run } from "../../../../src/model/check.ts";
import { hostOf } from "../../samples.ts";

/** Stands in the host's tree, by which a sandbox of this test can be told from one of another. */
const MARKER = `${process.pid}-${process.hrtime.bigint()}`;

export const HOST = hostOf(
  "made",
  { "/proc/cpuinfo": "flags\t: aes avx\n", "/etc/x.conf": "hello\n", [`/made/${MARKER}`]: "" },
  { "uname -r": "6.2.16-10-pve\n" },
);

/** A user of this machine that nobody is. */
const ORDINARY = 54_321;

/** Root becomes nobody, and can try what an ordinary user gets, too: of bwrap that is no other thing. */
function asUsers(launcher: Launcher): readonly Launcher[] {
  if (launcher.name !== "unshare" || HERE.uid !== 0) return [launcher];
  return [launcher, { ...launcher, name: `${launcher.name}, by an ordinary user`, user: ORDINARY }];
}

export type Here = {
  readonly name: string;
  readonly launchers: readonly Launcher[];
  readonly missing: string | undefined;
};

/** The launchers, each with why it can't be tried on this machine. */
export const ALL: readonly Here[] = await Promise.all(
  launchers.map(async (find) => {
    const launcher = find(HERE);
    if (typeof launcher === "string") return { name: find.name, launchers: [], missing: launcher };
    const works = await sandboxBy({ launcher })
      .run("exit 7", HOST)
      .then(({ exitCode }) => exitCode === 7)
      .catch(() => false);
    return {
      name: find.name,
      launchers: asUsers(launcher),
      missing: works ? undefined : "namespaces are forbidden here",
    };
  }),
);

/** Tests for each launcher that works here. */
export function inEach(tests: (launcher: Launcher) => void): void {
  for (const { name, launchers: all, missing } of ALL) {
    if (missing !== undefined) describe.skip(`by ${name} (skipped: ${missing})`, () => test("nothing", () => {}));
    for (const launcher of missing === undefined ? all : []) describe(`by ${launcher.name}`, () => tests(launcher));
  }
}

/** A snippet, and what it must be told: a text or pattern among "cause: what was asked". */
export type Case = readonly [snippet: string, told: string | RegExp];

/**
 * Snippets in one batch, between two sound checks; that each is no answer, why, and that nobody else notices. Each has all
 * the time that a slow machine needs. Without namespaces some never end, and nothing is expected of them.
 */
export function hostile(cases: readonly Case[]): void {
  inBatch(cases, ({ isolates }) => (isolates ? 30_000 : 3_000));
}

/** The same of snippets that go on until they are stopped. */
export function endless(timeoutMs: number, cases: readonly Case[]): void {
  inBatch(cases, () => timeoutMs);
}

function inBatch(cases: readonly Case[], limitMs: (launcher: Launcher) => number): void {
  inEach((launcher) => {
    const { runs, sound } = inOneBatch(
      launcher,
      cases.map(([snippet]) => snippet),
      limitMs(launcher),
    );
    test.each(cases.map(([snippet, told], i) => ({ snippet, told, i })))("$snippet", ({ told, i }) => {
      const run = runs[i];
      expect(bounded(run)).toBe(true);
      // Without namespaces nothing is known of what a run reads and writes, and no answer is recorded.
      if (launcher.isolates)
        expect([judge(run as Run), refusedIn(run as Run)]).toEqual([
          "unknown",
          typeof told === "string" ? expect.stringContaining(told) : expect.stringMatching(told),
        ]);
    });
    test("nobody else notices", () => noticed(sound, launcher));
  });
}

/** Runs snippets between two sound checks, when the tests begin. */
export function inOneBatch(launcher: Launcher, snippets: readonly string[], timeoutMs = 5000) {
  const [runs, sound]: [Run[], Run[]] = [[], []];
  beforeAll(async () => {
    const { run } = sandboxBy({ launcher, timeoutMs });
    const [before, ...others] = await Promise.all([SOUND, ...snippets, SOUND].map((snippet) => run(snippet, HOST)));
    runs.push(...others.slice(0, -1));
    for (const one of [before, others.at(-1)]) if (one !== undefined) sound.push(one);
  });
  return { runs, sound };
}

const SOUND = `grep -q avx /proc/cpuinfo && uname -r; pwd; echo /proc/*; cat /etc/x.conf; [ -e /y ] && echo y
printf '%70000s' x > /dev/null; cat <<< "$(printf '%70000s' x)" | wc -c; exit 3`;

export function noticed([before, after]: readonly Run[], { isolates }: Launcher): void {
  expect(machine()).toEqual(UNHARMED);
  // Without namespaces the kernel counts a user's processes over all sandboxes: those of another test may be too many.
  if (!isolates && [before, after].some(isCrowded)) return;
  expect(before).toMatchObject({ exitCode: 3, stdout: SUNG, stderr: "", refused: [] });
  if (isolates) expect(before?.read).toEqual(["/etc/x.conf", "/proc/cpuinfo"]);
  expect(after).toEqual(before);
}

function isCrowded(run: Run | undefined): boolean {
  return run?.refused.some(({ asked }) => asked === `more than ${MOST.processes} processes`) ?? false;
}

const SUNG = "6.2.16-10-pve\n/\n/proc/cpuinfo\nhello\n70001\n";

/** "write: > /x" for each refusal. */
export function refusedIn({ refused }: Run): string {
  return refused.map(({ cause, asked }) => `${cause}: ${asked}`).join("\n");
}

/** Whatever a snippet is, what is known of it afterwards is bounded. */
function bounded(run: Run | undefined): boolean {
  if (run === undefined) return false;
  const isShort = [run.stdout, run.stderr].every((text) => text.length <= OUTPUT_CAP);
  return isShort && JSON.stringify({ ...run, stdout: "", stderr: "" }).length <= 2 ** 20;
}

/** Files of this machine that everybody may write to. */
export const CANARIES = [tmpdir(), "/dev/shm"].map((folder) => join(folder, `canary-${MARKER}`));
const SONG = "alive\n";
/** Processes of this process group, by the users that launchers start. */
const singers: ChildProcess[] = [];

for (const canary of CANARIES) writeFileSync(canary, SONG, { mode: 0o666 });
for (const user of HERE.uid === 0 ? [ORDINARY, 65_534] : [undefined])
  singers.push(spawn("sleep", ["300"], { stdio: "ignore", ...(user === undefined ? {} : { uid: user, gid: user }) }));
afterAll(() => {
  for (const canary of CANARIES) rmSync(canary);
  for (const singer of singers) singer.kill();
});

/** What must be the same before and after: canaries, processes, folders of sandboxes, processes in them. */
function machine() {
  return {
    songs: CANARIES.map((canary) => readFileSync(canary, "utf8")),
    singers: singers.map(({ pid }) => read(`/proc/${pid}/stat`)?.split(" ")[2]),
    // Whoever reads such a file changes what its run is told to have read; whoever asks for it does not.
    folders: readdirSync("/tmp").filter((name) => existsSync(`/tmp/${name}/trees/0/made/${MARKER}`)),
    inside: readdirSync("/proc").filter((id) => /^\d+$/.test(id) && existsSync(`/proc/${id}/root/made/${MARKER}`)),
  };
}

const UNHARMED = { songs: CANARIES.map(() => SONG), singers: singers.map(() => "S"), folders: [], inside: [] };

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
