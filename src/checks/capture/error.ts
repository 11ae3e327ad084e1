// The error for a damaged capture.

/** A damaged capture; the message names the line (1-based, of the whole text) and the remedy. */
export class CaptureError extends Error {
  override readonly name = "CaptureError";

  constructor(line: number | undefined, what: string, remedy: string) {
    super(`${line === undefined ? "" : `Line ${line} `}${what}. ${remedy}`);
  }
}

export const AS_PRINTED =
  "Copy the output of the script unchanged, and remove lines that other programs printed into it";

/** A text in a message: in quotes, short, and without control characters. */
export function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `"${short.replace(/\p{C}/gu, "?")}"`;
}
