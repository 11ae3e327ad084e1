// What the sandbox has of this machine: bash, the text tools, and the libraries that they need. Nothing else of
// it can be run or read there.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, realpathSync } from "node:fs";
import type { Run } from "../../model/check.ts";
import { pathOf } from "./path-of.ts";

/** Tools that many machines lack, so that a check must not take them for granted. */
export const OPTIONAL_TOOLS: readonly string[] = ["bc", "column", "jq", "openssl"];

/**
 * Tools whose answer follows from their arguments and the files alone; of some, as of stat, only with certain arguments:
 * snippet/of-tools.ts. Tools that show owner, mode, time or links of a file are left out on purpose, because a recording
 * keeps content only. A site allows more of them in its settings.
 */
export const TEXT_TOOLS: readonly string[] = [
  ..."awk base64 basename cat cksum cmp comm cut diff dirname echo egrep env expand expr factor false fgrep".split(" "),
  ..."find fmt fold grep head join ls md5sum nl numfmt od paste printf ptx pwd rev sed seq sha1sum sha256sum".split(
    " ",
  ),
  ..."sha512sum sort stat sum tac tail timeout tr true tsort unexpand uniq wc xargs".split(" "),
  ...OPTIONAL_TOOLS,
];

/** A file of this machine, and its path in the sandbox's own folder: no slash at its beginning. */
type Placed = { readonly from: string; readonly to: string };
export type ToolFile = Placed & { readonly content: Uint8Array };

export type Toolbox = {
  /** Names of the commands that a snippet may find. */
  readonly commands: ReadonlySet<string>;
  readonly files: readonly ToolFile[];
  /** Absolute paths of libraries, which programs name. */
  readonly libraries: readonly string[];
  /** Words of its grammar, and builtins: what bash runs by such a name is no program. */
  readonly ofBash: ReadonlySet<string>;
};

const toolboxes = new Map<string, Toolbox>();

/** The text tools as far as this machine has them, `extra` ones, the shells, and `date` for what has a fixed date. */
export function toolboxWith(extra: readonly string[]): Toolbox {
  const key = extra.join(" ");
  const toolbox = toolboxes.get(key) ?? makeToolbox(extra);
  toolboxes.set(key, toolbox);
  return toolbox;
}

function makeToolbox(extra: readonly string[]): Toolbox {
  const commands = [...new Set([...TEXT_TOOLS, ...extra])].flatMap((name) => placed(name, `usr/bin/${name}`));
  const own = ["bash", "sh", "date"].flatMap((name) => placed(name, `own/${name}`));
  const libraries = librariesOf([...commands, ...own].map(({ from }) => from));
  const places = libraries.map((path) => ({ from: realpathSync(path), to: path.slice(1) }));
  return {
    commands: new Set(commands.map(({ to }) => to.slice("usr/bin/".length))),
    files: [...commands, ...own, ...places].map((file) => ({ ...file, content: readFileSync(file.from) })),
    libraries,
    ofBash: new Set(
      spawnSync(pathOf("bash") ?? "bash", ["-c", "compgen -bk"], { encoding: "utf8" }).stdout?.split("\n"),
    ),
  };
}

function placed(name: string, to: string): readonly Placed[] {
  const from = pathOf(name);
  return from === undefined ? [] : [{ from, to }];
}

/** As ldd(1) prints them: "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)", "/lib64/ld-linux-x86-64.so.2 (0x…)" */
const LIBRARY = /^\s+(?:\S+ => )?(\/\S+) \(0x/gm;

function librariesOf(files: readonly string[]): readonly string[] {
  return [...new Set([...lddOf(files).matchAll(LIBRARY)].map(([, path]) => path ?? ""))].sort();
}

/** It exits with 1 as soon as one of them is a script, but still lists the others. */
function lddOf(files: readonly string[]): string {
  try {
    return execFileSync(pathOf("ldd") ?? "ldd", files, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch (error) {
    const { stdout } = error as { stdout?: unknown };
    if (typeof stdout === "string") return stdout;
    throw error;
  }
}

/** "grep (GNU grep) 3.8", "GNU bash, version 5.2.15(1)-release (…)", "mawk 1.3.4 20200120" */
const VERSION = /^(?:\S+ \()?(?<name>[\w ./-]*?\w)\)?,? (?:version )?v?(?<number>\d[\w.()-]*)/;

const versions = new Map<string, string>();

/** "GNU grep 3.8"; the name alone if the tool prints no version. */
export function versionOf(name: string): string {
  const known = versions.get(name);
  if (known !== undefined) return known;
  const { stdout } = spawnSync(pathOf(name) ?? name, ["--version"], { encoding: "utf8", input: "", timeout: 5000 });
  const found = VERSION.exec(stdout?.split("\n", 1)[0] ?? "")?.groups;
  const version = found === undefined ? name : `${found.name} ${found.number}`;
  versions.set(name, version);
  return version;
}

/** ["GNU bash 5.2.15(1)-release", "GNU grep 3.8"], sorted. `allowed`: tools of the site beside the text tools. */
export function toolsUsed({ ran }: Run, allowed: readonly string[] = []): readonly string[] {
  const known = new Set([...TEXT_TOOLS, ...allowed]);
  const tools = ran.map((line) => line.split(" ", 1)[0] ?? "").filter((name) => known.has(name));
  return [...new Set(["bash", ...tools].map(versionOf))].sort();
}
