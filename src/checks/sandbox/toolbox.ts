// The tools of the sandbox as one folder of this process: bound as a whole, where binding each file costs more time than
// most checks take.

import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { removeLeftovers } from "./leftovers.ts";
import { BASE } from "./paths.ts";
import { type Bound, toolsFor } from "./tools.ts";

/** Where the tools stand in the sandbox under their own names. */
export const TOOLS = `${BASE}/tools`;

export type Toolbox = {
  /** Names of the commands that a snippet may find. */
  readonly commands: readonly string[];
  /** A folder with nothing in it. */
  readonly empty: string;
  /** Options of bubblewrap for the tools and their libraries. */
  readonly mounts: readonly string[];
};

const made = new Map<string, Toolbox>();

/** The toolbox with these commands beside the text tools; copied once in a process, and removed when it ends. */
export function toolboxWith(extra: readonly string[]): Toolbox {
  const key = extra.join(" ");
  const toolbox = made.get(key) ?? makeToolbox(extra);
  made.set(key, toolbox);
  return toolbox;
}

function makeToolbox(extra: readonly string[]): Toolbox {
  const { commands, own, libraries } = toolsFor(extra);
  removeLeftovers(openFolder());
  const folder = mkdtempSync(join(openFolder(), `faultbook-tools-${process.pid}-`));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, EVERYBODY);
  copyAll([...commands, ...own], join(folder, "tools"));
  const empty = join(folder, "empty");
  copyAll([], empty);
  const places = [...Map.groupBy(libraries, ({ to }) => dirname(to))];
  for (const [i, [, files]] of places.entries()) copyAll(files, join(folder, `libraries-${i}`));
  return {
    commands: commands.map(({ to }) => basename(to)),
    empty,
    mounts: [
      ...["--ro-bind", join(folder, "tools"), TOOLS],
      // Scripts name their shell by this place, and a transcript may take its name in the other one.
      ...["bash", "sh"].flatMap((shell) => ["--symlink", `${TOOLS}/${shell}`, `/bin/${shell}`]),
      ...places.flatMap(([place], i) => ["--ro-bind", join(folder, `libraries-${i}`), place]),
    ],
  };
}

const EVERYBODY = 0o755;

function copyAll(files: readonly Bound[], folder: string): void {
  mkdirSync(folder);
  chmodSync(folder, EVERYBODY);
  for (const { from, to } of files) {
    const copy = join(folder, basename(to));
    copyFileSync(from, copy);
    chmodSync(copy, EVERYBODY);
  }
}

/** Where everybody may look into: whoever is root runs the sandbox as somebody else. A folder in memory is faster, too. */
export function openFolder(): string {
  return isOpen("/dev/shm") && !FORBIDS_PROGRAMS.test(readFileSync("/proc/mounts", "utf8")) ? "/dev/shm" : tmpdir();
}

/** As containers have it; the scripts of transcripts could not be run. */
const FORBIDS_PROGRAMS = /^\S+ \/dev\/shm \S+ \S*\bnoexec\b/m;

function isOpen(folder: string): boolean {
  const EVERYTHING = 0o7;
  return ((statSync(folder, { throwIfNoEntry: false })?.mode ?? 0) & EVERYTHING) === EVERYTHING;
}
