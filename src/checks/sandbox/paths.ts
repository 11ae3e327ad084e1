// Where the sandbox's own files stand in it.

/** Everything of the sandbox's own stands here. */
export const BASE = "/run/faultbook";
/** What was asked for and has no answer, each with a NUL behind it. */
export const REFUSED = `${BASE}/refused`;
/** What runs. */
export const SCRIPT = `${BASE}/script`;
