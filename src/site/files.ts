// Where a site keeps what it remembers of upstream, below its root.

/** The committed record of states. */
export const RECORD_FILE = "_data/states.json";
/** When upstream was looked at: a cache. */
export const LOOKS_FILE = ".cache/looks.json";
/** Badges that were drawn before: a cache. */
export const BADGES_FILE = ".cache/badges.json";
