// What bubblewrap runs and how: namespaces, limits, strace where it is asked for, and the script.
// https://github.com/containers/bubblewrap/blob/main/bwrap.xml

import { ENVIRONMENT } from "./limits.ts";
import { BASE, REFUSED, SCRIPT } from "./transcript-scripts.ts";

export type CommandOptions = {
  readonly shell?: "bash" | "sh";
  /** Let strace write what the run does. */
  readonly traced?: boolean;
};

/** Far above what a check needs, and little enough for a machine to bear all of it at once. */
export const MOST = { processes: 32, mebibytes: 128 } as const;

/** Namespaces of its own for everything, no rights, and none of this machine's environment. */
export const ISOLATION: readonly string[] = [
  // Without bubblewrap's own process 1: whoever reads /proc/1 would find the paths of this machine.
  ...["--unshare-all", "--as-pid-1", "--die-with-parent", "--new-session", "--cap-drop", "ALL"],
  ...["--uid", "0", "--gid", "0", "--hostname", "host", "--clearenv"],
  ...Object.entries(ENVIRONMENT).flatMap(([name, value]) => ["--setenv", name, value]),
];

/** Per process: seconds of computing, should nobody be left to end it; size of a file and address space in KiB, open files; and processes in all. */
export const LIMITS = `ulimit -c 0 -t 60 -f 1024 -n 256 -v ${MOST.mebibytes * 1024} -u ${MOST.processes}`;

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

/**
 * Sets limits, runs, and then looks whether anything still runs. It is process 1, which nothing in the sandbox can
 * end. Where whoever began this has ended before --die-with-parent was in force, stdin is at its end, and so is this.
 * What this machine left open goes first; when memory runs out, all of this is what the kernel ends first.
 */
const LAUNCHER = `read -r -t 0.001 fd; [ $? -gt 128 ] || exit 125
exec </dev/null
for fd in ${BASE}/proc/self/fd/*; do fd=\${fd##*/}; [ "$fd" -lt 3 ] || exec {fd}>&-; done
echo 1000 >${BASE}/proc/self/oom_score_adj
${LIMITS}
"$@"
code=$?
stays() { for p in ${BASE}/proc/[0-9]*; do [ "\${p##*/}" = 1 ] || return 0; done; return 1; }
stays && ${BASE}/tools/sleep 0.2 && stays && printf '%s\\0' 'a process that stays in the background' >>${REFUSED}
exit $code`;

/** The command line of a run. */
export function commandLine({ shell = "bash", traced }: CommandOptions): readonly string[] {
  return ["/bin/bash", "-c", LAUNCHER, "bash", ...(traced ? STRACE : []), `/bin/${shell}`, SCRIPT];
}
