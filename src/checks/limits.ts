// What a run may take and what it finds in its environment, the same in every engine.

/** Where the shell itself looks for commands. */
export const PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** The whole environment of a run. */
export const ENVIRONMENT = { PATH, HOME: "/root", PWD: "/", LC_ALL: "C" } as const;

export const TIMEOUT_MS = 5_000;

/** What a page can bear, of each stream. */
export const OUTPUT_CAP = 2 ** 16;
