// Names and addresses that are looked for without an anchor, in lists of them: "zfs" is found in "zfs_foo", 10.0.0.1 in
// 110.0.0.10. Told where the list is known and the pattern is a plain name, path, address or port.

import { GREPS } from "../hints/tree.ts";
import type { Seen } from "./reading.ts";
import { type Command, type Reading, shown, type Text } from "./text.ts";

/** `grep -q zfs /proc/modules`, `ss -ltn | grep :80`, `pgrep -f nginx` */
export function unanchored(reading: Reading): readonly Seen[] {
  return reading.commands.flatMap((command) => {
    if (GREPS.has(command.name)) return grepped(command, reading);
    return command.name === "pgrep" ? byName(command) : [];
  });
}

/** A kind of list: which files and commands are one, and what to write for a plain pattern; undefined where it is none. */
type List = {
  readonly files: RegExp;
  readonly commands: RegExp;
  readonly better: (pattern: string, file: string) => string | undefined;
};

const NAME = /^[A-Za-z][\w-]{2,}$/;
const PATH = /^ ?\/[\w./-]+$/;
const ADDRESS = /(?<![\d.])\d{1,3}(\.\d{1,3}){3}(?![\d.])/;
const PORT = /^:\d+$/;
const KIND_OF_FILE_SYSTEM = /^(ext[234]|xfs|btrfs|zfs|nfs|nfs4|cifs|tmpfs|overlay|vfat|squashfs|fuse)$/;

/** It matches nothing. */
const NO_COMMAND = /(?!)/;

const LISTS: readonly List[] = [
  {
    files: /^\/proc\/modules$/,
    commands: /^lsmod\b/,
    better: (name, file) => (NAME.test(name) ? `grep -q '^${name} '${file}` : undefined),
  },
  {
    files: /^(\/proc\/(self\/|1\/)?mounts|\/etc\/(fstab|mtab))$/,
    commands: /^mount$/,
    better: (name, file) => {
      const isKnown = KIND_OF_FILE_SYSTEM.test(name) || (PATH.test(name) && !name.endsWith("/"));
      return isKnown ? `grep -q '[[:blank:]]${name.trim()}[[:blank:]]'${file}` : undefined;
    },
  },
  {
    files: /^\/etc\/(passwd|group|shadow)$/,
    commands: /^getent (passwd|group)$/,
    better: (name, file) => (NAME.test(name) ? `grep -q '^${name}:'${file}` : undefined),
  },
  {
    files: /^\/proc\/filesystems$/,
    commands: NO_COMMAND,
    better: (name, file) => (NAME.test(name) ? `grep -qw ${name}${file}` : undefined),
  },
  {
    files: /^\/etc\/resolv\.conf$/,
    commands: NO_COMMAND,
    better: (text, file) => {
      const [address] = endOf(text);
      return address === undefined ? undefined : `grep -Fxq 'nameserver ${address}'${file}`;
    },
  },
  {
    files: /^(\/etc\/(hosts|hosts\.(allow|deny)|exports|network\/interfaces)|\/proc\/net\/\w+)$/,
    commands: /^(ip|ss|netstat|ifconfig|arp|route)\b/,
    better: (text, file) => {
      if (PORT.test(text)) return `grep -q '${text} '${file}`;
      const [address] = endOf(text);
      return address === undefined ? undefined : `grep -Fqw '${text}'${file}`;
    },
  },
];

/** The address that a pattern begins or ends with: there, more digits would match as well. */
function endOf(pattern: string): readonly string[] {
  const found = ADDRESS.exec(pattern);
  if (found === null) return [];
  const [address] = found;
  return found.index === 0 || found.index + address.length === pattern.length ? [address] : [];
}

/** Options by which grep takes whole words or lines, shows what does not match, or has its patterns elsewhere. */
const OTHERWISE = /^(-[a-zA-Z]*[wxvfzP]|--(word-regexp|line-regexp|invert-match|file|perl-regexp))/;

function grepped(command: Command, reading: Reading): readonly Seen[] {
  const found = patternOf(command);
  if (found === undefined) return [];
  const { pattern, files } = found;
  const sources = files.length > 0 ? [] : reading.feeding(command);
  const redirected = command.node.redirections
    .filter(({ operator }) => operator === "<")
    .map(({ target }) => reading.textOf(target));
  const read = [...files, ...redirected].map(({ text }) => text);
  const lines = sources.map(({ name, args }) => [name, ...args.map(({ text }) => text)].join(" "));
  const passed = sources
    .filter(({ name }) => name === "cat" || name === "sort" || name === "grep")
    .flatMap(({ args }) => args.map(({ text }) => text));
  if (lines.some((line) => /^ps\b/.test(line))) return amongProcesses(command, pattern);
  for (const list of LISTS) {
    const isOne =
      [...read, ...passed].some((path) => list.files.test(path)) || lines.some((line) => list.commands.test(line));
    const better = isOne ? list.better(pattern, read.length === 1 ? ` ${read[0]}` : "") : undefined;
    if (better !== undefined) return [tell(command, pattern, better)];
  }
  return [];
}

