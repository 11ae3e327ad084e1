// Files beside the documents that are published as they are. HTML is not among them: a page with its own scripts would
// run as one of ours. Browsers show text files as text.

import { z } from "zod";

/** Extensions of files that are published, in lower case; a file may have them in capitals. */
export const ATTACHMENT_ENDINGS = [
  ...["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"],
  ...["pdf", "csv", "txt", "log", "json", "yaml", "yml", "zip"],
] as const;

const ATTACHMENT = new RegExp(`[^/]\\.(?:${ATTACHMENT_ENDINGS.join("|")})$`, "i");

/** Whether a file of that path is published; a file whose whole name is an extension is not. */
export function isAttachment(path: string): boolean {
  return ATTACHMENT.test(path);
}

const SIZE = /^(\d+(?:\.\d+)?) ?(B|kB|MB|GB)$/i;
const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** Bytes of a size such as "25 MB" or "500 kB", in units of a thousand; undefined for anything else. */
export function parseSize(text: string): number | undefined {
  const [, number = "", unit = ""] = SIZE.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN));
  return bytes > 0 && Number.isSafeInteger(bytes) ? bytes : undefined;
}

/** "25 MB", "1.5 kB": the largest unit that leaves a number of 1 or more, rounded to a tenth. */
export function formatSize(bytes: number): string {
  const [unit, size] = (
    [
      ["GB", 1e9],
      ["MB", 1e6],
      ["kB", 1e3],
    ] as const
  ).find(([, least]) => bytes >= least) ?? ["B", 1];
  return `${Math.round((bytes / size) * 10) / 10} ${unit}`;
}

const DEFAULT_LIMIT = "25 MB";
const Size = z.string().transform((text, context) => {
  const bytes = parseSize(text);
  if (bytes !== undefined) return bytes;
  context.addIssue({ code: "custom", message: `Write a size such as "${DEFAULT_LIMIT}" or "500 kB"`, input: text });
  return z.NEVER;
});

/** `attachments:` of content/site.yaml. */
export const Attachments = z.strictObject({
  /** Bytes that one file may have. A repository keeps every version of it, and a reader may be on a phone. */
  limit: Size.prefault(DEFAULT_LIMIT),
});
export type Attachments = z.infer<typeof Attachments>;
