// How a capture writes bytes that no terminal carries: \t, \\ and octal.

import { AS_PRINTED, CaptureError, shown } from "./error.ts";

/** Escaped backslashes come in pairs; one that is left over breaks the line. */
export function goesOn(text: string): boolean {
  let at = text.length;
  while (text[at - 1] === "\\") at -= 1;
  return (text.length - at) % 2 === 1;
}

/** The name of one file. */
export function isName(name: string): boolean {
  const isSpecial = name === "" || name === "." || name === "..";
  return !isSpecial && !/[/\0]/.test(name) && Buffer.byteLength(name) <= 255;
}

/** One word of a header; throws for what is not UTF-8. */
export function textOf(word: string, line: number): string {
  if (word === "") throw new CaptureError(line, "is empty, or has two spaces in a row", AS_PRINTED);
  const bytes = word === "\\e" ? [] : bytesOf(word, line);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    throw new CaptureError(
      line,
      `has a name that is not UTF-8: "${word}"`,
      "Remove its entry: names on a test host are UTF-8",
    );
  }
}

const ESCAPE = /\\(?:([0-3][0-7]{2})|([t\\]))/y;

/** The bytes that a line of the capture encodes. */
export function bytesOf(text: string, line: number): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 0x5c && code >= 0x20 && code <= 0x7e) {
      bytes.push(code);
      continue;
    }
    ESCAPE.lastIndex = i;
    const [whole, octal, letter] = ESCAPE.exec(text) ?? [];
    if (whole === undefined) {
      throw new CaptureError(
        line,
        `contains ${shown(text.slice(i, i + 4))}, which no capture script prints`,
        AS_PRINTED,
      );
    }
    bytes.push(octal === undefined ? (letter === "t" ? 0x09 : 0x5c) : Number.parseInt(octal, 8));
    i += whole.length - 1;
  }
  return bytes;
}