type Found = { readonly pattern: string; readonly files: readonly Text[] };

/** The one plain pattern of a grep, and its files; undefined where it has others, or an anchor. */
function patternOf({ args }: Command): Found | undefined {
  const isOption = ({ text }: Text) => /^-./.test(text) && text !== "--";
  const others = args.filter((arg, i) => !isOption(arg) && !VALUED.test(args[i - 1]?.text ?? "") && arg.text !== "--");
  const at = args.findIndex(({ text }) => /^-[a-zA-Z]*e$|^--regexp$/.test(text));
  if (args.some((arg) => isOption(arg) && OTHERWISE.test(arg.text))) return undefined;
  const [first, files] = at === -1 ? [others[0], others.slice(1)] : [args[at + 1], others];
  if (first?.isPlain !== true) return undefined;
  const pattern = first.text.replace(/\\\./g, ".");
  return /^[\w .:/-]+$/.test(pattern) ? { pattern, files } : undefined;
}

/** Options of grep whose value is the next word. */
const VALUED = /^(-[a-zA-Z]*[ABCDdem]|--(regexp|max-count))$/;

function tell({ name, args, line }: Command, pattern: string, better: string): Seen {
  const written = [name, ...args.map(({ text }) => text)].join(" ");
  const isPattern = !args.some(({ text }) => /^(-[a-zA-Z]*F|--fixed-strings)/.test(text) || text.includes("\\."));
  const dots = name !== "fgrep" && isPattern && ADDRESS.test(pattern) ? ", and each dot stands for any letter" : "";
  return {
    what: `looks for ${shown(pattern)} without an anchor: ${shown(written)}`,
    remedy: `It matches within longer names, too${dots}. Say where it begins and ends:\n  ${better}`,
    line,
  };
}

/** comm has 15 letters: pgrep(1), TASK_COMM_LEN of Linux. */
const LONGEST_COMM = 15;

/** `options`: those that pgrep was given, without -f. */
function exactly(name: string, options: readonly string[] = []): string {
  const cut = name.slice(0, LONGEST_COMM);
  const note = cut === name ? "" : `    (the kernel keeps ${LONGEST_COMM} letters of a name)`;
  return `  ${["pgrep -x", ...options, cut].join(" ")}${note}`;
}

function amongProcesses({ name, args, line }: Command, pattern: string): readonly Seen[] {
  if (!NAME.test(pattern)) return [];
  const what = `looks for ${shown(pattern)} without an anchor in ps: ${shown([name, ...args.map(({ text }) => text)].join(" "))}`;
  const why =
    "It matches every command line with these letters, grep's own and an editor's among them. Ask for the name:";
  return [{ what, remedy: `${why}\n${exactly(pattern)}`, line }];
}

/** Options of pgrep whose value is the next word: pgrep(1). */
const PGREP_VALUED =
  /^-(d|F|g|G|O|P|r|s|t|u|U|-(delimiter|euid|group|ns|nslist|older|parent|pgroup|pidfile|runstates|session|terminal|uid))$/;

/** `pgrep -f nginx`, `pgrep nginx`; a whole command line is looked for on purpose. */
function byName({ args, line }: Command): readonly Seen[] {
  const words = args.map(({ text }) => text);
  if (words.some((word) => /^(-[a-zA-Z]*[xv]|--(exact|inverse))/.test(word))) return [];
  const [pattern, ...rest] = args.filter(
    ({ text }, i) => !text.startsWith("-") && !PGREP_VALUED.test(words[i - 1] ?? ""),
  );
  if (pattern?.isPlain !== true || rest.length > 0 || !NAME.test(pattern.text)) return [];
  const isFull = words.some((word) => /^(-[a-zA-Z]*f|--full)/.test(word));
  const why = isFull
    ? "With -f it matches every command line with these letters, an editor's among them. Ask for the name:"
    : "It matches within longer names, too. Ask for the whole name:";
  const what = `looks for ${shown(pattern.text)} without an anchor: ${shown(["pgrep", ...words].join(" "))}`;
  const options = words.filter((word) => word !== pattern.text && word !== "-f" && word !== "--full");
  return [
    {
      what,
      remedy: `${why}\n${exactly(
        pattern.text,
        options.map((word) => word.replace(/^(-[a-zA-Z]*)f/, "$1")),
      )}`,
      line,
    },
  ];
}
