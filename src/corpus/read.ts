// Reads content files as text, or says where they are no text.

import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import pLimit from "p-limit";
import { glob } from "tinyglobby";
import { Source } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";

/** The content files of one site. Texts that were read stay, for the excerpts under problems. */
export class ContentFiles {
  readonly root: string;
  readonly problems: Problem[];
  readonly #sources = new Map<string, Source>();
  /** A process may not have more than some hundred files open at once. */
  readonly #limit = pLimit(64);

  constructor(root: string, problems: Problem[]) {
    this.root = root;
    this.problems = problems;
  }

  /** Paths that match, from the root, with forward slashes, in code-unit order on every machine. */
  async list(pattern: string): Promise<string[]> {
    const files = await glob(pattern, {
      cwd: this.root,
      dot: false,
      expandDirectories: false,
      followSymbolicLinks: false,
    });
    return files.sort();
  }

  /** The files that match and are text. */
  async readAll(pattern: string): Promise<Source[]> {
    const found = await Promise.all((await this.list(pattern)).map((file) => this.read(file)));
    return found.filter((source) => source !== undefined);
  }

  /** The file's text without a byte order mark; a Problem where its bytes are not UTF-8. */
  async read(file: string): Promise<Source | undefined> {
    const path = join(this.root, file);
    const bytes = await this.#limit(() => readFile(path));
    const text = bytes.toString("utf8");
    const mark = text.startsWith("\uFEFF") ? 1 : 0;
    const source = new Source(file, text.slice(mark));
    this.#sources.set(file, source);
    const at = firstInvalid(bytes, text);
    if (at === undefined) return source;
    this.problems.push(notUtf8(source, at - mark));
    return undefined;
  }

  /**
   * One Problem for each symbolic link of the content: it is not followed, because it could show any file of the machine
   * that builds, its environment included. Those of hosts are told with the host.
   */
  async linkProblems(): Promise<Problem[]> {
    const entries = await readdir(join(this.root, "content"), { recursive: true, withFileTypes: true }).catch(noFolder);
    return entries
      .filter((entry) => entry.isSymbolicLink())
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
      .filter((file) => !file.startsWith("content/hosts/"))
      .map((file) => problem({ file, line: 1, column: 1, length: 0 }, "symbolic link", "Put a copy of the file here"));
  }

  /** The text of a file that was read, be its bytes as they may. */
  text(file: string): string {
    return this.#sources.get(file)?.text ?? "";
  }

  /** A line (1-based) of a file that was read. */
  line(file: string, line: number): string | undefined {
    return this.#sources.get(file)?.line(line);
  }
}

/** That there is no content at all is told elsewhere. */
function noFolder(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
  throw error;
}

function notUtf8(source: Source, at: number): Problem {
  const command = `iconv -f WINDOWS-1252 -t UTF-8 '${source.file}' -o fixed && mv fixed '${source.file}'`;
  return problem(source.at(at, 1), "not UTF-8 text", `Save the file as UTF-8; if it came from Windows: ${command}`);
}

const REPLACEMENT = "\uFFFD";
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

/** Index of the first character that stands for undecodable bytes (a U+FFFD that the author wrote is none). */
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
