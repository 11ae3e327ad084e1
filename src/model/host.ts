// A host: a recorded machine, on which checks are tried. Its tree and transcripts are exact bytes.

import { z } from "zod";

/** host.yaml */
export const HostCard = z.strictObject({
  /** One line: what this machine is and what state it is in. */
  summary: z.string(),
  /** "recorded": its bytes come from a real machine; "shaped": written after a documented format. */
  kind: z.enum(["recorded", "shaped"]),
  /** Where the bytes come from: a URL or a sentence. */
  source: z.string(),
  /** Which parts of a recorded host were shaped. */
  shaped: z.string().optional(),
  /** What makes this host worth having. */
  special: z.string().optional(),
});
export type HostCard = z.infer<typeof HostCard>;

/** One entry of commands.yaml: what a command answered on that machine. */
export const Transcript = z.strictObject({
  argv: z.array(z.string()).min(1),
  stdout: z.string().default(""),
  stderr: z.string().default(""),
  exit: z.int().min(0).max(255).default(0),
});
export type Transcript = z.infer<typeof Transcript>;

export type Host = HostCard & {
  readonly name: string;
  /** Absolute path on that machine → content. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly transcripts: readonly Transcript[];
};

/** A machine without files or commands: on it, every sound check says that it cannot tell. */
export const EMPTY_HOST: Host = {
  name: "empty",
  summary: "A machine on which nothing can be read",
  kind: "shaped",
  source: "Built in",
  files: new Map(),
  transcripts: [],
};
