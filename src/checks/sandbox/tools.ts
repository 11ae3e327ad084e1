// What of this machine stands in the sandbox: bash, the text tools, and the libraries that they need. Nothing else of
// it can be run or read there.

import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { pathOf } from "../path-of.ts";
import { TEXT_TOOLS } from "../simulation/text-tools.ts";

/** A file of this machine and its path in the sandbox. */
export type Bound = { readonly from: string; readonly to: string };

export type Tools = {
  readonly commands: readonly Bound[];
  /** For the sandbox itself; no snippet finds them by their names. */
  readonly own: readonly Bound[];
  readonly libraries: readonly Bound[];
};

/** The shells, the text tools as far as this machine has them, and `extra` ones, with their libraries. */
export function toolsFor(extra: readonly string[]): Tools {
  const [commands, own] = [placed(["bash", "sh", ...TEXT_TOOLS, ...extra]), placed(["sleep"])];
  return { commands, own, libraries: librariesOf([...commands, ...own].map(({ from }) => from)) };
}

function placed(names: readonly string[]): readonly Bound[] {
  return [...new Set(names)].flatMap((name) => {
    const from = pathOf(name);
    return from === undefined ? [] : [{ from, to: `/usr/bin/${name}` }];
  });
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
    return execFileSync(pathOf("ldd") ?? "ldd", files, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    const { stdout } = error as { stdout?: unknown };
    if (typeof stdout === "string") return stdout;
    throw error;
  }
}
