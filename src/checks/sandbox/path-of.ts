// Where a command of this machine is.

import { realpathSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { env } from "node:process";

/** The real place of a command on this machine; undefined where it has none. */
export function pathOf(name: string): string | undefined {
  const folders = [...(env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
  const file = folders.map((folder) => join(folder, name)).find(isExecutable);
  return file === undefined ? undefined : realpathSync(file);
}

function isExecutable(file: string): boolean {
  try {
    const stats = statSync(file);
    return stats.isFile() && (stats.mode & 0o111) !== 0;
  } catch {
    // Not there, or in a folder that this user may not look into.
    return false;
  }
}
