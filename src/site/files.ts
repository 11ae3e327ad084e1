// The files below its root in which a site remembers upstream and its checks.

/** The committed record of states. */
export const RECORD_FILE = "_data/states.json";
/** When upstream items were looked up: a cache. */
export const LOOKS_FILE = ".cache/looks.json";
/** Badges drawn before: a cache. */
export const BADGES_FILE = ".cache/badges.json";
/** What was read of each document, and its rendered text: caches. */
export const FACTS_FILE = ".cache/facts";
export const TEXTS_FILE = ".cache/texts";
/** What builds remember of their outputs: caches. */
export const MADE_FOLDER = ".cache/made";
