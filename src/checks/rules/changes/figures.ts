// A figure on which an answer rests may be missing on another machine, or be a word: `N/A`, `-`, nothing. What made a
// machine AFFECTED as a figure must not be OK as none.

import { posix } from "node:path";
import type { Host } from "../../../model/host.ts";
import { FIGURES_OF_KERNEL } from "../reading/arithmetic.ts";
import { answering } from "./commands.ts";
import { type Change, guard, NOT_OK } from "./files.ts";
import { heldAgainst } from "./forms.ts";

/** A text of an affected host, those that hosts which are ok have in its place, and the host with another text there. */
export type Text = {
  /** "/proc/loadavg", "zpool list" */
  readonly name: string;
  readonly text: string;
  readonly others: readonly string[];
  readonly withText: (text: string) => Host;
  readonly isFile: boolean;
};

/** 12, 12.5, 93%, 17G: no part of a name or of a version. */
const FIGURE = /(?<![\w.:/-])\d+(\.\d+)?([KMGTP](i?B)?)?(?=%?(?![\w.:/-]))/g;

/**
 * The host with "N/A", and with nothing, in the place of the figures of one text. Only figures tell that are others on a
 * machine that is ok, in a line that is else the same: a number that names a row tells by being there, and so does a line
 * that stands on affected machines alone, as in a log.
 */
export function withoutFigures({ name, text, others, withText }: Text): readonly Change[] {
  const known = new Map<string, (readonly string[])[]>();
  for (const line of others.flatMap((other) => other.split("\n")))
    known.set(shapeOf(line), [...(known.get(shapeOf(line)) ?? []), figuresOf(line)]);
  const replaced: string[] = [];
  const replace = (line: string, word: string) => {
    const alike = known.get(shapeOf(line)) ?? [];
    let i = -1;
    return line.replace(FIGURE, (figure) => {
      i += 1;
      if (alike.every((figures) => figures[i] === figure)) return figure;
      for (const known of [figure, ...alike.map((figures) => figures[i] ?? "")]) replaced.push(known);
      return word;
    });
  };
  // "N/A" in a file that the kernel writes would be the trial's own invention.
  return (FIGURES_OF_KERNEL.test(name) ? [""] : ["N/A", ""]).flatMap((word) => {
    const changed = text.split("\n").map((line) => replace(line, word));
    // An empty text is a trial of its own.
    if (changed.join("\n") === text || changed.join("").trim() === "") return [];
    return [withoutFiguresOf(name, word, replaced, withText(changed.join("\n")))];
  });
}

function figuresOf(line: string): readonly string[] {
  return [...line.matchAll(FIGURE)].map(([figure]) => figure);
}

/** A line with its figures left out. */
function shapeOf(line: string): string {
  return line.replace(FIGURE, "#").replace(/\s+/g, " ").trim();
}

function withoutFiguresOf(name: string, word: string, replaced: readonly string[], host: Host): Change {
  const what = word === "" ? "no figures" : `"${word}" instead of figures`;
  return {
    ...NOT_OK,
    key: `figures ${name} ${word}`,
    without: `when ${name} has ${what}`,
    remedy: () =>
      `What is no figure is no proof that all is well.\nRead it into a variable of its own before it is compared, and say 2 when it is none:\n${heldAgainst(replaced, "$figure")}`,
    host,
  };
}

/** More lines of one text tell no more. */
const MOST_LINES = 4;

/**
 * The host without a line of one text: an older kernel has no MemAvailable. Only a line tells that the snippet names by
 * its first word, that stands there once, and once on each machine that is ok, with other figures.
 */
export function withoutLines({ name, text, others, withText, isFile }: Text, snippet: string): readonly Change[] {
  const lines = text.split("\n");
  const keys = lines.flatMap((line) =>
    figuresOf(line).length > 0 ? (/^\W*([A-Za-z]\w{2,})/.exec(line)?.[1] ?? []) : [],
  );
  const named = keys.filter((key) => new RegExp(`\\b${key}\\b`).test(snippet) && countOf(text, key) === 1);
  const rested = named.filter((key) => others.length > 0 && others.every((other) => countOf(other, key) === 1));
  return rested.slice(0, MOST_LINES).map((key) => ({
    ...NOT_OK,
    key: `line ${key} ${name}`,
    without: `when ${name} has no line ${key}`,
    remedy: () =>
      `Nothing is no proof that all is well.\nSay 2 when the line is not there:\n${guard(isFile ? `grep -q '^${key}' ${name}` : `grep -q '^${key}' <<< "$value"`, `no ${key}`)}`,
    host: withText(lines.filter((line) => !isOf(line, key)).join("\n")),
  }));
}

function isOf(line: string, key: string): boolean {
  return new RegExp(`^\\W*${key}\\b`).test(line);
}

function countOf(text: string, key: string): number {
  return text.split("\n").filter((line) => isOf(line, key)).length;
}

/** The text of a file of an affected host; undefined for one that is no text. On others it may lie in another folder. */
export function fileText(host: Host, path: string, ok: readonly Host[]): Text | undefined {
  const text = textOf(host.files.get(path));
  if (text === undefined) return undefined;
  const own = posix.basename(path);
  const others = ok.flatMap(({ files }) => [...files].filter(([other]) => posix.basename(other) === own));
  return {
    ...{ name: path, text, isFile: true, others: others.flatMap(([, bytes]) => textOf(bytes) ?? []) },
    withText: (other) => ({ ...host, files: new Map([...host.files, [path, Buffer.from(other)]]) }),
  };
}

const MOST = 2 ** 16;

function textOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined || bytes.length === 0 || bytes.length > MOST || bytes.includes(0)) return undefined;
  return Buffer.from(bytes).toString("utf8");
}

/** What an affected host answers to a command line. `others`: answers of hosts that are ok. */
export function answerText(host: Host, line: string, others: readonly string[]): Text | undefined {
  const own = host.transcripts.find(({ argv }) => argv.join(" ") === line);
  if (own === undefined || own.stdout === "") return undefined;
  const withText = (stdout: string) => answering(host, line, { stdout, exit: own.exit });
  return { name: line, text: own.stdout, others, withText, isFile: false };
}
