// What a run in the sandbox was denied, by the traces that it left: names for whoever reads why there is no answer.

import { OUTPUT_CAP } from "./limits.ts";
import type { SandboxRun } from "./sandbox.ts";

/** What the real tools say when they meet the end of the sandbox. The first group, if any, is what was asked for. */
const SAID: readonly (readonly [pattern: RegExp, name: (asked: string) => string])[] = [
  [/^(?:[^\n]*?: )?[‘']?(\/[^\n:’']+)[’']?: Read-only file system$/gm, (path) => `> ${path}`],
  [/fork: (?:retry: )?Resource temporarily unavailable/g, () => "more than 64 processes"],
  [
    /cannot allocate \d+ bytes|[Cc]annot allocate memory|memory exhausted|out of memory/g,
    () => "more than 256 MiB of memory",
  ],
  [/^(?:[^\n]*: )?exec: ([^\n:]+): not found$/gm, (command) => command],
  [/^(?:xargs|find|env): [‘']?([^\n/:’']+)[’']?: No such file or directory$/gm, (command) => command],
  [/^sh: (?:line )?\d+: ([^\n:]+): (?:command )?not found$/gm, (command) => command],
  [/^[^\n]*: (\/dev\/(?:tcp|udp)\/[^\n:]+): [^\n]+$/gm, (address) => `${address}, the network`],
];

/** What the run asked for and did not get, beside what transcripts refused. */
export function deniedTo({ stderr, refused, overflowed }: SandboxRun): readonly string[] {
  const said = SAID.flatMap(([pattern, name]) => [...stderr.matchAll(pattern)].map(([, asked = ""]) => name(asked)));
  const tooMuch = overflowed ? [`more than ${OUTPUT_CAP} characters of output`] : [];
  return [...new Set([...refused, ...said, ...tooMuch])];
}
