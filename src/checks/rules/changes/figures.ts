// A number on which a verdict depends may be missing on another machine, or be a word: `N/A`, `-`, nothing. If the number
// made a host AFFECTED, the word must not make it OK.

import { posix } from "node:path";
import type { Host } from "../../../model/host.ts";
import { NUMBERS_OF_KERNEL } from "../reading/arithmetic.ts";
import { answering } from "./commands.ts";
import { type Change, guard, NOT_OK } from "./files.ts";
import { heldAgainst } from "./forms.ts";

/** A text of an affected host, the texts of ok hosts in its place, and the host with another text there. */
export type Text = {
  /** "/proc/loadavg", "zpool list" */
  readonly name: string;
  readonly text: string;
  readonly others: readonly string[];
  readonly withText: (text: string) => Host;
  /** The lines of a snippet that exit with 2 if none of its lines begins with a word. */
  readonly ask: (key: string) => string;
};

/** 12, 12.5, 93%, 17G, used:950: no part of a name, a version or a time. */
const FIGURE = /(?<![\w./-]|\d:)\d+(\.\d+)?([KMGTP](i?B)?)?(?=%?(?![\w./-]|:\d))/g;

/** In longer texts the first lines are enough. */
const MOST_LINES = 500;

/**
 * The host with "N/A", and with nothing, in the place of the numbers of one text. Only numbers count that differ on an ok
 * host in an otherwise equal line: a number that names a row counts by being there, and so does a line that only affected
 * hosts have, as in a log. A file that the kernel writes has numbers on every machine.
 */
export function withoutFigures({ name, text, others, withText }: Text): readonly Change[] {
  if (NUMBERS_OF_KERNEL.test(name)) return [];
  const known = shapesOf(others);
  const replaced = new Set<string>();
  const replace = (line: string, word: string) => {
    const alike = known.get(shapeOf(line)) ?? [];
    let i = -1;
    return line.replace(FIGURE, (figure) => {
      i += 1;
      const others = alike[i] ?? new Set([figure]);
      if (others.size === 1 && others.has(figure)) return figure;
      for (const other of [figure, ...[...others].slice(0, MOST_SHOWN)]) replaced.add(other);
      return word;
    });
  };
  const lines = text.split("\n");
  return (["N/A", ""] as const).flatMap((word) => {
    const changed = lines.map((line, i) => (i < MOST_LINES ? replace(line, word) : line)).join("\n");
    // An empty text is a trial of its own.
    if (changed === text || changed.trim() === "") return [];
    return [withoutFiguresOf(name, word, [...replaced], withText(changed))];
  });
}

const MOST_SHOWN = 8;

/** The shape of a line → the figures at each of its places. */
function shapesOf(texts: readonly string[]): ReadonlyMap<string, readonly ReadonlySet<string>[]> {
  const known = new Map<string, Set<string>[]>();
  for (const line of texts.flatMap((text) => text.split("\n").slice(0, MOST_LINES))) {
    const places = known.get(shapeOf(line)) ?? [];
    known.set(shapeOf(line), places);
    for (const [i, figure] of figuresOf(line).entries()) places[i] = (places[i] ?? new Set()).add(figure);
  }
  return known;
}

function figuresOf(line: string): readonly string[] {
  return [...line.matchAll(FIGURE)].map(([figure]) => figure);
}

/** A line with its figures left out. */
function shapeOf(line: string): string {
  return line.replace(FIGURE, "#").replace(/\s+/g, " ").trim();
}

function withoutFiguresOf(name: string, word: string, replaced: readonly string[], host: Host): Change {
  const what = word === "" ? "no numbers" : `"${word}" instead of numbers`;
  return {
    ...NOT_OK,
    key: `figures ${name} ${word}`,
    without: `when ${name} has ${what}`,
    remedy: () =>
      `A value that is not a number proves nothing.\nRead it into a variable before comparing it, and exit with 2 if it is not a number:\n${heldAgainst(replaced, "$number")}`,
    host,
  };
}

/** More of them add nothing. */
const MOST_KEYS = 4;

/**
 * The host without a line of one text: an older kernel has no MemAvailable. Only a line counts that the snippet names by
 * its first word, and that every ok host has once, too, with other numbers.
 */
export function withoutLines({ name, text, others, withText, ask }: Text, snippet: string): readonly Change[] {
  const lines = text.split("\n");
  const own = countsOf(lines.filter((line) => figuresOf(line).length > 0));
  const known = others.map((other) => countsOf(other.split("\n")));
  const words = new Set(snippet.match(/\w+/g));
  const rested = [...own].filter(
    ([key, count]) => count === 1 && words.has(key) && known.every((all) => all.get(key) === 1),
  );
  return (known.length === 0 ? [] : rested).slice(0, MOST_KEYS).map(([key]) => ({
    ...NOT_OK,
    key: `line ${key} ${name}`,
    without: `when ${name} has no line ${key}`,
    remedy: () => `A missing line proves nothing.\nExit with 2 if the line is missing:\n${ask(key)}`,
    host: withText(lines.filter((line) => keyOf(line) !== key).join("\n")),
  }));
}

/** "MemAvailable:  9000 kB" → "MemAvailable" */
function keyOf(line: string): string | undefined {
  return /^[^\w]*([A-Za-z]\w{2,})/.exec(line)?.[1];
}

function countsOf(lines: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of lines.map(keyOf)) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** The text of a file of an affected host; undefined for one that is no text. Others may have it in another folder. */
export function fileText(host: Host, path: string, ok: readonly Host[]): Text | undefined {
  const text = textOf(host.files.get(path));
  if (text === undefined) return undefined;
  const own = posix.basename(path);
  const others = ok.flatMap(({ files }) => [...files].filter(([other]) => posix.basename(other) === own));
  return {
    ...{
      name: path,
      text,
      ask: (key: string) => asks(key, path),
      others: others.flatMap(([, bytes]) => textOf(bytes) ?? []),
    },
    withText: (other) => ({ ...host, files: new Map([...host.files, [path, Buffer.from(other)]]) }),
  };
}

const MOST = 2 ** 16;

function textOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined || bytes.length === 0 || bytes.length > MOST || bytes.includes(0)) return undefined;
  return Buffer.from(bytes).toString("utf8");
}

function asks(key: string, path: string): string {
  return guard(`grep -q '^[[:blank:]]*${key}' ${path}`, `no ${key}`);
}

/** What an affected host answers to a command line; `kept` stores it in $value. `others`: answers of ok hosts. */
export function answerText(host: Host, line: string, others: readonly string[], kept: string): Text | undefined {
  const own = host.transcripts.find(({ argv }) => argv.join(" ") === line);
  if (own === undefined || own.stdout === "" || own.stdout.length > MOST) return undefined;
  const withText = (stdout: string) => answering(host, line, { stdout, exit: own.exit });
  return { name: line, text: own.stdout, others, withText, ask: (key) => `  ${kept}\n${asks(key, '<<< "$value"')}` };
}
