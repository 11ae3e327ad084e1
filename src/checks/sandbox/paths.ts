// Where the sandbox's own files are in the tree of a host.

/** All the sandbox's own files are here, and a run cannot change them. */
export const BASE = "/run/faultbook";

/** Folders that are another one for each run, so that none sees what another one is asked or answered. */
export const RUN = `${BASE}/run`;
export const HOST = `${BASE}/host`;

/** The snippet, and the code around it. */
export const SCRIPT = `${RUN}/script`;

/** Functions and programs that answer for the host. */
export const ANSWERS = `${HOST}/functions.bash`;
export const PROGRAMS = `${HOST}/bin`;
