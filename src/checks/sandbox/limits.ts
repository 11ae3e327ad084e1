// What a sandbox may take of the machine.

/** Far above what a check needs, and little enough for a machine to bear all of it at once. */
export const MOST = { processes: 32, mebibytes: 128 } as const;

/**
 * For ulimit, per process: seconds of computing, should nobody be left to end it; size of a file and address space in
 * KiB, open files; and processes in all.
 */
export const LIMITS = `ulimit -c 0 -t 60 -f 1024 -n 256 -v ${MOST.mebibytes * 1024} -u ${MOST.processes}`;
