// From the driver's account of a run to what the rules of a check need: what it read, looked for and ran, and why its exit
// code may not count.

import { isDeepStrictEqual } from "node:util";
import type { Refusal, Run } from "../../model/check.ts";
import type { Host } from "../../model/host.ts";
import { foldersAbove, hasPath } from "../../model/host-paths.ts";
import { changesMachine } from "../../model/writers.ts";
import { beyondCommand, NETWORK } from "../snippet/beyond-recording.ts";
import { rewriteOf } from "../snippet/rewrites.ts";
import { argvOf } from "./argv.ts";
import { askedIn } from "./asked.ts";
import type { Ended, Touched } from "./driver.ts";
import { MOST, OUTPUT_CAP, TRACE_CAP } from "./limits.ts";
import { BASE, SCRIPT } from "./paths.ts";
import { type Step, stepsOf } from "./trace.ts";

export type Told = {
  readonly host: Host;
  /** Texts of the snippet, such as the targets of redirections. */
  readonly literals: readonly string[];
  /** Whether redirections have targets that are not among them. */
  readonly opensUnseen?: boolean;
  /** What is refused because of the snippet's text alone. */
  readonly refused: readonly Refusal[];
  /** Names of the tools in the sandbox. */
  readonly commands: ReadonlySet<string>;
};

export function runOf(ended: Ended, { host, literals, opensUnseen = true, refused, commands }: Told): Run {
  const folders = foldersAbove(host.files.keys());
  const inFiles = ended.touched.filter(({ path, kind, isRead }) => isRead && kind === "f" && host.files.has(path));
  const inFolders = ended.touched.filter(({ path, kind, isRead }) => isRead && kind === "d" && isFolder(path));
  function isFolder(path: string): boolean {
    return folders.has(path) || host.files.has(`${path}/`);
  }
  const inRun = ended.touched.filter(({ kind, isRead }) => isRead && kind === "d");
  const [read, listed] = [sorted(inFiles.map(({ path }) => path)), sorted(inFolders.map(({ path }) => path))];
  // The function around the snippet is line 1 of its script.
  const steps = stepsOf(ended.trace)
    .map((step) => ({ ...step, line: step.line - 1 }))
    .filter(({ line, words }) => line > 0 && words[0] !== "check");
  const texts = ended.trace === "" ? [] : literals;
  const asked = askedIn(steps, texts, host, commands, { refused: unansweredIn(ended), opensUnseen });
  const open = refused.filter((one) => !isAnswered(one, host));
  const others = [...asked.paths, ...notFoundIn(ended)].filter(
    (path) => !read.includes(path) && !listed.includes(path) && outsideOfHost(path).length === 0,
  );
  const isThere = (path: string) => isFolder(path) || hasPath(host, path);
  return {
    exitCode: ended.exitCode,
    stdout: ended.stdout,
    stderr: inOwnLines(ended.stderr),
    ...{
      read,
      listed,
      looked: sorted(others.filter(isThere)),
      missing: sorted(others.filter((path) => !isThere(path))),
    },
    ...{ ran: asked.ran, steps: asked.steps },
    refused: distinct([
      ...limitsOf(ended),
      ...writesOf(ended.touched, host),
      ...open,
      ...sorted(ended.refused).map(unanswered),
      ...saidIn(ended),
      ...reachedBeyond(steps, open, host, commands),
      ...[...asked.paths, ...steps.flatMap(({ words }) => words.filter(isOurs))].flatMap(outsideOfHost),
      ...inRun
        .filter(({ path }) => path === "/run" && !isFolder(path))
        .map(({ path }) => placed(`the names in ${path}`)),
      ...asked.paths.filter((path) => !isThere(path) && isPlaced(path, commands)).map(placed),
      ...asked.lacking.map(unanswered),
    ]),
  };
}

/** `ls -l` and `find -mmin` have an answer where a transcript of the host has these very words; so has a file that only sets variables. */
function isAnswered({ cause, asked }: Refusal, { transcripts, files }: Host): boolean {
  const [name = "", option = ""] = asked.split(" ");
  // A word may have blanks of its own, and what a variable holds is not known.
  const [words = ""] = asked.slice(name.length + 1).split(/ ?…/);
  if (cause !== "recording") return false;
  if (SOURCES.has(name) && OF_SYSTEM.test(option) && !option.includes("..")) return setsVariables(files.get(option));
  return transcripts.some(({ argv }) => argv[0] === name && hasWords(argv.slice(1), words));
}

