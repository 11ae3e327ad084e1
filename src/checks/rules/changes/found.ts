// Files that a run found by reading the names of a folder and then read: another machine has others. So they are taken
// away all at once, as one pattern; a single one only if the run then still looks for it.

import { posix } from "node:path";
import type { Check, Run } from "../../../model/check.ts";
import type { Host } from "../../../model/host.ts";
import { folderOf } from "../../../model/host-paths.ts";
import { foundFileHint } from "../hints/missing-file.ts";
import { isFound, isNamed } from "./asked.ts";
import { type Change, guard, NO_VERDICT, NOT_OK, withoutFile } from "./files.ts";
import type { Trial } from "./of.ts";

// "/sys/block/*/queue/rotational", and the paths of the host that match it.
type Pattern = { readonly text: string; readonly paths: readonly string[] };

/** The host without what was found, file by file and pattern by pattern. `files`: what the verdict depends on. */
export function withoutFound(check: Check, run: Run, host: Host, files: readonly string[], trial: Trial) {
  const found = files.filter((path) => isFound(run, path) && !isNamed(check.snippet, path));
  const texts = new Set(found.map((path) => patternOf(path, run, check.snippet)));
  const patterns = [...texts].map((text) => ({ text, paths: matching(host, text) }));
  return [
    ...found.map((path) =>
      withoutOne(
        host,
        path,
        patterns.some(({ paths }) => paths.length > 1 && paths.includes(path)),
      ),
    ),
    ...patterns.map((pattern) => (isFineMissing(pattern, trial) ? undefined : withoutAll(host, pattern))),
    ...patterns.map((pattern) => (isFineMissing(pattern, trial) ? undefined : withAllEmpty(host, pattern))),
  ];
}

/** True for a file that was read together with others of its pattern, though the snippet names it somewhere. */
export function isOneOfSeveral(check: Check, run: Run, path: string): boolean {
  if (!isFound(run, path)) return false;
  const own = patternOf(path, run, check.snippet);
  return run.read.some((at) => !isNamed(check.snippet, at) && patternOf(at, run, check.snippet) === own);
}

/**
 * Names that came from a listing become stars. Below the first one, a name that the snippet has is no such name:
 * find lists every folder below.
 */
function patternOf(path: string, { listed }: Run, snippet: string): string {
  const names = path.split("/").slice(1);
  const isListed = (i: number) => listed.includes(posix.join("/", ...names.slice(0, i)));
  const first = names.findIndex((_, i) => isListed(i));
  const steps = names.map((name, i) => (i === first || (isListed(i) && !isWritten(snippet, name)) ? "*" : name));
  return `/${steps.join("/")}`;
}

/** `/queue`, and `find -name queue` */
function isWritten(snippet: string, name: string): boolean {
  return ["/", "name ", "name '", 'name "'].some((before) => isNamed(snippet, `${before}${name}`));
}

function matching(host: Host, text: string): readonly string[] {
  const steps = text.split("/");
  const fits = (path: string) => {
    const names = path.split("/");
    return names.length === steps.length && names.every((name, i) => name !== "" || i === 0) && names.every(fitsStep);
  };
  const fitsStep = (name: string, i: number) => steps[i] === "*" || steps[i] === name;
  return [...host.files.keys()].filter(fits);
}

/** An ok host whose folder has no such file proves that it need not have one. */
function isFineMissing({ text }: Pattern, { outcomes, hosts }: Trial): boolean {
  const folder = text.slice(0, text.indexOf("/*"));
  return outcomes.some(({ expected, verdict, run, host }) => {
    const machine = hosts.get(host);
    const isOk = expected === "ok" && verdict === "ok" && run.listed.includes(folder);
    return isOk && machine !== undefined && matching(machine, text).length === 0;
  });
}

/** With others of its kind, one of which is affected, AFFECTED is still right. */
function withoutOne(host: Host, path: string, hasOthers: boolean): Change {
  return {
    ...withoutFile(host, path),
    ...(hasOthers ? { isTolerable: NOT_OK.isTolerable } : {}),
    key: `found ${path}`,
    remedy: (snippet) => `A verdict needs evidence.\n${foundFileHint(snippet)}`,
    // A run does not miss a file that its pattern no longer finds.
    concerns: ({ missing }) => missing.includes(path),
  };
}

/** If the folder holds nothing else, this is the same as an empty folder, which is a trial of its own. */
function withoutAll(host: Host, { text, paths }: Pattern): Change | undefined {
  if (text.endsWith("/*")) return undefined;
  const files = new Map([...host.files].filter(([path]) => !paths.includes(path)));
  for (const path of paths) files.set(folderOf(path), new Uint8Array());
  return {
    ...NO_VERDICT,
    key: `without ${text}`,
    without: `without ${text}`,
    remedy: () =>
      `A verdict needs evidence.\nCount what could be read, and exit with 2 if nothing was:\n${guard('[ "$n" -gt 0 ]', `no ${posix.basename(text)}`)}`,
    host: { ...host, files },
    path: text,
  };
}

function withAllEmpty(host: Host, { text, paths }: Pattern): Change | undefined {
  if (paths.every((path) => host.files.get(path)?.length === 0)) return undefined;
  const empty = paths.map((path) => [path, new Uint8Array()] as const);
  return {
    ...NOT_OK,
    key: `empty ${text}`,
    without: `when ${text} is empty`,
    remedy: () =>
      `Empty files prove nothing.\nExit with 2 if nothing was read:\n${guard('[ -n "$value" ]', `nothing in ${text}`)}`,
    host: { ...host, files: new Map([...host.files, ...empty]) },
  };
}
