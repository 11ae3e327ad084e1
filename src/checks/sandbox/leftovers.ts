// What a process that was killed has left behind: folders of sandboxes and of tools, which carry its number.

import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const OURS = /^faultbook-(?:sandbox|tools)-(\d+)-/;

/** Removes from `folder` what belongs to processes that are no more. */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, id] = OURS.exec(name) ?? [];
    if (id !== undefined && !isAlive(Number(id))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** https://man7.org/linux/man-pages/man2/kill.2.html: signal 0 asks whether there is such a process, of whomever. */
function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