/** Whether a word, or several that follow each other, are this text. */
function hasWords(args: readonly string[], text: string): boolean {
  return args.some((_, i) => args.slice(i).some((_, j) => args.slice(i, i + j + 1).join(" ") === text));
}

const SOURCES: ReadonlySet<string> = new Set([".", "source"]);
/** Where a machine keeps settings in the shell's own words, such as /etc/os-release: root alone writes there. */
const OF_SYSTEM = /^(\/usr)?\/(etc|lib)\//;
/** https://www.freedesktop.org/software/systemd/man/latest/os-release.html: assignments, comments and nothing that the shell expands. */
const ASSIGNMENT = /^\s*(#.*|(export\s+)?[A-Za-z_]\w*=("[^"$`\\]*"|'[^']*'|[\w@%+=:,./~-]*)\s*)?$/;

/** True for a file of plain assignments, and where there is none: then nothing is run. */
function setsVariables(bytes: Uint8Array | undefined): boolean {
  return (
    bytes === undefined ||
    Buffer.from(bytes)
      .toString("utf8")
      .split("\n")
      .every((line) => ASSIGNMENT.test(line))
  );
}

/** How bash calls the script in its messages, and a process that was killed; the snippet begins in its second line. */
const OWN_NAME = new RegExp(`^${SCRIPT}: (?:line (\\d+): (?: *\\d+ (?=[A-Z]))?)?`, "gm");

function inOwnLines(stderr: string): string {
  const own = (line: string) => `bash: line ${Math.max(1, Number(line) - 1)}: `;
  return stderr.replace(OWN_NAME, (_, line?: string) => (line === undefined ? "bash: " : own(line)));
}

/** "cat: /proc/x: No such file or directory", "sed: can't read /proc/x: No …", "awk: cannot open /proc/x (No …)" */
const NOT_FOUND =
  /^[^\n]*?(?: |['"])(\/[^\s:'"*?()[\]]+)['"]?(?: for reading)?(?::| \()[^\n]*No such file or directory/gm;

/** A redirection from a variable is in no trace; bash reports what it did not find. */
function notFoundIn({ stderr }: Ended): readonly string[] {
  const paths = [...inOwnLines(stderr).matchAll(NOT_FOUND)].map(([, path]) => path ?? "");
  return paths.filter((path) => !path.startsWith(BASE) && !path.startsWith("/dev/"));
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}

/** One of each; a refusal from the snippet's text has a line and a rewrite, one from the run may have none. */
function distinct(refusals: readonly Refusal[]): readonly Refusal[] {
  const alike = Map.groupBy(refusals, ({ cause, asked }) => `${cause} ${asked}`);
  return [...alike.values()].flatMap((group) => group.find(({ line }) => line !== undefined) ?? group.slice(0, 1));
}

function limitsOf({ ends }: Ended): readonly Refusal[] {
  const endless = (asked: string): Refusal => ({ cause: "endless", asked });
  return [
    ...(ends.has("loud") ? [{ cause: "output", asked: `more than ${OUTPUT_CAP} bytes of output` } as const] : []),
    // A run that is stopped because it prints too much does not end in time either.
    ...(ends.has("late") && !ends.has("loud") && !ends.has("untraceable")
      ? [{ cause: "time", asked: "" } as const]
      : []),
    ...(ends.has("untraceable") ? [endless(`more than ${TRACE_CAP} bytes of trace`)] : []),
    ...(ends.has("left") ? [endless("a process that stays in the background")] : []),
    ...(ends.has("full") ? [{ cause: "write", asked: "> the whole disk" } as const] : []),
    ...(ends.has("broken") ? [endless("more than this machine could give")] : []),
  ];
}

/** What ran, whatever it looks like in the text: `k=kill; $k -9 1`. */
function reachedBeyond(
  steps: readonly Step[],
  inText: readonly Refusal[],
  host: Host,
  commands: ReadonlySet<string>,
): readonly Refusal[] {
  return steps.flatMap(({ line, words }) => {
    const argv = argvOf(words);
    const refusal = beyondCommand(argv);
    const isKnown = inText.some(({ asked }) => asked.split(" ", 1)[0] === argv[0] && !asked.startsWith(`${argv[0]} /`));
    if (refusal === undefined || isKnown) return [];
    // An existing tool would itself answer any words that no transcript has.
    const isToTheWord = host.transcripts.some((one) => isDeepStrictEqual(one.argv, argv));
    if (commands.has(argv[0] ?? "") ? isToTheWord : isAnswered(refusal, host)) return [];
    return [{ ...refusal, line }];
  });
}

function isOurs(path: string): boolean {
  return path.includes(BASE);
}

/** No host has the sandbox's own folder, nor a network. */
function outsideOfHost(path: string): readonly Refusal[] {
  if (isOurs(path))
    return [{ cause: "recording", asked: path, rewrite: `Remove what is in ${BASE}: no test host has it` }];
  return NETWORK.test(path) ? [{ cause: "network", asked: path }] : [];
}

/** What the sandbox has there for itself: programs, and the folders of these and of libraries. */
function isPlaced(path: string, commands: ReadonlySet<string>): boolean {
  const [, name] = /^(?:\/usr)?\/bin\/([^/]+)$/.exec(path) ?? [];
  if (name !== undefined) return commands.has(name) || SHELL.test(name);
  return /^(\/usr|\/usr\/local(\/sbin)?|(\/usr)?\/bin|\/lib(64)?(\/.*)?)$/.test(path);
}

function placed(asked: string): Refusal {
  const rewrite = "Use command -v to find a command: the other files there belong to the sandbox";
  return { cause: "recording", asked, rewrite };
}

const SHELL = /^(bash|dash|sh)$/;

/** What is new in the tree; of a folder that lost something, the folder. A long here-document is put into /tmp by bash. */
function writesOf(touched: readonly Touched[], host: Host): readonly Refusal[] {
  const written = touched.filter(
    ({ path, kind, isWritten }) => isWritten && kind !== "l" && !(path === "/tmp" && kind === "d"),
  );
  const isTold = ({ path, kind }: Touched) =>
    kind !== "d" ||
    (!host.files.has(path) &&
      !written.some((other) => other.path !== path && other.path.startsWith(path === "/" ? path : `${path}/`)));
  return sorted(written.filter(isTold).map(({ path }) => path)).map((path) => ({ cause: "write", asked: `> ${path}` }));
}

function unansweredIn({ refused }: Ended): ReadonlySet<string> {
  return new Set(refused.map((asked) => asked.split(" ", 1)[0] ?? ""));
}

/** A command line for which there is no answer. */
function unanswered(asked: string): Refusal {
  const isShell = /^(bash|dash|sh)( |$)/.test(asked);
  const cause = changesMachine(asked) ? "write" : isShell ? "recording" : "command";
  return { cause, asked, rewrite: rewriteOf(asked) };
}

/** What programs print when they reach a limit, or find no command or no network. */
const SAID: readonly (readonly [pattern: RegExp, refusal: (asked: string) => Refusal])[] = [
  [
    /fork: (?:retry: )?Resource temporarily unavailable/,
    () => ({ cause: "endless", asked: `more than ${MOST.processes} processes` }),
  ],
  [
    /allocate(?: \d+ bytes| memory)|[Cc]annot allocate memory|memory exhausted|out of memory/,
    () => ({ cause: "endless", asked: `more than ${MOST.mebibytes} MiB of memory` }),
  ],
  [
    /^(?:xargs|find|env|timeout): (?:failed to run command )?[‘'`]?([^\n/:’']+)[’']?: No such file or directory$/m,
    unanswered,
  ],
  [/(\/dev\/(?:tcp|udp)\/[^\n:]+): [^\n]+$/m, (asked) => ({ cause: "network", asked })],
];

function saidIn({ stderr }: Ended): readonly Refusal[] {
  return SAID.flatMap(([pattern, refusal]) => {
    const [found, asked = ""] = pattern.exec(stderr) ?? [];
    return found === undefined ? [] : [refusal(asked)];
  });
}
