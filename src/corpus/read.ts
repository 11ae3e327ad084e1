// Reads content files as text, or reports where they are not text.

import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import pLimit from "p-limit";
import { glob } from "tinyglobby";
import { Source, topOf } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import { formatSize } from "../model/attachment.ts";
import { isLost } from "./walk.ts";

/** A folder of the content, and where on this machine it is. */
export type ReadAt = { readonly folder: string; readonly at: string };

/** Every file of the content except those in folders that begin with a dot, and these. */
export const EVERY_FILE = "content/**";
export const PUT_ASIDE = "content/**/.*/**";

/** Folders that belong to other tools, below a folder of the content; they may be large. */
export const NO_CONTENT: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** The content files of one site. Texts that were read stay, for the excerpts under problems. */
export class ContentFiles {
  readonly root: string;
  readonly problems: Problem[];
  /** The whole content; or a folder of documents outside the site, which is then all of it. */
  readonly home: ReadAt;
  readonly #sources = new Map<string, Source>();
  readonly #known: Map<string, Source>;
  /** A process may only have some hundred files open at once. */
  readonly #limit = pLimit(64);

  /** `known`: texts that an earlier reading has found, by file; this one takes them as they are, and adds its own. */
  constructor(
    root: string,
    problems: Problem[],
    home: ReadAt = { folder: "content", at: join(root, "content") },
    known: Map<string, Source> = new Map(),
  ) {
    this.root = root;
    this.problems = problems;
    this.home = home;
    this.#known = known;
  }

  /** Where a file of the content is on this machine. */
  at(file: string): string {
    const { folder, at } = this.home;
    return file.startsWith(`${folder}/`) ? join(at, file.slice(folder.length)) : join(this.root, file);
  }

  /** Paths that match, from the root, with forward slashes, in code-unit order on every machine. */
  async list(pattern: string): Promise<string[]> {
    const files = await this.#found(pattern);
    const isThere = await Promise.all(files.map(async (file) => !(await isLost(file, this.at(file)))));
    return files.filter((_, i) => isThere[i]).sort();
  }

  async #found(pattern: string): Promise<string[]> {
    const { folder, at } = this.home;
    const options = { ...LISTING, dot: pattern === PUT_ASIDE };
    if (folder === "content") return glob(pattern, { ...options, cwd: this.root });
    // Settings, hosts and rules are not read beside documents outside the site.
    if (pattern !== EVERY_FILE && pattern !== PUT_ASIDE) return [];
    const found = await glob(pattern.slice("content/".length), { ...options, cwd: at });
    return found.map((file) => `${folder}/${file}`);
  }

  /** The files that match and are text. */
  async readAll(pattern: string): Promise<Source[]> {
    const found = await Promise.all((await this.list(pattern)).map((file) => this.read(file)));
    return found.filter((source) => source !== undefined);
  }

  /** The file's text without a byte order mark; a Problem if its bytes are not UTF-8, or cannot be read. */
  async read(file: string, problems = this.problems): Promise<Source | undefined> {
    const known = this.#known.get(file);
    if (known !== undefined) {
      this.#sources.set(file, known);
      return known;
    }
    const bytes = await this.#limit(() => bytesOf(this.at(file)));
    if (typeof bytes === "string") {
      problems.push(problem(topOf(file), bytes, remedyFor(bytes, file)));
      return undefined;
    }
    const text = bytes.toString("utf8");
    const mark = text.startsWith("\uFEFF") ? 1 : 0;
    const source = new Source(file, text.slice(mark));
    this.#sources.set(file, source);
    const at = firstInvalid(bytes, text);
    if (at === undefined) {
      this.#known.set(file, source);
      return source;
    }
    problems.push(notUtf8(source, at - mark));
    return undefined;
  }

  /** A file that was read, whatever its bytes. */
  source(file: string): Source | undefined {
    return this.#sources.get(file);
  }

  /** A line (1-based) of a file that was read. */
  line(file: string, line: number): string | undefined {
    return this.#sources.get(file)?.line(line);
  }
}

const LISTING = {
  expandDirectories: false,
  followSymbolicLinks: false,
  ignore: [...NO_CONTENT].map((name) => `**/${name}/**`),
};

/** No text that people write has more bytes; a disk image would exceed the memory. */
const LARGEST = 10_000_000;
const TOO_LARGE = `above the limit of ${formatSize(LARGEST)} for a text`;

/** The bytes of a file, or why there are none. It may have been removed since it was listed. */
async function bytesOf(path: string): Promise<Buffer | string> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      return size > LARGEST ? `file of ${formatSize(size)}, ${TOO_LARGE}` : await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Error && "code" in error) return `file that cannot be read (${error.code})`;
    throw error;
  }
}

function remedyFor(what: string, file: string): string {
  if (what.endsWith(TOO_LARGE)) return "Move it elsewhere, or split it";
  return `Give the build read permission: chmod u+r ${shellWord(basename(file))}`;
}

/** As one word of a shell command. */
function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function notUtf8(source: Source, at: number): Problem {
  const file = shellWord(source.file);
  // PowerShell writes UTF-16: the mark at the beginning and every other byte are not UTF-8.
  const encoding =
    source.text.startsWith(REPLACEMENT.repeat(2)) || source.text.includes("\0") ? "UTF-16" : "WINDOWS-1252";
  const command = `iconv -f ${encoding} -t UTF-8 ${file} -o fixed && mv fixed ${file}`;
  return problem(source.at(at, 1), "not UTF-8 text", `Save the file as UTF-8; if it came from Windows: ${command}`);
}

const REPLACEMENT = "\uFFFD";
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/** Index of the first character that stands for undecodable bytes (a U+FFFD that the author wrote does not count). */
function firstInvalid(bytes: Buffer, text: string): number | undefined {
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf(REPLACEMENT); at !== -1; at = text.indexOf(REPLACEMENT, at + 1)) {
    offset += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(offset, offset + REPLACEMENT_BYTES.length).equals(REPLACEMENT_BYTES)) return at;
    offset += REPLACEMENT_BYTES.length;
    from = at + 1;
  }
  return undefined;
}
