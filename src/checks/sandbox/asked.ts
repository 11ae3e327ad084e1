// What a run asked for, as its trace and its text show: paths that exist and that do not, commands that ran, and which
// simple commands of the snippet were reached.

import type { Host } from "../../model/host.ts";
import { argvOf, BUILTINS, firstCommandAfter, lackingIn } from "./argv.ts";
import { type In, pathsIn } from "./asked-paths.ts";
import type { Step } from "./trace.ts";

export type Asked = {
  /** Absolute paths, whether they exist or not. */
  readonly paths: readonly string[];
  /** Command lines of tools and of recorded commands, in the order of their lines. */
  readonly ran: readonly string[];
  readonly steps: readonly string[];
  /** Names of commands that a tool was to run, and that are neither tools nor recorded. */
  readonly lacking: readonly string[];
};

/**
 * `commands`: names of what ran as a program; `literals`: texts of the snippet, such as targets of redirections;
 * `refused`: names of commands that got no answer; `opensUnseen`: whether there are targets that are no literals.
 */
export function askedIn(
  steps: readonly Step[],
  literals: readonly string[],
  host: Host,
  commands: ReadonlySet<string>,
  { refused, opensUnseen }: Pick<In, "refused" | "opensUnseen"> = { refused: new Set(), opensUnseen: true },
): Asked {
  const recorded = new Set(host.transcripts.map(({ argv }) => argv[0] ?? ""));
  const isCommand = (name: string | undefined) => name !== undefined && (commands.has(name) || recorded.has(name));
  const reached = steps.flatMap(({ line, words }) => {
    const [name] = argvOf(words);
    return name === undefined || COMPOUND.has(name) ? [] : [`${line} ${name}`];
  });
  const ran = steps.flatMap(({ line, words }) => ranBy(words, isCommand).map((command) => ({ line, command })));
  return {
    paths: pathsIn(steps, { literals, host, commands, refused, opensUnseen }),
    lacking: [...new Set(steps.flatMap(({ words }) => lackingIn(argvOf(words), isCommand)))],
    ran: [...new Set(ran.sort(byLine).map(({ command }) => command))],
    steps: [...new Set(reached)].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1)),
  };
}

/** What a trace shows beside simple commands. */
const COMPOUND: ReadonlySet<string> = new Set(["((", "[[", "case", "for", "select"]);

type Ran = { readonly line: number; readonly command: string };

/** Which command of a pipe is traced first is chance. */
function byLine(a: Ran, b: Ran): number {
  return a.line - b.line || (a.command < b.command ? -1 : 1);
}

function ranBy(words: readonly string[], isCommand: (name: string | undefined) => boolean): readonly string[] {
  const argv = argvOf(words);
  const [name, ...args] = argv;
  const inner = firstCommandAfter(argv, isCommand);
  if (inner === undefined) return isCommand(name) && !BUILTINS.has(name ?? "") ? [argv.join(" ")] : [];
  // `command -v zpool` asks and runs nothing.
  if (name === "command" && args.some((arg) => /^-[vV]+$/.test(arg))) return [];
  return [...(name === "command" ? [] : [argv.join(" ")]), ...ranBy(inner, isCommand)];
}
