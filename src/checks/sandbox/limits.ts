// What a run may take and what it finds in its environment, whoever launches it.

/** Where the shell looks for commands. */
export const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The whole environment of a run. */
export const ENVIRONMENT = { PATH, HOME: "/root", PWD: "/", LC_ALL: "C", TZ: "UTC0" } as const;

export const TIMEOUT_MS = 5_000;

/** What a page can bear, of each stream, in bytes. */
export const OUTPUT_CAP = 2 ** 16;

/** What the trace of a run may take, in bytes: 40,000 steps are about as many as that. */
export const TRACE_CAP = 2 ** 22;

/** Far above what a check needs, and little enough for a machine to bear all of it at once. */
export const MOST = { processes: 64, mebibytes: 128 } as const;
