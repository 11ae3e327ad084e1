// The title of a document whose front matter gives none, and whether a heading says a title once more.

import { posix } from "node:path";
import { lettersOf } from "../core/letters.ts";
import type { Source } from "../core/position.ts";
import { withoutMarks } from "../core/without-marks.ts";
import type { Rendered } from "../markdown/document.ts";
import type { Address } from "./addresses.ts";

/** Its first heading; else its file's name, or its first words where the name says nothing to anybody. */
export function titleOf(address: Address, rendered: Rendered, source: Source, linesBefore: number): string {
  const heading = headingOf(rendered);
  if (heading !== undefined) return heading;
  const { name, folder, isSection } = address;
  const own = posix.basename(isSection ? folder : name);
  return (UUID.test(own) && firstWords(source, linesBefore)) || titleOfName(own);
}

/** The heading that opens the text, else the first one of the first level. */
function headingOf({ opening, headings }: Rendered): string | undefined {
  return opening ?? headings.find(({ level, text }) => level === 1 && text !== "")?.text;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Characters of a title that was no title. */
const WORDS = 80;

/** The beginning of the text below so many lines of front matter; it ends with a word. */
function firstWords({ text }: Source, lines: number): string {
  const line =
    text
      .split("\n")
      .slice(lines)
      .find((one) => /^[\p{L}\d]/u.test(one)) ?? "";
  const words = withoutMarks(line).trim();
  return words.length <= WORDS ? words : `${words.slice(0, WORDS).replace(/\s+\S*$/, "")} …`;
}

/** zfs-encryption-slow → "Zfs encryption slow": a last resort that at least can be read. */
export function titleOfName(name: string): string {
  const words = name.replace(/[-_]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether a heading says the title once more, be it in other spelling: "KubePodCrashLooping" says "Kube Pod Crash Looping". */
export function isTitle(heading: string, title: string): boolean {
  const letters = lettersOf(title);
  return letters === "" ? heading === title : letters === lettersOf(heading);
}
