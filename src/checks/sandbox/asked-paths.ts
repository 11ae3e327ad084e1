// Which paths a run asked for, as its trace shows. A path in it may as well be a pattern, a text, or an argument of a
// command that a transcript answers: those ask for nothing.

import { posix } from "node:path";
import type { Host } from "../../model/host.ts";
import { hasPath } from "../../model/host-paths.ts";
import { ASSIGNMENT, argvOf, BUILTINS, firstCommandAfter } from "./argv.ts";
import type { Step } from "./trace.ts";

/** As for askedIn(). */
export type In = {
  readonly literals: readonly string[];
  readonly host: Host;
  readonly commands: ReadonlySet<string>;
  readonly refused: ReadonlySet<string>;
  readonly opensUnseen: boolean;
};

/** The words of a step by what they are for it. */
type Words = {
  /** Files that it opens or asks for. */
  readonly opened?: readonly string[];
  /** What it holds for others: a redirection is not traced. */
  readonly held?: readonly string[];
  /** What it hands to a command of the host. */
  readonly given?: readonly string[];
};

/** Absolute paths that were asked for, whether they exist or not. */
export function pathsIn(steps: readonly Step[], about: In): readonly string[] {
  const { host, literals } = about;
  const absolute = absoluteOn(host);
  const [named, held, given] = [new Set(literals.flatMap(absolute)), new Set<string>(), new Set<string>()];
  let folder = "/";
  for (const { words } of steps) {
    const uses = usesOf(words, about);
    for (const path of [...(uses.opened ?? []).flatMap(absolute), ...relativeIn(words, folder, host)]) named.add(path);
    for (const word of testedIn(argvOf(words))) if (word.startsWith("/")) named.add(normal(word));
    for (const path of (about.opensUnseen ? (uses.held ?? []) : []).flatMap(absolute)) held.add(path);
    for (const path of (uses.given ?? []).flatMap(absolute)) given.add(path);
    if (words[0] === "cd" && words[1] !== undefined) folder = posix.resolve(folder, words[1]);
  }
  // A variable that holds the beginning of a longer path asks for nothing by itself.
  const isBeginning = (path: string) => [...named, ...held].some((other) => other.startsWith(`${path}/`));
  const all = new Set([...named, ...[...held].filter((path) => !isBeginning(path) && !given.has(path))]);
  return [...all].filter((path) => path !== "/" && !DEVICE.test(path));
}

function usesOf(words: readonly string[], about: In): Words {
  const { host, commands, refused } = about;
  const argv = argvOf(words);
  const [name, ...args] = argv;
  if (name === undefined || HOLD.has(name)) return { held: words };
  if (OPEN.has(name)) return { opened: args };
  if (TESTS.has(name) || COMPARE.has(name) || BUILTINS.has(name)) return {};
  if (isAnswered(argv, host) || refused.has(name)) return { given: args };
  const inner = name === "find" ? undefined : firstCommandAfter(argv, (word) => isKnown(word, about));
  if (inner !== undefined) return usesOf(inner, about);
  // A function of the snippet hands on what it is given.
  if (!commands.has(name)) return { held: args };
  const pattern = PATTERN_FIRST.has(name) ? args.findIndex((arg) => !arg.startsWith("-")) : -1;
  return { opened: args.filter((_, i) => i !== pattern) };
}

const HOLD: ReadonlySet<string> = new Set("declare export for local readonly select set typeset".split(" "));
const OPEN: ReadonlySet<string> = new Set([".", "cd", "pushd", "source"]);
const TESTS: ReadonlySet<string | undefined> = new Set(["[", "[[", "test"]);
const COMPARE: ReadonlySet<string> = new Set(["((", "case"]);
/** Their first argument is a program or a pattern. */
const PATTERN_FIRST: ReadonlySet<string> = new Set(["awk", "egrep", "fgrep", "grep", "sed"]);

function isAnswered(argv: readonly string[], { transcripts }: Host): boolean {
  return transcripts.some(({ argv: own }) => own.length === argv.length && own.every((word, i) => word === argv[i]));
}

function isKnown(word: string, { host, commands, refused }: In): boolean {
  return commands.has(word) || refused.has(word) || host.transcripts.some(({ argv }) => argv[0] === word);
}

/** A whole word, or the part after a sign in it: "/proc/x", "f=/proc/x", "--file=/proc/x". */
const PATH = /^(?:[^/\s]*[=:])?(?<path>\/[\w.@%+,:~/-]*)$/;
/** Folders with files of a machine: a pattern of sed or awk may begin with a slash, too. https://refspecs.linuxfoundation.org/FHS_3.0/fhs-3.0.html */
const TOP = /^\/(bin|boot|dev|etc|home|lib|lib32|lib64|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(\/|$)/;
const DEVICE = /^\/dev(\/(null|tty|fd(\/\d+)?|stdin|stdout|stderr))?$/;

/** The path that a word is, on a host with such folders below its root. */
function absoluteOn(host: Host): (word: string) => readonly string[] {
  const tops = new Set([...host.files.keys()].map((path) => path.split("/")[1] ?? ""));
  return (word) => {
    const path = PATH.exec(word)?.groups?.path;
    const isOfMachine = path !== undefined && (TOP.test(path) || tops.has(path.split("/")[1] ?? ""));
    return isOfMachine ? [normal(path)] : [];
  };
}

function normal(path: string): string {
  return posix.normalize(path).replace(/(.)\/$/, "$1");
}

/** What a test asks for is a file, in whatever folder: `[ -e /.dockerenv ]`. */
function testedIn([name, ...args]: readonly string[]): readonly string[] {
  return TESTS.has(name) ? args.filter((_, i) => FILE_TEST.test(args[i - 1] ?? "")) : [];
}

/** Not of texts, terminals, options and variables. */
const FILE_TEST = /^-[a-mp-suw-yGLNOS]$/;

/** After `cd`: what is there under a name, and what a test asks for. */
function relativeIn(words: readonly string[], folder: string, host: Host): readonly string[] {
  if (folder === "/" || ASSIGNMENT.test(words[0] ?? "")) return [];
  const tested = new Set(testedIn(words));
  return words.slice(1).flatMap((word) => {
    if (!/^[\w.@%+,~-][\w.@%+,~/-]*$/.test(word) || word.startsWith("-")) return [];
    const path = posix.resolve(folder, word);
    return hasPath(host, path) || tested.has(word) ? [path] : [];
  });
}
