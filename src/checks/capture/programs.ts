// Which programs a check may run that answer for the machine: a capture script puts a recorder before each of them.

import { changesMachine } from "../../model/writers.ts";
import { BUILTINS, RUNNERS } from "../sandbox/argv.ts";
import { TEXT_TOOLS } from "../sandbox/tools.ts";
import { asFunction } from "../snippet/as-function.ts";
import { beyondCommand } from "../snippet/beyond-recording.ts";
import { inText } from "../snippet/in-text.ts";
import { otherCodeOf } from "../snippet/other-code.ts";
import { nodesOf, type SyntaxNode, staticText, syntaxOf } from "../snippet/syntax.ts";

export type Program = {
  readonly name: string;
  /** Whether the check feeds it: only then is its stdin kept, which would otherwise come from the loop around it. */
  readonly isFed: boolean;
  /** Whether the check tests that it exists: if it does not, a recorder must not exist either. */
  readonly isAskedFor: boolean;
};

/**
 * Sorted by name. `recorded`: names of commands that answered on test hosts, which the snippet may put together.
 * `fed`: those of them that were fed. `tools`: what the sandbox has beside the text tools.
 */
export function programsOf(
  snippet: string,
  { recorded, fed, tools }: Readonly<Record<"recorded" | "fed" | "tools", ReadonlySet<string>>>,
): readonly Program[] {
  const nodes = nodesOf(syntaxOf(asFunction(snippet)));
  const functions = nodes.filter(({ type }) => type === "FunctionDef").map(({ name }) => name);
  const calls = nodes.filter(({ type }) => type === "SimpleCommand").map(wordsOf);
  const called = calls.map(([name = ""]) => name).filter((name) => !functions.includes(name));
  const names = new Set([...called, ...calls.flatMap(runBy), ...recorded]);
  const refused = new Set(calls.flatMap(refusedIn));
  const asked = calls.filter(isQuestion).flatMap(([, ...args]) => args.filter((arg) => !arg.startsWith("-")));
  const inSnippet = inText(snippet).fed;
  return (
    [...names]
      .filter((name) => NAME.test(name) && !OF_BASH.has(name))
      // `ls -l` has an answer if a host has a transcript of it, and none from the tool.
      .filter((name) => refused.has(name) || (!tools.has(name) && (recorded.has(name) || !TOOLS.has(name))))
      .sort()
      .map((name) => ({
        name,
        isFed: inSnippet.has(name) || fed.has(name),
        isAskedFor: asked.includes(name) || asked.includes(UNKNOWN),
      }))
  );
}

/** What a snippet changes, for a script that promises to change nothing; undefined if no change is known. */
export function changeIn(snippet: string): string | undefined {
  const calls = nodesOf(syntaxOf(asFunction(snippet)))
    .filter(({ type }) => type === "SimpleCommand")
    .map(wordsOf);
  const [refusal] = inText(snippet).refused.filter(({ cause }) => CHANGES.has(cause));
  // What find runs is judged by itself.
  const ran = calls.flatMap((words) => [
    words[0] === "find" ? words.filter((word) => !TO_RUN.test(word)) : words,
    ...callsBy(words),
  ]);
  return ran.map((words) => words.join(" ")).find(changesMachine) ?? refusal?.asked;
}

/** A snippet that cannot be read may do anything. */
const CHANGES: ReadonlySet<string> = new Set(["write", "network", "snippet"]);

/** Represents a word that is known only when it runs. */
const UNKNOWN = "…";

function wordsOf({ name, args }: SyntaxNode): readonly string[] {
  return [name, ...(args as readonly unknown[])].map(
    (word) => (word === null ? undefined : staticText(word)) ?? UNKNOWN,
  );
}

/** Tools of which this call, or what it runs, needs a transcript: `stat -c %Y /x`, `timeout 5 openssl s_client`. */
function refusedIn(words: readonly string[]): readonly string[] {
  return [words, ...callsBy(words)]
    .map((call) => call.map((word) => (word === UNKNOWN ? undefined : word)))
    .filter((call) => beyondCommand(call) !== undefined && otherCodeOf(call) === undefined)
    .flatMap(([name = ""]) => (TOOLS.has(name) && !BUILTINS.has(name) ? [name] : []));
}

function callsBy(words: readonly string[]): readonly (readonly string[])[] {
  return runBy(words).map((name) => words.slice(words.indexOf(name)));
}

/** What `timeout 5 zpool list`, `xargs -n1 zpool list` and `find … -exec zpool list {} +` run, and `command zpool`. */
function runBy([name = "", ...args]: readonly string[]): readonly string[] {
  if (!RUNNERS.has(name)) return [];
  const at = args.findIndex((arg, i) => {
    const before = args[i - 1] ?? "";
    return NAME.test(arg) && (name === "find" ? TO_RUN.test(before) : !TAKES_VALUE.test(before));
  });
  return at === -1 ? [] : [args[at] ?? "", ...runBy(args.slice(at))];
}

const TO_RUN = /^-(exec|execdir|ok|okdir)$/;
/** Options of env, timeout and xargs whose value is a word of its own. */
const TAKES_VALUE = /^-[aCdEIksLnPSu]$/;

function isQuestion([name = "", option = ""]: readonly string[]): boolean {
  return (name === "command" && /^-[pvV]+$/.test(option)) || /^(hash|type)$/.test(name);
}

const NAME = /^[A-Za-z_][\w.+-]*$/;
const TOOLS: ReadonlySet<string> = new Set(TEXT_TOOLS);

/** Shells, and what bash does by itself: https://www.gnu.org/software/bash/manual/html_node/Bash-Builtins.html */
const OF_BASH: ReadonlySet<string> = new Set([
  ...["bash", "dash", "sh"],
  ...["alias", "bg", "bind", "break", "builtin", "caller", "cd", "command", "compgen", "complete", "compopt"],
  ...["continue", "declare", "dirs", "disown", "enable", "eval", "exec", "exit", "export", "fc", "fg", "getopts"],
  ...["hash", "help", "history", "jobs", "kill", "let", "local", "logout", "mapfile", "popd", "pushd", "read"],
  ...["readarray", "readonly", "return", "set", "shift", "shopt", "source", "suspend", "test", "times", "trap"],
  ...["type", "typeset", "ulimit", "umask", "unalias", "unset", "wait"],
]);
