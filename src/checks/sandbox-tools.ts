// What of this machine stands in the sandbox: bash, the text tools, and the libraries that they need. Nothing else of
// it can be run or read there.

import { execFileSync } from "node:child_process";
import { realpathSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env } from "node:process";
import { TEXT_TOOLS } from "./text-tools.ts";
import { BASE } from "./transcript-scripts.ts";

/** Where the tools stand in the sandbox, whatever their place on this machine is. */
export const TOOL_FOLDER = "/usr/bin";

/** A file of this machine and where it stands in the sandbox. */
export type Bound = { readonly from: string; readonly to: string };

/** The shells, the text tools as far as this machine has them, and `extra` ones, with their libraries. */
export function toolsFor(extra: readonly string[]): readonly Bound[] {
  const key = extra.join(" ");
  const known = cache.get(key) ?? resolveTools([...SHELLS, ...TEXT_TOOLS, ...extra]);
  cache.set(key, known);
  return known;
}

const SHELLS = ["bash", "sh"];
/** For the sandbox itself; no snippet finds it by its name. */
const OWN = ["sleep"];
const cache = new Map<string, readonly Bound[]>();

function resolveTools(names: readonly string[]): readonly Bound[] {
  const found = [...placed(new Set(names), TOOL_FOLDER), ...placed(OWN, `${BASE}/tools`)];
  // Scripts, egrep for one, name their shell as /bin/sh.
  return [...found, ...placed(SHELLS, "/bin"), ...librariesOf(found.map(({ from }) => from))];
}

/** The commands among these that this machine has, to stand in a folder of the sandbox. */
function placed(names: Iterable<string>, folder: string): readonly Bound[] {
  return [...names].flatMap((name) => {
    const from = pathOf(name);
    return from === undefined ? [] : [{ from, to: `${folder}/${name}` }];
  });
}

/** The real place of a command on this machine; undefined where it has none. */
export function pathOf(name: string): string | undefined {
  const folders = [...(env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
  const file = folders.map((folder) => join(folder, name)).find(isExecutable);
  return file === undefined ? undefined : realpathSync(file);
}

function isExecutable(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && (stats.mode & 0o111) !== 0;
}

/** As ldd(1) tells: "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)", "/lib64/ld-linux-x86-64.so.2 (0x…)" */
const LIBRARY = /^\s+(?:\S+ => )?(\/\S+) \(0x/gm;

function librariesOf(files: readonly string[]): readonly Bound[] {
  const told = lddOf(files);
  const paths = new Set([...told.matchAll(LIBRARY)].map(([, path]) => path ?? ""));
  return [...paths].map((path) => ({ from: realpathSync(path), to: path }));
}

/** It ends with 1 as soon as one of them is a script, and tells of the others all the same. */
function lddOf(files: readonly string[]): string {
  try {
    return execFileSync("ldd", files, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    const { stdout } = error as { stdout?: unknown };
    if (typeof stdout === "string") return stdout;
    throw error;
  }
}
