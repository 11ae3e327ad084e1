// Reads what commands answered on a host: commands.yaml. An answer that could never be used is reported.

import { basename } from "node:path";
import { escapePath } from "tinyglobby";
import { z } from "zod";
import type { Place } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { callOf, Transcript } from "../../model/host.ts";
import { changesMachine } from "../../model/writers.ts";
import type { ContentFiles } from "../read.ts";
import { validate } from "../validate.ts";
import { type Located, parseYaml } from "../yaml.ts";

/** The transcripts, none if there is no such file; undefined if it cannot be used. */
export async function readTranscripts(
  files: ContentFiles,
  file: string,
  problems: Problem[],
): Promise<readonly Transcript[] | undefined> {
  if ((await files.list(escapePath(file))).length === 0) return [];
  const source = await files.read(file);
  const located = source && parseYaml(source, 0, source.text.length, problems);
  if (located === undefined) return undefined;
  for (const one of argvProblems(located)) problems.push(one);
  return validate(z.array(Transcript), located, { unknownKeys: "problem" }, problems);
}

const WithArgv = z.looseObject({ argv: z.array(z.string()).min(1), stdin: z.string().optional() });

/** Checks every entry on its own, so that one of another shape hides no other. */
function argvProblems({ data, placeOf }: Located): Problem[] {
  const firstPlaces = new Map<string, Place>();
  return (Array.isArray(data) ? data : []).flatMap((entry: unknown, i) => {
    const { argv, stdin } = WithArgv.safeParse(entry).data ?? {};
    if (argv === undefined) return [];
    const at = placeOf([i, "argv"]);
    const key = JSON.stringify([argv, stdin]);
    const first = firstPlaces.get(key);
    if (first === undefined) firstPlaces.set(key, at);
    const nuls = argv.flatMap((word, j) => (word.includes("\0") ? [withNul(word, placeOf([i, "argv", j]))] : []));
    const twice = first === undefined ? [] : [toldTwice(callOf({ argv, stdin }), at, first)];
    const unheard = nameProblems(argv[0] ?? "", placeOf([i, "argv", 0]));
    return [...nuls, ...(unheard.length > 0 ? unheard : writeProblems(argv, at)), ...twice];
  });
}

function withNul(word: string, place: Place): Problem {
  return problem(place, `${JSON.stringify(word)} has a NUL byte`, "Remove it: no command argument can contain one");
}

function toldTwice(line: string, place: Place, first: Place): Problem {
  const what = `second transcript of ${JSON.stringify(line)}`;
  return problem(place, what, `Keep one; the first is on line ${first.line}`);
}

function nameProblems(name: string, place: Place): Problem[] {
  if (name === "") return [problem(place, `"argv" begins with ""`, "Write the name of the command first")];
  if (name.includes("/")) {
    const what = `command ${JSON.stringify(name)} is named by its path`;
    return [problem(place, what, `Write ${JSON.stringify(basename(name))}: transcripts name commands without a path`)];
  }
  if (!ANSWERED_BY_SHELL.has(name)) return [];
  const what = `transcript of "${name}", which the shell runs itself: it would never be used`;
  return [problem(place, what, "Remove it, and let the check run a program or read a file")];
}

/** A check may run what has a transcript, and a capture script then runs it on a machine that is in use. */
function writeProblems(argv: readonly string[], place: Place): Problem[] {
  const line = argv.join(" ");
  if (!changesMachine(line)) return [];
  const what = `transcript of ${JSON.stringify(line)}, which changes the machine`;
  return [problem(place, what, "Remove it: a check only reads, and a capture would run this on a real machine")];
}

/** Builtins and reserved words of bash (`compgen -b`, `compgen -k`): it never runs a program of these names. */
const ANSWERED_BY_SHELL: ReadonlySet<string> = new Set([
  ...[".", ":", "[", "alias", "bg", "bind", "break", "builtin", "caller", "cd", "command", "compgen", "complete"],
  ...["compopt", "continue", "declare", "dirs", "disown", "echo", "enable", "eval", "exec", "exit", "export", "false"],
  ...["fc", "fg", "getopts", "hash", "help", "history", "jobs", "kill", "let", "local", "logout", "mapfile", "popd"],
  ...["printf", "pushd", "pwd", "read", "readarray", "readonly", "return", "set", "shift", "shopt", "source"],
  ...["suspend", "test", "times", "trap", "true", "type", "typeset", "ulimit", "umask", "unalias", "unset", "wait"],
  ...["!", "[[", "]]", "{", "}", "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function"],
  ...["if", "in", "select", "then", "time", "until", "while"],
]);
