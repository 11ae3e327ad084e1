// What bash writes about a run under `set -x`: each simple command as it was expanded, after its line. It shows what was
// asked for and what ran; access times show better what was read.
// https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html

/** One traced command. */
export type Step = {
  /** Line of the script, counted from 1. */
  readonly line: number;
  /** As bash quotes them: assignments, `for x in …` and `[[ … ]]` among them. */
  readonly words: readonly string[];
};

/** Put before a script, on its first line. bash repeats the mark for each level of nesting, and quotes it in words. */
export const TRACING = `readonly BASH_XTRACEFD=250 PS4=$'\\1$LINENO '`;

const RECORD = /\x01+(\d+) ([^\x01]*)/g;

/** The distinct steps of a trace, in their order. `first`: the line of the script on which the snippet begins. */
export function stepsOf(trace: string): readonly Step[] {
  const records = new Set([...trace.matchAll(RECORD)].map(([, line, text = ""]) => `${line} ${text.trimEnd()}`));
  return [...records].flatMap((record) => {
    const at = record.indexOf(" ");
    const text = record.slice(at + 1);
    return OURS.has(text) ? [] : [{ line: Number(record.slice(0, at)), words: wordsOf(text) }];
  });
}

/** How a function that answers for the host begins. */
const OURS: ReadonlySet<string> = new Set(["local -", "set +efuxv"]);

const WORD = /(?:'[^']*'|\$'(?:\\[\s\S]|[^'\\])*'|\\[\s\S]|[^\s'\\])+/g;
const PIECE = /'([^']*)'|\$'((?:\\[\s\S]|[^'\\])*)'|\\([\s\S])|([^'\\]+)/g;

/** `grep -m 1 '^flags' /proc/cpuinfo` → its four words. */
export function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(WORD)].map(([word]) =>
    [...word.matchAll(PIECE)]
      .map(([, single, ansi, escaped, plain]) => single ?? decoded(ansi) ?? escaped ?? plain)
      .join(""),
  );
}

/** All bytes in a row: a character may have several. */
const ESCAPE = /((?:\\[0-7]{1,3})+)|\\([\s\S])/g;

function decoded(ansi: string | undefined): string | undefined {
  return ansi?.replace(ESCAPE, (_, octal: string | undefined, letter: string) =>
    octal === undefined ? (LETTERS[letter] ?? letter) : bytesOf(octal).toString("utf8"),
  );
}

function bytesOf(octal: string): Buffer {
  return Buffer.from(
    octal
      .slice(1)
      .split("\\")
      .map((digits) => Number.parseInt(digits, 8)),
  );
}

const LETTERS: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  E: "\x1b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
