// The form in which runs are kept from one build to the next.

import { z } from "zod";

const Texts = z.array(z.string());
/** By the hash of all that a run depends on. One that did not end in time is never kept. */
export const KeptRuns = z.record(
  z.string(),
  z.strictObject({
    ...{ exitCode: z.int(), stdout: z.string(), stderr: z.string(), timedOut: z.literal(false) },
    ...{ read: Texts, missing: Texts, looked: Texts, listed: Texts, ran: Texts, refused: Texts },
  }),
);
