// Where a site keeps what it remembers, of upstream and of its checks, below its root.

/** The committed record of states. */
export const RECORD_FILE = "_data/states.json";
/** The committed record of what checks printed when it was last accepted. */
export const OUTPUTS_FILE = "_data/outputs.json";
/** When upstream was looked at: a cache. */
export const LOOKS_FILE = ".cache/looks.json";
/** Runs of checks: a cache. */
export const RUNS_FILE = ".cache/runs.json";
/** Badges that were drawn before: a cache. */
export const BADGES_FILE = ".cache/badges.json";
