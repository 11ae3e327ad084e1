// Evidence by existence: `[ -d /sys/module/zfs ]`. A missing path proves something only if the folder above it exists:
// without sysfs, no module has a folder, whether it is loaded or not.
//
// Why the rule is sound, and raises no false alarm:
// - On a machine without the folder above, the path is always missing. So a check whose verdict depends on the path can't
//   know it there, and must say so.
// - Whether the verdict depends on it is tested, not assumed: the path itself is taken away (or put there, if the host
//   has none), with its folder in place. If the verdict stays the same, it depends on something else.
// - A path that is read or listed on some host, or would be if it existed, is one of the places of a moved file. The
//   rules about files cover it.
// - What was found by reading the names of a folder is a part of that listing, unless the snippet names it: another
//   machine has other names.
// - If the folder above is the root, the empty host is the same trial.

import { posix } from "node:path";
import type { Check, Outcome, Run, Verdict } from "../../../model/check.ts";
import type { Host } from "../../../model/host.ts";
import { hasPath } from "../../../model/host-paths.ts";
import { type Change, guard, NO_VERDICT, type RunVerdict, without } from "./files.ts";

/** The paths that one run looked for and that no run of the check read or listed. */
export function askedPaths(check: Check, { run }: Outcome, outcomes: readonly Outcome[]): readonly string[] {
  const opened = new Set(outcomes.flatMap((outcome) => [...outcome.run.read, ...outcome.run.listed]));
  return [...run.looked, ...run.missing]
    .filter((path) => posix.dirname(path) !== "/" && !opened.has(path) && !check.context.includes(path))
    .filter((path) => isNamed(check.snippet, path) || !isFound(run, path));
}

/** True for a path that is written in the snippet, alone or before a pattern: "/sys/module", "/sys/module/*". */
export function isNamed(snippet: string, path: string): boolean {
  const at = snippet.indexOf(path);
  if (at === -1) return false;
  return !/^\/?[\w.-]/.test(snippet.slice(at + path.length)) || isNamed(snippet.slice(at + 1), path);
}

/** True for a path below a folder whose names the run read. */
export function isFound(run: Run, path: string): boolean {
  return run.listed.some((folder) => path.startsWith(folder === "/" ? folder : `${folder}/`));
}

/** The host without the folder above a path; undefined if it has no such folder. */
export function withoutFolderAbove(host: Host, path: string, verdict: Verdict): Change | undefined {
  const folder = posix.dirname(path);
  if (!hasPath(host, folder)) return undefined;
  return {
    ...NO_VERDICT,
    key: `above ${path}`,
    without: `without ${folder}, where it looks for ${posix.basename(path)}`,
    remedy: () => `${folderRemedy(path)}\nIf the path is only displayed, list it under context`,
    path,
    host: { ...host, files: without(host.files, folder) },
    isEvidence: (verdictOn) => isEvidence(host, path, verdict, verdictOn),
  };
}

/** What a check must test first so that the absence of a path proves something. */
export function folderRemedy(path: string): string {
  const folder = posix.dirname(path);
  const why = `Without ${folder}, a missing ${path} proves nothing.`;
  return `${why}\nExit with 2 if the folder is missing:\n${guard(`[ -d ${folder} ]`, `no ${posix.basename(folder)}`)}`;
}

async function isEvidence(
  host: Host,
  path: string,
  verdict: Verdict,
  verdictOn: (host: Host) => Promise<RunVerdict>,
): Promise<boolean> {
  for (const files of otherwise(host, path)) {
    const other = await verdictOn({ ...host, files });
    const isOpened = [...other.run.read, ...other.run.listed].some((at) => at === path || at.startsWith(`${path}/`));
    if (!hasPath(host, path) && isOpened) return false;
    if (other.verdict !== verdict) return true;
  }
  return false;
}

/** The files without the path; if it is missing, with an empty file there, and with an empty folder. */
export function otherwise(host: Host, path: string): readonly Map<string, Uint8Array>[] {
  if (hasPath(host, path)) return [without(host.files, path)];
  return [path, `${path}/`].map((entry) => new Map(host.files).set(entry, new Uint8Array()));
}
