// What bubblewrap runs and how: namespaces, limits, strace where it is asked for, and the script.
// https://github.com/containers/bubblewrap/blob/main/bwrap.xml

import { ENVIRONMENT } from "../limits.ts";
import { LAUNCHER } from "./launcher.ts";
import { BASE, SCRIPT } from "./paths.ts";

export type CommandOptions = {
  readonly shell?: "bash" | "sh";
  /** Let strace write what the run does. */
  readonly traced?: boolean;
};

/** Namespaces of its own for everything, no rights, and none of this machine's environment. */
export const ISOLATION: readonly string[] = [
  // Without bubblewrap's own process 1: whoever reads /proc/1 would find the paths of this machine.
  ...["--unshare-all", "--as-pid-1", "--die-with-parent", "--new-session", "--cap-drop", "ALL"],
  ...["--uid", "0", "--gid", "0", "--hostname", "host", "--clearenv"],
  ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ["--setenv", name, value]),
];

/**
 * https://man7.org/linux/man-pages/man1/strace.1.html; a question mark stands before calls that a processor may lack.
 * It stops a run at these calls only, most of which no check makes.
 */
const STRACE = [
  ...["strace", "-f", "-qq", "--seccomp-bpf", "-s", "4096", "-o", `${BASE}/trace`],
  "-e",
  `trace=${[
    ...["open", "openat", "chdir", "clone", "clone3", "fork", "vfork", "execve", "connect"],
    ...["unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "truncate"],
    ...["link", "linkat", "symlink", "symlinkat", "mknod", "mknodat"],
  ]
    .map((call) => `?${call}`)
    .join(",")}`,
];

/** The command line of a run. */
export function commandLine({ shell = "bash", traced }: CommandOptions): readonly string[] {
  return ["/bin/bash", "-c", LAUNCHER, "bash", ...(traced ? STRACE : []), `/bin/${shell}`, SCRIPT];
}
