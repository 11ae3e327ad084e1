// The sandbox's file tree as options of bubblewrap: the host's files at their places, the tools, and a read-only rest.
// https://github.com/containers/bubblewrap/blob/main/bwrap.xml

import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Host } from "../../model/host.ts";
import { BASE } from "./paths.ts";

/** Folders that hold something of the sandbox's own, so that a host's files come there one by one. */
const SHARED: ReadonlySet<string> = new Set(["bin", "dev", "lib", "lib64", "run", "sbin", "usr"]);

/** A procfs cannot lie below a host's /proc. It stands here, for the sake of /dev/fd, with everything but processes masked. */
const PROCESSES = `${BASE}/proc`;

/** Options for the host's files, which lie in `folder`: "/proc/x" in `folder/proc/x`. */
export function hostMounts({ files }: Host, folder: string): readonly string[] {
  const mounts = new Set<string>();
  for (const path of files.keys()) {
    const top = path.split("/")[1] ?? "";
    mounts.add(SHARED.has(top) ? path : `/${top}`);
  }
  return [...mounts].sort().flatMap((path) => ["--ro-bind", `${folder}${path}`, path]);
}

/** Options for /dev: null, and the names of the streams. `empty` is a folder with nothing in it. */
export function deviceMounts(empty: string): readonly string[] {
  return [
    ...["--dev-bind", "/dev/null", "/dev/null", "--proc", PROCESSES, ...masks(empty)],
    ...["--symlink", `${PROCESSES}/self/fd`, "/dev/fd"],
    ...["stdin", "stdout", "stderr"].flatMap((name, i) => ["--symlink", `/dev/fd/${i}`, `/dev/${name}`]),
  ];
}

const PROCESS = /^\d+$/;

/** What a procfs tells of the machine: every entry that is not a process, or a link into one. */
function masks(empty: string): readonly string[] {
  // Their kinds are asked one by one: a process may end between its name and its kind.
  const names = readdirSync("/proc").filter((name) => !PROCESS.test(name));
  return names.flatMap((name) => {
    const stats = lstatSync(join("/proc", name));
    const at = `${PROCESSES}/${name}`;
    if (stats.isSymbolicLink()) return [];
    return ["--ro-bind", stats.isDirectory() ? empty : "/dev/null", at];
  });
}
