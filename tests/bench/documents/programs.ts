// The programs that the bench compares, as they are installed here, and their command lines.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { execPath } from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { glob } from "tinyglobby";
import type { Command } from "./measured-process.ts";

const HOME = fileURLToPath(new URL("../../../", import.meta.url));

/** What there is to compare with, or the reason why there is nothing. */
export type Others =
  | { readonly hugo: string; readonly pagefind: string; readonly versions: string }
  | { readonly missing: string };

/** A build of ours; `times`: whether it tells its stages. */
export function buildOf(root: string, times: boolean): Command {
  return ourCommand("scripts/build.ts", ["--root", root, ...(times ? ["--times"] : [])]);
}

export function serverOf(root: string, port: number): Command {
  return ourCommand("scripts/start.ts", ["--root", root, "--port", String(port)]);
}

/** As npm runs it. */
function ourCommand(script: string, args: readonly string[]): Command {
  return { program: execPath, args: ["-r", "./scripts/node-version.cjs", script, ...args], cwd: HOME };
}

export function hugoOf({ hugo }: { readonly hugo: string }, root: string): Command {
  return { program: hugo, args: ["--source", root, "--quiet"] };
}

export function pagefindOf({ pagefind }: { readonly pagefind: string }, output: string): Command {
  return { program: pagefind, args: ["--site", output] };
}

/** Whether a build can tell its stages. */
export async function tellsTimes(): Promise<boolean> {
  const { args } = ourCommand("scripts/build.ts", ["--help"]);
  const { stdout } = await promisify(execFile)(execPath, args, { cwd: HOME });
  return stdout.includes("--times");
}

/** Hugo is the one on the PATH; Pagefind the binary that its npm package brings for this machine. */
export async function findOthers(): Promise<Others> {
  const hugo = await versionOf("hugo", ["version"], /v(\d[\w.]*)/);
  if (hugo === undefined) return { missing: "hugo is not installed" };
  const pattern = "node_modules/@pagefind/*/bin/{pagefind_extended,pagefind_extended.exe}";
  const [binary] = await glob(pattern, { cwd: HOME, absolute: true });
  if (binary === undefined) return { missing: `no binary of Pagefind matches ${join(HOME, pattern)}` };
  const pagefind = await versionOf(binary, ["--version"], /(\d+\.[\w.]+)/);
  if (pagefind === undefined) return { missing: `${binary} does not run here` };
  return { hugo: "hugo", pagefind: binary, versions: `Hugo ${hugo}, Pagefind ${pagefind}` };
}

async function versionOf(program: string, args: readonly string[], version: RegExp): Promise<string | undefined> {
  const told = await promisify(execFile)(program, args).catch(() => undefined);
  return told && version.exec(told.stdout)?.[1];
}
