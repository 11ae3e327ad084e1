// The parts of a host on which a verdict depends, and the host without them: files that were read and folders that were
// listed. Commands, and paths that were only looked for, have files of their own.

import { posix } from "node:path";
import type { Exits, Run, Verdict } from "../../../model/check.ts";
import type { Host } from "../../../model/host.ts";
import { folderOf } from "../../../model/host-paths.ts";
import { missingFileHint } from "../hints/missing-file.ts";
import { judgeTrial } from "../verdict.ts";

/** One thing that a check looked at, and the host as it would be without it. */
export type Change = {
  readonly key: string;
  /** "without /proc/swaps" */
  readonly without: string;
  /** Why the verdict does not hold, and what to do about it; may be several lines. */
  readonly remedy: (snippet: string) => string;
  readonly host: Host;
  /** A tool of the sandbox that it lacks. */
  readonly lacking?: string;
  /** One that fails there. */
  readonly failing?: string;
  /** The verdict of the run; a missing command is judged as on a machine that lacks it, not as a missing transcript. */
  readonly verdictOf: (run: Run, exits: Exits) => Verdict;
  readonly isTolerable: (verdict: Verdict) => boolean;
  /** The path whose absence a run on the empty host shows as well. */
  readonly path?: string;
  /** Whether this run shows anything of the change; by default every run does. */
  readonly concerns?: (run: Run) => boolean;
  /** True if something was added that no host has: what runs then needs no transcript. */
  readonly isMadeUp?: boolean;
  /** Asked only if the verdict is not tolerable: whether the verdict depends on this thing at all. */
  readonly isEvidence?: (verdictOn: (host: Host) => Promise<RunVerdict>) => Promise<boolean>;
};

export type RunVerdict = { readonly run: Run; readonly verdict: Verdict };

export const NO_VERDICT = { verdictOf: judgeTrial, isTolerable: (verdict: Verdict) => verdict === "unknown" };
/** A missing answer must not mean OK; it may mean AFFECTED. */
export const NOT_OK = { verdictOf: judgeTrial, isTolerable: (verdict: Verdict) => verdict !== "ok" };

/** `[ -r /a ] || { echo "cannot read /a"; exit 2; }` */
export function guard(test: string, reason: string): string {
  return `  ${test} || { echo "${reason}"; exit 2; }`;
}

/** The folder stays: on a real machine, a file that another version lacks leaves its neighbours in place. */
export function withoutFile(host: Host, path: string): Change {
  const files = new Map([...host.files].filter(([name]) => name !== path)).set(folderOf(path), new Uint8Array());
  return {
    ...NO_VERDICT,
    key: `without ${path}`,
    without: `without ${path}`,
    remedy: (snippet) =>
      `A verdict needs evidence.\n${missingFileHint(snippet, path)}\nIf the file is only displayed, list it under context`,
    host: { ...host, files },
    path,
  };
}

export function withEmptyFile(host: Host, path: string): Change | undefined {
  if (host.files.get(path)?.length === 0) return undefined;
  return {
    ...NOT_OK,
    key: `empty ${path}`,
    without: `when ${path} is empty`,
    remedy: () =>
      `An empty file proves nothing.\nExit with 2 if nothing was read:\n${guard(`grep -q . ${path}`, `nothing in ${posix.basename(path)}`)}`,
    host: { ...host, files: new Map([...host.files, [path, new Uint8Array()]]) },
  };
}

/** A folder whose names were read is evidence as a file is: it is taken away with all that is below. */
export function withoutFolder(host: Host, folder: string): Change {
  return {
    ...NO_VERDICT,
    key: `without ${folder}`,
    without: `without ${folder}`,
    remedy: () =>
      `A verdict needs evidence.\nExit with 2 if it is missing:\n${guard(`[ -d ${folder} ]`, `no ${posix.basename(folder)}`)}\nIf the folder is only displayed, list it under context`,
    host: { ...host, files: without(host.files, folder) },
    path: folder,
  };
}

export function withEmptyFolder(host: Host, folder: string): Change | undefined {
  if (isEmptyFolder(host, folder)) return undefined;
  return {
    ...NOT_OK,
    key: `empty ${folder}`,
    without: `when ${folder} is empty`,
    remedy: () =>
      `An empty folder proves nothing.\nExit with 2 if it is empty:\n${guard(`[ -n "$(ls ${folder})" ]`, `nothing in ${posix.basename(folder)}`)}\nOr list under ok a test host on which it is empty`,
    host: { ...host, files: without(host.files, folder).set(`${folder}/`, new Uint8Array()) },
  };
}

/** True for a folder that the host has, and nothing in it. */
export function isEmptyFolder({ files }: Host, folder: string): boolean {
  return ![...files.keys()].some((path) => path.startsWith(`${folder}/`) && path !== `${folder}/`);
}

/** The files without a path and all that is below it; the folder above stays. */
export function without(files: Host["files"], path: string): Map<string, Uint8Array> {
  const kept = [...files].filter(([name]) => name !== path && !name.startsWith(`${path}/`));
  return new Map(kept).set(folderOf(path), new Uint8Array());
}
