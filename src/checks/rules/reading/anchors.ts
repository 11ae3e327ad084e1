// Names and addresses that are looked for without an anchor, in lists of them: "zfs" is found in "zfs_foo", 10.0.0.1 in
// 110.0.0.10. Reported if the list is known and the pattern is a plain name, path, address or port.

import { takesNext } from "../../snippet/valued.ts";
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

/** A kind of list: which files and commands are one, and what to write for a plain pattern; undefined if it needs nothing. */
type List = {
  readonly files: RegExp;
  readonly commands: RegExp;
  readonly better: (pattern: string) => Better | undefined;
};

/** Letters of grep's options that it needs, and the pattern, as it is written. */
type Better = readonly [letters: string, pattern: string];

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
    better: (name) => (NAME.test(name) ? ["", `'^${name} '`] : undefined),
  },
  {
    files: /^(\/proc\/(self\/|1\/)?mounts|\/etc\/(fstab|mtab))$/,
    commands: /^mount$/,
    better: (name) => {
      if (KIND_OF_FILE_SYSTEM.test(name)) return ["", `'[[:blank:]]${name}[[:blank:]]'`];
      if (!PATH.test(name) || name.endsWith("/")) return undefined;
      const path = name.trim().replaceAll(".", "\\.");
      // The mounted thing is at the beginning of its line.
      return name.startsWith(" ")
        ? ["", `'[[:blank:]]${path}[[:blank:]]'`]
        : ["E", `'(^|[[:blank:]])${path}[[:blank:]]'`];
    },
  },
  {
    files: /^\/etc\/(passwd|group|shadow)$/,
    commands: /^getent (passwd|group)$/,
    better: (name) => (NAME.test(name) ? ["", `'^${name}:'`] : undefined),
  },
  {
    files: /^\/proc\/filesystems$/,
    commands: NO_COMMAND,
    better: (name) => (NAME.test(name) ? ["w", name] : undefined),
  },
  {
    files: /^\/etc\/resolv\.conf$/,
    commands: NO_COMMAND,
    better: (text) => {
      const [address] = endOf(text);
      return address === undefined ? undefined : ["Fx", `'nameserver ${address}'`];
    },
  },
  {
    files: /^(\/etc\/(hosts|hosts\.(allow|deny)|exports|network\/interfaces)|\/proc\/net\/\w+)$/,
    commands: /^(ip|ss|netstat|ifconfig|arp|route)\b/,
    better: (text) => {
      if (PORT.test(text)) return ["", `'${text} '`];
      const [address] = endOf(text);
      return address === undefined ? undefined : ["Fw", `'${text}'`];
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

/** Options by which grep matches whole words or lines, inverts the match, or has its patterns elsewhere. */
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
  const ps = lines.find((line) => /^ps\b/.test(line));
  if (ps !== undefined) return amongProcesses(command, pattern, ps);
  for (const list of LISTS) {
    const isOne =
      [...read, ...passed].some((path) => list.files.test(path)) || lines.some((line) => list.commands.test(line));
    const better = isOne ? list.better(pattern) : undefined;
    if (better !== undefined)
      return [seenIn(command, pattern, inOwnWords(command, better, read.length === 1 ? read : []))];
  }
  return [];
}

type Found = { readonly pattern: string; readonly files: readonly Text[] };

/** The one plain pattern of a grep, and its files; undefined if it has others, or an anchor. */
function patternOf({ name, args }: Command): Found | undefined {
  const isOption = ({ text }: Text) => /^-./.test(text) && text !== "--";
  const others = args.filter(
    (arg, i) => !isOption(arg) && !takesNext(name, args[i - 1]?.text ?? "") && arg.text !== "--",
  );
  const at = args.findIndex(({ text }) => /^-[a-zA-Z]*e$|^--regexp$/.test(text));
  if (args.some((arg) => isOption(arg) && OTHERWISE.test(arg.text))) return undefined;
  const [first, files] = at === -1 ? [others[0], others.slice(1)] : [args[at + 1], others];
  if (first?.isPlain !== true) return undefined;
  const pattern = first.text.replace(/\\\./g, ".");
  return /^[\w .:/-]+$/.test(pattern) ? { pattern, files } : undefined;
}

/** The command as it is, with another pattern: it keeps its options, except those that say how a pattern is read. */
function inOwnWords({ name, args }: Command, [letters, pattern]: Better, files: readonly string[]): string {
  const words = args.map(({ text }) => text);
  const options = words.flatMap((word, i) => {
    if (!/^-./.test(word) || HOW_READ.test(word)) return [];
    const own = /^-[a-zA-Z]+$/.test(word) ? word.replace(/[EFGe]/g, "") : word;
    if (own === "-") return [];
    return takesNext(name, own) ? [`${own} ${words[i + 1]}`] : [own];
  });
  const at = letters === "" ? -1 : options.findIndex((option) => /^-[a-zA-Z]+$/.test(option));
  const merged = options.map((option, i) => (i === at ? `${option}${letters}` : option));
  const added = letters === "" || at !== -1 ? [] : [`-${letters}`];
  return ["grep", ...added, ...merged, pattern, ...files].join(" ");
}

const HOW_READ = /^--($|(basic-regexp|extended-regexp|fixed-strings)$|regexp(=|$))/;

function seenIn({ name, args, line }: Command, pattern: string, better: string): Seen {
  const written = [name, ...args.map(({ text }) => text)].join(" ");
  const isPattern = !args.some(({ text }) => /^(-[a-zA-Z]*F|--fixed-strings)/.test(text) || text.includes("\\."));
  const dots = name !== "fgrep" && isPattern && ADDRESS.test(pattern) ? ", and each dot matches any character" : "";
  return {
    what: `looks for ${shown(pattern)} without an anchor: ${shown(written)}`,
    remedy: `It also matches inside longer names${dots}. Anchor it at both ends:\n  ${better}`,
    line,
  };
}

/** comm has 15 characters: pgrep(1), TASK_COMM_LEN of Linux. */
const LONGEST_COMM = 15;

/** `options`: those that pgrep was given, without -f. */
function exactly(name: string, options: readonly string[] = []): string {
  const cut = name.slice(0, LONGEST_COMM);
  const note = cut === name ? "" : `    (the kernel keeps ${LONGEST_COMM} characters of a name)`;
  return `  ${["pgrep -x", ...options, cut].join(" ")}${note}`;
}

/** A program that runs another one has its own name: a command line with an anchor tells them apart. */
function byCommandLine(name: string, options: readonly string[]): string {
  const line = ["pgrep", ...options, `-f '^([^ ]*/)?java .*${name}'`].join(" ");
  return `Anchor the command line at its program, such as java, or match the program's whole name:\n  ${line}\n${exactly(name, options)}`;
}

/** `ps` shows names alone with these arguments. */
const NAMES_ALONE = /^ps( -[eA])?$|\bu?comm\b/;

function amongProcesses({ name, args, line }: Command, pattern: string, ps: string): readonly Seen[] {
  if (!NAME.test(pattern)) return [];
  const words = args.map(({ text }) => text);
  const what = `looks for ${shown(pattern)} without an anchor in ps: ${shown([name, ...words].join(" "))}`;
  const options = words.some((word) => /^(-[a-zA-Z]*c[a-zA-Z]*|--count)$/.test(word)) ? ["-c"] : [];
  const remedy = NAMES_ALONE.test(ps)
    ? `It also matches inside longer names. Match the whole name:\n${exactly(pattern, options)}`
    : `It matches every command line with this text, also that of grep or of an editor. ${byCommandLine(pattern, options)}`;
  return [{ what, remedy, line }];
}

/** `pgrep -f nginx`, `pgrep nginx`; a whole command line is looked for on purpose. */
function byName({ name, args, line }: Command): readonly Seen[] {
  const words = args.map(({ text }) => text);
  if (words.some((word) => /^(-[a-zA-Z]*[xv]|--(exact|inverse))/.test(word))) return [];
  const [pattern, ...rest] = args.filter(
    ({ text }, i) => !text.startsWith("-") && !takesNext(name, words[i - 1] ?? ""),
  );
  if (pattern?.isPlain !== true || rest.length > 0 || !NAME.test(pattern.text)) return [];
  const isFull = words.some((word) => /^(-[a-zA-Z]*f|--full)/.test(word));
  const options = args
    .filter((arg) => arg !== pattern)
    .map(({ text }) => text.replace(/^(-[a-zA-Z]*)f/, "$1"))
    .filter((word) => word !== "-" && word !== "--full");
  const remedy = isFull
    ? `With -f, it matches every command line with this text, also that of an editor. ${byCommandLine(pattern.text, options)}`
    : `It also matches inside longer names. Match the whole name:\n${exactly(pattern.text, options)}`;
  const what = `looks for ${shown(pattern.text)} without an anchor: ${shown(["pgrep", ...words].join(" "))}`;
  return [{ what, remedy, line }];
}
