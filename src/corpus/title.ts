// The title of a document without one in its front matter, and whether a heading repeats the title.

import { posix } from "node:path";
import { lettersOf } from "../core/letters.ts";
import type { Source } from "../core/position.ts";
import { withoutMarks } from "../core/without-marks.ts";
import type { Rendered } from "../markdown/document.ts";
import type { Address } from "./addresses.ts";

type Opened = Pick<Rendered, "opening" | "headings">;

/** Its first heading; else its file name, or its first words if the name says nothing. */
export function titleOf(address: Address, rendered: Opened, source: Source, linesBefore: number): string {
  const heading = headingOf(rendered);
  if (heading !== undefined) return heading;
  const { name, folder, isSection } = address;
  const own = posix.basename(isSection ? folder : name);
  return (UUID.test(own) && firstWords(source, linesBefore)) || titleOfName(own);
}

/** The heading that opens the text, else the first one of the first level. */
function headingOf({ opening, headings }: Opened): string | undefined {
  return opening ?? headings.find(({ level, text }) => level === 1 && text !== "")?.text;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Characters of a title that is taken from the text. */
const WORDS = 80;

/** The beginning of the text that follows so many lines of front matter; it ends with a word. */
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

/** Whether a heading repeats the title, in any spelling: "KubePodCrashLooping" says "Kube Pod Crash Looping". */
export function isTitle(heading: string, title: string): boolean {
  const letters = lettersOf(title);
  return letters === "" ? heading === title : letters === lettersOf(heading);
}
