// JSON files that the product itself keeps: a broken one is reported with its exact place, and a file is written
// whole or not at all, and only if its content changes.

import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { isNode, parseDocument } from "yaml";
import type { z } from "zod";
import { Source } from "./position.ts";

type Where = { readonly file: string; readonly line?: number | undefined };

/** A file of ours that can't be read. It is never overwritten: its content may be worth saving. */
export class RecordError extends Error {
  override readonly name = "RecordError";
  readonly file: string;
  readonly line: number | undefined;
  readonly what: string;
  readonly remedy: string;

  constructor(at: Where, what: string, remedy: string, options?: ErrorOptions) {
    super(`${at.line === undefined ? at.file : `${at.file}:${at.line}`}  ${what}\n  ${remedy}`, options);
    this.file = at.file;
    this.line = at.line;
    this.what = what;
    this.remedy = remedy;
  }
}

/** What kind of file it is: its shape, and what to do when it is broken. */
export type JsonFile<Shape extends z.ZodType> = {
  readonly shape: Shape;
  readonly version: number;
  readonly remedy: string;
  /** What adds the rest when one side of a merge was taken: "the next refresh adds the rest". */
  readonly afterMerge: string;
  /** The text of a value; by default JSON indented by two. */
  readonly format?: (value: z.infer<Shape>) => string;
};

/** The file's content, or undefined where there is no file. */
export async function readJsonFile<S extends z.ZodType>(
  file: string,
  kind: JsonFile<S>,
): Promise<z.infer<S> | undefined> {
  const text = await textOf(file, kind.remedy);
  return text === undefined ? undefined : parseJsonFile(text, file, kind);
}

/** Writes the value, unless the file already holds these bytes. Throws if the existing file can't be read. */
export async function writeJsonFile<S extends z.ZodType>(
  file: string,
  kind: JsonFile<S>,
  value: z.infer<S>,
): Promise<void> {
  const text = (kind.format ?? indented)(kind.shape.parse(value));
  const old = await textOf(file, kind.remedy);
  if (old === text) return;
  if (old !== undefined) parseJsonFile(old, file, kind);
  await mkdir(dirname(file), { recursive: true });
  await writeFileAtomic(file, text);
}

function indented(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function textOf(file: string, remedy: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code === "ENOENT") return undefined;
    if (code === "EISDIR") throw new RecordError({ file }, "Is a folder, expected a file", remedy, { cause });
    throw cause;
  }
}

/** `<<<<<<< HEAD`, and the other lines that git leaves where it can't merge */
const RE_CONFLICT = /^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/m;

function parseJsonFile<S extends z.ZodType>(text: string, file: string, kind: JsonFile<S>): z.infer<S> {
  const source = new Source(file, text);
  const conflict = RE_CONFLICT.exec(text);
  if (conflict !== null) {
    const remedy = `Take one side with git checkout --theirs ${file}; ${kind.afterMerge}`;
    throw new RecordError(source.at(conflict.index), "Contains merge conflict markers", remedy);
  }
  const value = jsonOf(text, source, kind.remedy);
  refuseNewer(value, source, kind.version);
  const result = kind.shape.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0] ?? { path: [], message: "Wrong shape" };
  const where = path.length === 0 ? "" : `${path.join(".")}: `;
  throw new RecordError(source.at(offsetOf(text, path)), `${where}${message}`, kind.remedy);
}

function jsonOf(text: string, source: Source, remedy: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RecordError(...whereBroken(text, source, String(cause)), remedy, { cause });
  }
}

/** V8 names the position in some of its messages ("at position 50"); otherwise its excerpt must serve. */
function whereBroken(text: string, source: Source, message: string): [Where, string] {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return [source.at(Number(position)), "Not valid JSON"];
  if (message.includes("end of JSON")) return [source.at(text.length), "Not valid JSON: it ends too early"];
  return [{ file: source.file }, `Not valid JSON: ${message}`];
}

function refuseNewer(value: unknown, source: Source, version: number): void {
  if (typeof value !== "object" || value === null || !("version" in value)) return;
  if (typeof value.version !== "number" || value.version <= version) return;
  const what = `Written by a newer Faultbook: format version ${value.version}, this one reads ${version}`;
  throw new RecordError(source.find('"version"'), what, "Update Faultbook: an older one would lose newer data");
}

/** Where the value at this path begins; for a missing key, where its parent does. JSON is YAML, which has positions. */
function offsetOf(text: string, path: readonly PropertyKey[]): number {
  const document = parseDocument(text);
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
