// A figure on which an answer rests may be missing on another machine, or be a word: `N/A`, `-`, nothing. What made a
// machine AFFECTED as a figure must not be OK as none.

import { posix } from "node:path";
import type { Host } from "../../../model/host.ts";
import { answering } from "./commands.ts";
import { type Change, guard, NOT_OK } from "./files.ts";

/** A text of an affected host, those that hosts which are ok have in its place, and the host with another text there. */
export type Text = {
  /** "/proc/loadavg", "zpool list" */
  readonly name: string;
  readonly text: string;
  readonly others: readonly string[];
  readonly withText: (text: string) => Host;
};

/** The host with "N/A", and with nothing, in the place of all figures of one text. */
export function withoutFigures({ name, text, others, withText }: Text): readonly Change[] {
  const known = new Set(others.flatMap((other) => other.split("\n").map(shapeOf)));
  return (["N/A", ""] as const).flatMap((word) => {
    const changed = text.split("\n").map((line) => (known.has(shapeOf(line)) ? line.replace(FIGURE, word) : line));
    // An empty text is a trial of its own.
    if (changed.join("\n") === text || changed.join("").trim() === "") return [];
    return [withoutFiguresOf(name, word, withText(changed.join("\n")))];
  });
}

/** 12, 12.5, 93%: no part of a name or of a version. */
const FIGURE = /(?<![\w.:/-])\d+(\.\d+)?(?=%?(?![\w.:/-]))/g;

/**
 * A line with its figures left out. Only where a machine that is ok has the same line with other figures, the figures
 * tell: a line that is there on the affected ones alone, as of a log, tells by being there.
 */
function shapeOf(line: string): string {
  return line.replace(FIGURE, "#").replace(/\s+/g, " ").trim();
}

function withoutFiguresOf(name: string, word: string, host: Host): Change {
  const what = word === "" ? "no figures" : `"${word}" instead of figures`;
  return {
    ...NOT_OK,
    key: `figures ${name} ${word}`,
    without: `when ${name} has ${what}`,
    remedy: () =>
      `What is no figure is no proof that all is well.\nSay 2 when it is none:\n${guard("[[ $value =~ ^[0-9]+ ]]", "no figure: $value")}`,
    host,
  };
}

/** The text of a file of an affected host; undefined for one that is no text. On others it may lie in another folder. */
export function fileText(host: Host, path: string, ok: readonly Host[]): Text | undefined {
  const text = textOf(host.files.get(path));
  if (text === undefined) return undefined;
  const own = posix.basename(path);
  const others = ok.flatMap(({ files }) => [...files].filter(([other]) => posix.basename(other) === own));
  return {
    ...{ name: path, text, others: others.flatMap(([, bytes]) => textOf(bytes) ?? []) },
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
  return { name: line, text: own.stdout, others, withText };
}
