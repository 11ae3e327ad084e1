// Where tests may ask the bash of this machine.

/** Elsewhere bash may be old, or grep another one. */
export const HAS_REAL_BASH = process.platform === "linux";
