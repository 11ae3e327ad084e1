// The text tools of just-bash, held to what the real ones do: where they differ and it can be put right it is put right
// here, and where it can't the use is told as not simulated. tests/checks/agreement.test.ts holds both side by side.

import type { CommandName, ExecResult } from "just-bash";

/**
 * Tools whose answer follows from their arguments and the files alone. Left out on purpose: what tells owner, mode,
 * time or links of a file (stat, readlink), for a recording keeps content only, and what just-bash gets wrong without
 * saying so (od).
 */
export const TEXT_TOOLS = [
  ...["awk", "basename", "cat", "comm", "cut", "dirname", "echo", "egrep", "expr", "false", "fgrep", "find"],
  ...["grep", "head", "join", "ls", "nl", "paste", "printf", "pwd", "rev", "sed", "seq", "sort", "tac", "tail"],
  ...["tr", "true", "uniq", "wc", "xargs"],
] as readonly CommandName[];

/** Uses of a text tool, as its argv joined by blanks, that get no answer without a transcript. */
const UNANSWERED: readonly RegExp[] = [
  // They depend on the machine, the clock or chance after all.
  /^awk .*(\|\s*getline|\b(s?rand|systime|strftime)\s*\()/s,
  /^find .* -(amin|anewer|atime|cmin|cnewer|ctime|group|gid|inum|links|ls|mmin|mtime|newer|perm|uid|user)/s,
  /^ls .*(?<= )-([A-Za-z]*[cgilnostu]|-(full-time|inode|size|sort|time))/s,
  /^printf .*%-?\d*\([^)]*\)T/s,
  // just-bash answers them otherwise than the real tools, and does not say so.
  /^awk .*\bRS\s*=\s*""|^awk (.* )?-F ?[|^$] /s,
  /^expr (.* )?(:|match) /s,
  /^([ef]?grep|sed) .*\\[<>]/s,
  /^grep (?!.*(?<= )-\w*[EFP]).*\\[+?]/s,
  /^uniq (.* )?-\w*c/s,
  /^([ef]?grep) .*(?<= )-\w*e .*(?<= )-\w*e /s,
  /^awk (.* )?-F ?\.|^awk .*(NR *== *FNR|\blength\b(?! *\()|\blength *\( *[a-zA-Z_]\w* *\)|\bsubstr *\([^)]*, *-)/s,
  /^paste (.* )?-\w*s/s,
  /^sed .*\\[ULEul]|^sed (.*[0-9$/ ])?[aic]\\/s,
];

/** True where neither just-bash nor anything else but a recording knows the answer. */
export function isUnanswered(line: string): boolean {
  return UNANSWERED.some((pattern) => pattern.test(line));
}

/** For a file that can't be read just-bash says 1, where these say 2: the difference between "no" and "can't tell". */
const GREP: ReadonlySet<string> = new Set(["grep", "egrep", "fgrep"]);
const SAYS_2_WHEN_UNREADABLE: ReadonlySet<string> = new Set([...GREP, "awk", "sed", "sort"]);
const UNREADABLE = /No such file or directory|Is a directory/;

/** Flags of grep in one word, with an s among them: -s, -qs. just-bash does not know it: no words on missing files. */
const SILENT = /^-(?=\w*s)[cEFhilLnoPqrRsvwx]+$/;

/** Runs the tool of just-bash, with the exit code that the real one has. */
export async function runTool(
  [name = "", ...args]: readonly string[],
  original: (args: string[]) => Promise<ExecResult>,
): Promise<ExecResult> {
  const isSilent = GREP.has(name) && args.some((arg) => SILENT.test(arg));
  const result = await original(isSilent ? args.flatMap(withoutSilence) : args);
  if (!UNREADABLE.test(result.stderr)) return result;
  const exitCode = result.exitCode === 1 && SAYS_2_WHEN_UNREADABLE.has(name) ? 2 : result.exitCode;
  return { ...result, exitCode, stderr: isSilent ? "" : result.stderr };
}

function withoutSilence(arg: string): readonly string[] {
  if (!SILENT.test(arg)) return [arg];
  return arg === "-s" ? [] : [arg.replaceAll("s", "")];
}

/** How just-bash's tools say that they lack an option; the real ones may know it, so this is no answer. */
const NOT_SIMULATED = /(invalid|unknown|unrecognized) (option|predicate)|not (implemented|supported)/;
/** Whatever these say on stderr, but for files, is a failure of the simulation, or of a program that fails for real. */
const EXCUSE = /^(awk|[ef]?grep|head|sed|tail): /;

/** True for a result that is just-bash's own failure. */
export function isNotSimulated({ stderr }: ExecResult): boolean {
  return NOT_SIMULATED.test(stderr) || (EXCUSE.test(stderr) && !UNREADABLE.test(stderr));
}
