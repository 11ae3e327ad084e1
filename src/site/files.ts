// Where a site keeps what it remembers, of upstream and of its checks, below its root.

/** The committed record of states. */
export const RECORD_FILE = "_data/states.json";
/** When upstream was looked at: a cache. */
export const LOOKS_FILE = ".cache/looks.json";
/** Written when a server has tried a check: its watcher then makes the pages anew. */
export const TRIALS_FILE = ".cache/trials";
/** Badges that were drawn before: a cache. */
export const BADGES_FILE = ".cache/badges.json";
