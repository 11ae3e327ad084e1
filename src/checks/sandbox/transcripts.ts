// Recorded answers for a sandbox: a file of bash functions, one for each command name, and for other programs a small
// program of the same name that calls it. Each answers to the argv that it has a transcript of, and to nothing else.

import { type Host, MOST_STDIN, type Transcript } from "../../model/host.ts";
import { quote } from "../snippet/quote.ts";
import { PATH } from "./limits.ts";
import { ANSWERS, BASE } from "./paths.ts";
import type { Toolbox } from "./tools.ts";

export type Answers = {
  /** Functions for the bash that runs the snippet. */
  readonly functions: string;
  /** Programs for everybody else, by name. */
  readonly programs: ReadonlyMap<string, string>;
};

type Asking = {
  /** Names of commands that the snippet feeds. */
  readonly fed?: ReadonlySet<string> | undefined;
  /** A tool that fails, whatever it is asked. */
  readonly failing?: string | undefined;
};

/** What a host answers. A program of which it has the file and no transcript is refused as any other one is. */
export function answersOf(
  { files, transcripts }: Host,
  { commands, ofBash }: Toolbox,
  { fed = new Set(), failing }: Asking = {},
): Answers {
  const byName = Map.groupBy(transcripts.filter(canBeAsked), ({ argv }) => argv[0] ?? "");
  const broken = failing === undefined ? [] : [failing];
  const names = new Set([...byName.keys(), "date", ...broken, ...programsAmong(files.keys(), commands)]);
  const named = (name: string) => (CALLABLE.test(name) && !ofBash.has(name) ? name : byHex(name));
  const functions = [...names].map((name) => {
    if (name === failing) return `${named(name)}() { return 1; }\n`;
    const own = byName.get(name) ?? [];
    const reads = fed.has(name) || own.some(({ stdin }) => stdin !== undefined);
    return functionOf({ name, called: named(name), transcripts: own, reads, tools: commands });
  });
  return {
    functions: `${REFUSE}\n${functions.join("")}${NOT_FOUND}\n`,
    programs: new Map([...names].map((name) => [name, `#!${BASE}/own/bash -p\n. ${ANSWERS}\n${named(name)} "$@"\n`])),
  };
}

const FOLDERS: ReadonlySet<string> = new Set(PATH.split(":"));

/** Names of files in the folders of PATH: bash would find them, and fail to run them. */
function programsAmong(paths: Iterable<string>, tools: ReadonlySet<string>): readonly string[] {
  const found = [...paths].filter((path) => FOLDERS.has(path.slice(0, path.lastIndexOf("/"))));
  const names = found.map((path) => path.slice(path.lastIndexOf("/") + 1));
  return names.filter((name) => name !== "" && !tools.has(name) && !/^(bash|dash|sh)$/.test(name));
}

/** NAME_MAX of limits.h */
const LONGEST_NAME = 255;

/** A shell looks for commands by the name of a file, and no word of a command line holds a NUL. */
function canBeAsked({ argv }: Transcript): boolean {
  const [name = ""] = argv;
  const isName = !(name === "" || name === "." || name === ".." || name.includes("/"));
  return isName && Buffer.byteLength(name) <= LONGEST_NAME && !argv.some((word) => word.includes("\0"));
}

/** What bash accepts as the name of a function, if it is alone. */
const CALLABLE = /^[A-Za-z_][\w.+-]*$/;

/** Any other name has a function that only its program calls. */
function byHex(name: string): string {
  return `faultbook_${Buffer.from(name).toString("hex")}`;
}

/** How a function begins that no option and no IFS of the snippet disturbs, not even one that is readonly. */
const PLAINLY = "local -; set +efuxv; local IFS=' ' 2>&-";

type Answering = {
  readonly name: string;
  /** What the function is called. */
  readonly called: string;
  readonly transcripts: readonly Transcript[];
  /** Whether it reads its stdin: a command that does not must leave it to the loop around it. */
  readonly reads: boolean;
  readonly tools: ReadonlySet<string>;
};

