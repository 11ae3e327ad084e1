// How a text that is no sound capture is refused.

/** A text that is no sound capture; the message names the line (1-based, of the whole text) and the remedy. */
export class CaptureError extends Error {
  override readonly name = "CaptureError";

  constructor(line: number | undefined, what: string, remedy: string) {
    super(`${line === undefined ? "" : `Line ${line} `}${what}. ${remedy}`);
  }
}

export const AS_PRINTED =
  "Copy what the script printed as it is; what other programs wrote between its lines has to go";

/** A text in a message: in quotes, short, and with nothing that a terminal would obey. */
export function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `"${short.replace(/\p{C}/gu, "?")}"`;
}
