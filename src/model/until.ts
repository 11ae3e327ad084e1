// What a workaround waits for: it can go when an upstream item reaches a state, or a package has the fix.

import { z } from "zod";
import { Url } from "./url.ts";

/** States that a wait can name, weaker ones first: `released` includes `fixed`, that `merged`, and all `closed`. */
export const AWAITED = ["closed", "merged", "fixed", "released"] as const;

export const Until = z.strictObject(
  {
    /** Address of the upstream item. */
    ref: Url,
    state: z.enum(AWAITED),
    /** Only the fix in this package counts. */
    package: z.string().optional(),
  },
  // An address alone says what the wait is for, but not which state.
  {
    error: ({ code }) =>
      code === "invalid_type" ? "Write a map: until: { ref: https://…, state: released }" : undefined,
  },
);
export type Until = z.infer<typeof Until>;
