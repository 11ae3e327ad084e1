// What a run in the sandbox was denied, by the traces that it left: names for whoever reads why there is no answer.

import { OUTPUT_CAP } from "../limits.ts";
import { MOST } from "./limits.ts";
import { BASE } from "./paths.ts";
import { TRACE_CAP } from "./process.ts";
import type { SandboxRun } from "./sandbox.ts";

type Said = readonly (readonly [pattern: RegExp, name: (asked: string) => string])[];

/** What the real tools say when they meet the end of the sandbox. The first group, if any, is what was asked for. */
const SAID: Said = [
  // "bash: line 1: /x: Read-only file system", "sort: open failed: /x: Permission denied"; whatever is there can be read.
  [
    /^(?:[^\n]*?[\s‘'"`])?(\/[^\n:‘’'"]+|(?!here-document)[^\s:‘’'"]+)[’'"]?\)?: (?:Read-only file system|Permission denied)$/gm,
    (path) => (path.startsWith(`${BASE}/`) ? path : `> ${path}`),
  ],
  [/^[^\n]*cannot open "([^"\n]+)" for output/gm, (path) => `> ${path}`],
  [/^[^\n]*can't redirect to [`'"]([^'"\n]+)['"]/gm, (path) => `> ${path}`],
  [/cannot create temp file for here-document/g, () => "here-document: size limit exceeded"],
  [/^(\w+): (?:cannot|failed to) create temporary file/gm, (tool) => `${tool}: limit exceeded (a temporary file)`],
  [/fork: (?:retry: )?Resource temporarily unavailable/g, () => `more than ${MOST.processes} processes`],
  [
    /allocate(?: \d+ bytes| memory)|[Cc]annot allocate memory|memory exhausted|out of memory/g,
    () => `more than ${MOST.mebibytes} MiB of memory`,
  ],
  [/^(?:[^\n]*: )?exec: ([^\n:]+): not found$/gm, (command) => command],
  [/^(?:xargs|find|env): [‘']?([^\n/:’']+)[’']?: No such file or directory$/gm, (command) => command],
  // A shell in the shell, which is called as it likes: "sh: 1: date: not found", "x: line 1: date: command not found".
  [/^[^\n]*: (?:line )?\d+: ([^\n:]+): (?:command )?not found$/gm, (command) => command],
  [/^[^\n]*: (\/dev\/(?:tcp|udp)\/[^\n:]+): [^\n]+$/gm, (address) => `${address}, the network`],
];

/** What the shell that started the run says when bash itself breaks: `bash: line 4: 2 Segmentation fault "$@"`. */
export const BROKE = /^bash: line \d+: +\d+ (Segmentation fault|Killed|Aborted|Bus error).*"\$@"\n/gm;

type Denied = Pick<SandboxRun, "stderr" | "refused" | "overflowed"> & { readonly untraceable?: boolean };

/** What the run asked for and did not get, beside what transcripts refused. */
export function deniedTo({ stderr, refused, overflowed, untraceable = false }: Denied): readonly string[] {
  const said = SAID.flatMap(([pattern, name]) => [...stderr.matchAll(pattern)].map(([, asked = ""]) => name(asked)));
  const broke = [...stderr.matchAll(BROKE)].map(([, how]) => `bash: limit exceeded (${how})`);
  // Limits first: whatever runs may fill the rest of this list.
  const limits = [
    ...(overflowed ? [`more than ${OUTPUT_CAP} characters of output`] : []),
    ...(untraceable ? [`too many opened files (${TRACE_CAP} bytes of trace)`] : []),
  ];
  return [...new Set([...limits, ...broke, ...refused, ...said])];
}
