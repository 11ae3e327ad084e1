// Recorded answers as files for a sandbox: one script per command name, which answers to the argv that it has a
// transcript of, and nothing else.

import type { Host, Transcript } from "../../model/host.ts";
import { quote } from "../quote.ts";
import { TEXT_TOOLS } from "../simulation/text-tools.ts";
import { BASE, REFUSED } from "./paths.ts";

/** Path below BASE → content: `bin/uname`, `transcripts/0.out`, … */
export function transcriptFiles({ transcripts }: Host): ReadonlyMap<string, string> {
  const numbered = transcripts
    .map((transcript, i) => ({ transcript, file: `transcripts/${i}` }))
    .filter(({ transcript }) => canBeAsked(transcript));
  const scripts = Map.groupBy(numbered, ({ transcript }) => transcript.argv[0] ?? "");
  return new Map([
    ...[...scripts].map(([name, of]) => [`bin/${name}`, scriptOf(name, of)] as const),
    ...numbered.flatMap(({ transcript, file }) => [
      [`${file}.out`, transcript.stdout] as const,
      [`${file}.err`, transcript.stderr] as const,
    ]),
  ]);
}

/** NAME_MAX of limits.h */
const LONGEST_NAME = 255;

/** A shell looks for commands by the name of a file, and no word of a command line holds a NUL. */
function canBeAsked({ argv }: Transcript): boolean {
  const [name = ""] = argv;
  const isName = !(name === "" || name === "." || name === ".." || name.includes("/"));
  return isName && Buffer.byteLength(name) <= LONGEST_NAME && !argv.some((word) => word.includes("\0"));
}

type Numbered = { readonly transcript: Transcript; readonly file: string };

function scriptOf(name: string, answers: readonly Numbered[]): string {
  const isTool = (TEXT_TOOLS as readonly string[]).includes(name);
  const otherwise = isTool ? `exec ${BASE}/tools/${name} "$@"` : `${REFUSE} ${quote(name)} "$@"`;
  return `#!/bin/bash\n${REFUSE_FUNCTION}\n${answers.map(answer).join("")}${otherwise}\n`;
}

function answer({ transcript: { argv, exit }, file }: Numbered): string {
  const args = argv.slice(1);
  const asked = [`[ $# = ${args.length} ]`, ...args.map((arg, i) => `[ "\${${i + 1}}" = ${quote(arg)} ]`)];
  const told = `${BASE}/tools/cat ${BASE}/${file}.out; ${BASE}/tools/cat ${BASE}/${file}.err >&2; exit ${exit}`;
  return `if ${asked.join(" && ")}; then ${told}; fi\n`;
}

const REFUSE = "faultbook_refuse";

/** Notes a command line that has no answer, and fails as a shell does when there is no such command. */
export const REFUSE_FUNCTION = `${REFUSE}() { printf '%s\\0' "$*" >>${REFUSED}; printf '%s: the host has no transcript of it\\n' "$*" >&2; return 127; }`;

const NOT_FOUND = "command_not_found_handle";

/** What bash calls for a command that it does not find, for good: what a snippet lacks must not go unseen. */
export const NOT_FOUND_FUNCTION = `${REFUSE_FUNCTION}; ${NOT_FOUND}() { ${REFUSE} "$@"; }; readonly -f ${REFUSE} ${NOT_FOUND}`;
