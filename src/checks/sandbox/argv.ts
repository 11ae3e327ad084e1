// The command line in a traced step: its name and arguments, without the assignments before it.

/** `LC_ALL=C grep x /y` → `grep x /y`; empty where nothing but assignments is there. */
export function argvOf(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word, i) => !ASSIGNMENT.test(word) && !isInArray(words, i));
  return at === -1 ? [] : words.slice(at);
}

/** `marks=([4]=a [5]=b)`: a trace shows its elements as words. */
function isInArray(words: readonly string[], at: number): boolean {
  const start = words.findLastIndex((word, i) => i < at && /^[A-Za-z_]\w*\+?=\(/.test(word));
  return start !== -1 && !words.slice(start, at).some((word) => word.endsWith(")"));
}

export const ASSIGNMENT = /^[A-Za-z_]\w*(?:\[[^\]]*\])?\+?=/;

/** They run a command that is among their arguments. */
export const RUNNERS: ReadonlySet<string | undefined> = new Set(["command", "env", "find", "timeout", "xargs"]);

/** What `timeout`, `xargs` and the like run; undefined for any other command. */
export function firstCommandAfter(
  [name, ...args]: readonly string[],
  isCommand: (name: string) => boolean,
): readonly string[] | undefined {
  if (!RUNNERS.has(name)) return undefined;
  const at = args.findIndex((arg, i) => isCommand(arg) && (name !== "find" || TO_RUN.test(args[i - 1] ?? "")));
  return at === -1 ? [] : args.slice(at);
}

const TO_RUN = /^-(exec|execdir|ok|okdir)$/;
/** Options of env, timeout and xargs that take no value. */
const FLAG = /^-([0rtpxoivf]+|-.*)$/;
/** Shells are in the sandbox, and report by themselves that they were started. */
const SHELL = /^(bash|dash|sh)$/;

/** `env zpool list`, `find /x -exec zpool list ;`: a missing command is then only reported on stderr, which may be ignored. */
export function lackingIn([name, ...args]: readonly string[], isCommand: (name: string) => boolean): readonly string[] {
  if (name === "find")
    return args.filter((arg, i) => TO_RUN.test(args[i - 1] ?? "") && !isCommand(arg) && !SHELL.test(arg));
  if (name === "command" || !RUNNERS.has(name)) return [];
  const known = args.findIndex(isCommand);
  if (known !== -1) return lackingIn(args.slice(known), isCommand);
  const isValue = (i: number) => /^-/.test(args[i - 1] ?? "") && !FLAG.test(args[i - 1] ?? "");
  return args.filter((arg, i) => /^[A-Za-z_][\w.+-]*$/.test(arg) && !SHELL.test(arg) && !isValue(i)).slice(0, 1);
}

/** Of the tools, those that bash has itself: they look at nothing. */
export const BUILTINS: ReadonlySet<string> = new Set(["echo", "false", "printf", "pwd", "true"]);
