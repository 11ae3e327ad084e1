// Which options of common tools take the next word as their value: that word is no file, pattern or name of its own.
// Options whose value is a file, such as -f of grep, are left out: it is read like any other.

type Valued = { readonly letters: string; readonly names: string };

const GREP: Valued = {
  letters: "ABCDdem",
  names: "regexp max-count after-context before-context context binary-files devices directories label include exclude",
};
const LINES: Valued = { letters: "nc", names: "lines bytes pid sleep-interval" };
const NONE: Valued = { letters: "", names: "" };
const AWK: Valued = { letters: "Fv", names: "field-separator assign" };

const VALUED: Readonly<Record<string, Valued>> = {
  ...{ awk: AWK, gawk: AWK, mawk: AWK, egrep: GREP, fgrep: GREP, grep: GREP, zgrep: GREP },
  ...{ cat: NONE, comm: NONE, md5sum: NONE, readlink: NONE, realpath: NONE, rev: NONE, sha256sum: NONE, tac: NONE },
  ...{ head: LINES, tail: { ...LINES, letters: "ncs" }, wc: NONE },
  cut: { letters: "bcdf", names: "bytes characters delimiter fields output-delimiter" },
  ls: { letters: "ITw", names: "ignore hide tabsize width" },
  od: { letters: "AjNtw", names: "address-radix skip-bytes read-bytes format" },
  paste: { letters: "d", names: "delimiters" },
  pgrep: {
    letters: "dFgGOPrstuU",
    names: "delimiter euid group ns nslist older parent pgroup pidfile runstates session terminal uid",
  },
  sed: { letters: "el", names: "expression line-length" },
  sort: { letters: "kotST", names: "key output field-separator buffer-size temporary-directory" },
  stat: { letters: "c", names: "format printf" },
  uniq: { letters: "fsw", names: "skip-fields skip-chars check-chars" },
};

/** Whether the word behind an option is its value; undefined for a tool of which that is not known. */
export function takesNext(tool: string, option: string): boolean | undefined {
  const valued = Object.hasOwn(VALUED, tool) ? VALUED[tool] : undefined;
  if (valued === undefined) return undefined;
  if (option.startsWith("--")) return valued.names.split(" ").includes(option.slice(2) || "-");
  // What follows such a letter in the same word is the value.
  const at = [...option].findIndex((letter, i) => i > 0 && valued.letters.includes(letter));
  return option.startsWith("-") && at > 0 && at === option.length - 1;
}