/** No setting of the snippet changes the answer, and the trace shows only the call. */
function functionOf({ name, called, transcripts, reads, tools }: Answering): string {
  return `${called}() {
  ${PLAINLY}
${reads ? READ_STDIN : ""}${transcripts.map((transcript) => answer(transcript, reads)).join("")}  ${otherwise(name, tools, reads)}
}
`;
}

/** A terminal is not read: a check has no input from the user. A longer stdin than that of any transcript fits none. */
const READ_STDIN = `  local stdin=; [[ -t 0 ]] || IFS= read -r -d '' -n ${MOST_STDIN + 1} stdin
`;

function otherwise(name: string, tools: ReadonlySet<string>, reads: boolean): string {
  if (tools.has(name)) return `${reads ? `printf '%s' "$stdin" | ` : ""}${BASE}/usr/bin/${name} "$@"`;
  const fedWith = reads ? `\${stdin:+"<<< '\${stdin%$'\\n'}'"}` : "";
  const refuse = `faultbook_refuse ${quote(name)} "$@" ${fedWith}`.trimEnd();
  return name === "date"
    ? `local IFS=${BETWEEN}; if [[ "$*" =~ ${FIXED_DATE} ]]; then ${BASE}/own/date "$@"; else ${refuse}; fi`
    : refuse;
}

/** Stands between two words, in neither of which it can be. */
const BETWEEN = "\x1f";

/** A zone that every machine takes for the same. */
const ZONE = "(Z|[ ]?(UTC|GMT)|[ ]?[+-][0-9]{2}:?[0-9]{2})";
const TIME = `[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?`;
const MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
const WEEKDAY = "((Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[ ]+)?";

/** A complete moment: seconds, "2023-09-06T10:00:00Z", "Sep  6 10:00:00 2023 GMT", "Wed, 06 Sep 2023 10:00:00 +0000". */
const MOMENT = [
  "@[0-9]+([.][0-9]+)?",
  `[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]${TIME}${ZONE}?)?`,
  `${WEEKDAY}${MONTH}[ ]+[0-9]{1,2},?[ ]+(${TIME}${ZONE}?[ ]+)?[0-9]{4}${ZONE}?`,
  `${WEEKDAY}[0-9]{1,2}[ -]${MONTH}[ -][0-9]{4}([ ]+${TIME}${ZONE}?)?`,
].join("|");

/** A date that does not depend on the clock: "-d @1694000000 +%F", "--date=2023-09-06 +%s", "-u -d 2023-09-06T10:00:00Z". */
const FIXED_DATE = `^(-u_)?(-u?d_?|--date[=_])(${MOMENT})(_-u)?(_\\+[^_]*)?$`
  .replaceAll(" ", "\\ ")
  .replaceAll("_", BETWEEN);

function answer({ argv, stdin, stdout, stderr, exit }: Transcript, reads: boolean): string {
  const args = argv.slice(1);
  const asked = [
    `$# == ${args.length}`,
    ...args.map((arg, i) => `\${${i + 1}} == ${quote(arg)}`),
    ...(reads ? [`$stdin == ${quote(stdin ?? "")}`] : []),
  ];
  const told = [
    ...(stdout === "" ? [] : [print(stdout)]),
    ...(stderr === "" ? [] : [`${print(stderr)} >&2`]),
    `return ${exit}`,
  ];
  return `  if [[ ${asked.join(" && ")} ]]; then ${told.join("; ")}; fi\n`;
}

/** No word of a shell holds a NUL, which a format can write. */
function print(text: string): string {
  const parts = text.split("\0");
  return `printf '${parts.map(() => "%s").join("\\0")}' ${parts.map(quote).join(" ")}`;
}

/** Notes a command line that has no answer, and fails as a shell does when there is no such command. Without notes there is no run. */
const REFUSE = `faultbook_refuse() {
  ${PLAINLY}
  printf '%s\\0' "$*" >&251 || kill -KILL $$
  printf '%s: the host has no transcript of it\\n' "$*" >&2
  return 127
}`;

/** What bash calls for a command that it does not find, for good: what a snippet lacks must not go unseen. */
const NOT_FOUND = `command_not_found_handle() { ${PLAINLY}; faultbook_refuse "$@"; }
readonly -f faultbook_refuse command_not_found_handle`;
