// A host's files as a read-only file system for just-bash. The host's tree is the whole truth: nothing of the real
// machine shows, nor what just-bash puts into file systems of its own (/proc/version, /bin, /home/user).

import { posix } from "node:path";
import { type ByteString, type FsStat, type IFileSystem, unsafeBytesFromLatin1 } from "just-bash";
import type { Host } from "../../model/host.ts";
import { PATH } from "../limits.ts";
import { Asked } from "./host-fs-questions.ts";

/** What a run looked at, in order and without repeats; what is in `looked` may be in `read` or `listed`, too. */
export type FsTrace = {
  readonly read: Set<string>;
  readonly missing: Set<string>;
  readonly looked: Set<string>;
  readonly listed: Set<string>;
  readonly refused: Set<string>;
};

const NULL = "/dev/null";
/** Names of the shell's own streams. */
const PLUMBING = /^\/dev\/(fd\/\d+|std(in|out|err))$/;
/** just-bash falls back on its registered commands only where this folder does not exist. */
const REGISTRY_FALLBACK = "/usr/bin";

export class HostFs implements IFileSystem {
  readonly #files: ReadonlyMap<string, Uint8Array>;
  readonly #folders: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #trace: FsTrace;
  readonly #asked: Asked;

  constructor(host: Host, trace: FsTrace) {
    this.#files = host.files;
    this.#folders = foldersOf(host.files.keys());
    this.#trace = trace;
    this.#asked = new Asked(trace, PATH.split(":"));
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    const at = posix.resolve("/", path);
    if (at === NULL) return new Uint8Array();
    const content = this.#files.get(at);
    if (content === undefined) {
      // A folder that is there and can't be read as a file was asked after all the same.
      if (!PLUMBING.test(at)) this.#asked.open(at, this.#knows(at));
      throw this.#absent(at, "open");
    }
    this.#trace.read.add(at);
    return content;
  }

  async readFile(path: string, options?: Parameters<IFileSystem["readFile"]>[1]): Promise<string> {
    const encoding = typeof options === "string" ? options : (options?.encoding ?? "utf8");
    return Buffer.from(await this.readFileBuffer(path)).toString(encoding);
  }

  async readFileBytes(path: string): Promise<ByteString> {
    return unsafeBytesFromLatin1(await this.readFile(path, "latin1"));
  }

  async exists(path: string): Promise<boolean> {
    const at = posix.resolve("/", path);
    if (at === REGISTRY_FALLBACK) return false;
    if (at !== NULL && !PLUMBING.test(at)) this.#asked.exists(at, this.#knows(at));
    return this.#knows(at);
  }

  async stat(path: string): Promise<FsStat> {
    const at = posix.resolve("/", path);
    if (at !== NULL && !PLUMBING.test(at)) this.#asked.stat(at, this.#knows(at));
    if (!this.#knows(at)) throw this.#absent(at, "stat");
    const isDirectory = this.#folders.has(at);
    // A recording keeps content only: owner, mode and times are the same for every file.
    const mode = isDirectory ? 0o755 : 0o644;
    const size = this.#files.get(at)?.length ?? 0;
    return { isFile: !isDirectory, isDirectory, isSymbolicLink: false, mode, size, mtime: new Date(0) };
  }

  lstat(path: string): Promise<FsStat> {
    return this.stat(path);
  }

  async readdir(path: string): Promise<string[]> {
    const at = posix.resolve("/", path);
    const names = this.#folders.get(at);
    if (names !== undefined) {
      this.#trace.listed.add(at);
      return [...names].sort();
    }
    this.#asked.open(at, this.#files.has(at));
    if (this.#files.has(at)) throw new Error(`ENOTDIR: not a directory, scandir '${at}'`);
    throw this.#absent(at, "scandir");
  }

  resolvePath(base: string, path: string): string {
    return posix.resolve("/", base, path);
  }

  getAllPaths(): string[] {
    return [...this.#folders.keys(), ...this.#files.keys()]
      .filter((path) => path === "/" || !path.endsWith("/"))
      .sort();
  }

  async realpath(path: string): Promise<string> {
    const at = posix.resolve("/", path);
    if (!this.#knows(at)) {
      this.#asked.open(at, false);
      throw this.#absent(at, "realpath");
    }
    return at;
  }

  async readlink(path: string): Promise<string> {
    const at = posix.resolve("/", path);
    this.#asked.open(at, this.#knows(at));
    throw this.#knows(at) ? new Error(`EINVAL: invalid argument, readlink '${at}'`) : this.#absent(at, "readlink");
  }

  async writeFile(path: string): Promise<void> {
    this.#refuse("write", path);
  }

  async appendFile(path: string): Promise<void> {
    this.#refuse("write", path);
  }

  async mkdir(path: string): Promise<void> {
    this.#refuse("mkdir", path);
  }

  async rm(path: string): Promise<void> {
    this.#refuse("rm", path);
  }

  async cp(_from: string, to: string): Promise<void> {
    this.#refuse("cp", to);
  }

  async mv(_from: string, to: string): Promise<void> {
    this.#refuse("mv", to);
  }

  async chmod(path: string): Promise<void> {
    this.#refuse("chmod", path);
  }

  async symlink(_target: string, path: string): Promise<void> {
    this.#refuse("symlink", path);
  }

  async link(_existing: string, path: string): Promise<void> {
    this.#refuse("link", path);
  }

  async utimes(path: string): Promise<void> {
    this.#refuse("utimes", path);
  }

  #knows(at: string): boolean {
    return at === NULL || this.#files.has(at) || this.#folders.has(at);
  }

  #absent(at: string, operation: string): Error {
    if (this.#folders.has(at)) return new Error(`EISDIR: illegal operation on a directory, read '${at}'`);
    return new Error(`ENOENT: no such file or directory, ${operation} '${at}'`);
  }

  #refuse(operation: string, path: string): void {
    const at = posix.resolve("/", path);
    if (at === NULL || at === "/dev/stderr") return;
    // For <(…) just-bash tries to write here, and on the error mounts a file system of its own.
    if (!PLUMBING.test(at)) this.#trace.refused.add(`> ${at}`);
    throw new Error(`EROFS: read-only file system, ${operation} '${at}'`);
  }
}

/** The entry of a host's files by which the folder of a file is there without it: "/a/b" → "/a/". */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/** Folder → names in it, for all folders above the given files. The root is always there. */
function foldersOf(files: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>([["/", new Set()]]);
  for (const file of files) {
    // "/a/b/" names a folder and nothing in it.
    const names = file.split("/").slice(1);
    let folder = "/";
    for (const name of names) {
      const at = folders.get(folder) ?? new Set();
      folders.set(folder, name === "" ? at : at.add(name));
      folder = posix.join(folder, name);
    }
  }
  return folders;
}
