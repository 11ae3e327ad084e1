// What an engine is: it runs a snippet on a host and tells what came out and what it looked at. It gives no verdict:
// that is verdict.ts, which is the same for every engine.

import type { Run } from "../model/check.ts";
import type { Host } from "../model/host.ts";

/**
 * One way to run a snippet on a recorded host. A run sees nothing but the host, changes nothing, and always ends.
 *
 *     const host = { …, files: new Map([["/proc/swaps", bytes]]), transcripts: [{ argv: ["nproc"], stdout: "4\n", … }] };
 *     await engine.run("grep -q /dev /proc/swaps; echo $? on $(nproc)", host);
 *     // { exitCode: 0, stdout: "1 on 4\n", read: ["/proc/swaps"], ran: ["grep -q /dev /proc/swaps", "nproc"], … }
 *
 * A new engine is a file in engines/ and a line in index.ts. All engines agree on exit code and stdout.
 */
export type Engine = {
  readonly name: string;
  /** What runs the snippets, and in which version: "just-bash 3.4.2". */
  readonly version: string;
  /** Whether its runs tell what was read and listed; without, those lists of a run are empty. */
  readonly traces: boolean;
  /** Why it can't run on this machine, and what to install; undefined where it can. */
  missing?(): string | undefined;
  run(snippet: string, host: Host): Promise<Run>;
};
