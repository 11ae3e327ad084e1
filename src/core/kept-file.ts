// A cache in one file: bytes by their keys, each with a checksum. Builds may share it: each reads the file that it has
// opened, and replaces it by one of its own. Whatever is wrong with it, or with the disk, costs time and nothing else.

import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { pid } from "node:process";
import { crc32 } from "node:zlib";

/** Raise the number with every change of the format. */
const MAGIC = Buffer.from("faultbook cache 1\n");
/** A key of 32 bytes, the length of its data, and their checksum. */
const HEADER = 40;

type Held = { readonly from: "disk" | "new"; readonly at: number; readonly length: number; readonly crc: number };

export class KeptFile {
  readonly #file: string;
  /** What was there, and what is written to take its place; undefined where that is not possible. */
  readonly #disk: number | undefined;
  #next: { readonly fd: number; readonly file: string; size: number } | undefined;
  readonly #held = new Map<string, Held>();
  readonly #used = new Set<string>();
  /** What could not be written. */
  readonly #unwritten = new Map<string, Buffer>();
  #isChanged = false;
  #isSaved = false;

  constructor(file: string) {
    this.#file = file;
    this.#disk = attempt(() => openSync(file, "r"));
    if (this.#disk !== undefined) attempt(() => this.#index(this.#disk as number));
  }

  /** The bytes of a key (64 hexadecimal digits); undefined if there are none, or not all of them as they were. */
  get(key: string): Buffer | undefined {
    const unwritten = this.#unwritten.get(key);
    if (unwritten !== undefined) return unwritten;
    const held = this.#held.get(key);
    const data = held && this.#read(held);
    if (data === undefined) this.#held.delete(key);
    else this.#used.add(key);
    return data;
  }

  /** Keeps bytes for this build and later ones. */
  set(key: string, data: Buffer): void {
    if (this.#isSaved) throw new TypeError("Cannot keep anything more: the file is saved");
    this.#used.add(key);
    this.#isChanged = true;
    const next = this.#open();
    const at = next && attempt(() => append(next, key, data));
    if (at === undefined) this.#unwritten.set(key, data);
    else this.#held.set(key, { from: "new", at, length: data.length, crc: crc32(data) });
  }

  /**
   * Replaces the file, if anything is new. New entries come first in it; those without use stay, the latest ones, until
   * they are half of it.
   */
  save(): void {
    this.#isSaved = true;
    if (this.#isChanged) attempt(() => this.#replace());
    this.#remove();
  }

  /** Ends the use of the file. What was not saved is forgotten. */
  close(): void {
    this.#remove();
    for (const fd of [this.#disk, this.#next?.fd]) if (fd !== undefined) closeSync(fd);
  }

  #open() {
    this.#next ??= attempt(() => {
      mkdirSync(dirname(this.#file), { recursive: true });
      removeLeftOvers(this.#file);
      const file = `${this.#file}.${pid}-${process.hrtime.bigint()}.new`;
      const next = { fd: openSync(file, "w+"), file, size: 0 };
      writeAll(next.fd, MAGIC, 0);
      next.size = MAGIC.length;
      return next;
    });
    return this.#next;
  }

  #replace(): void {
    const next = this.#open();
    if (next === undefined || this.#unwritten.size > 0) return;
    const old = [...this.#held].filter(([, { from }]) => from === "disk");
    const isUsed = ([key]: readonly [string, Held]) => this.#used.has(key);
    for (const [, held] of old.filter(isUsed)) this.#copy(next, held);
    let spare = next.size;
    for (const [, held] of old.filter((one) => !isUsed(one))) {
      spare -= held.length + HEADER;
      if (spare < 0) break;
      this.#copy(next, held);
    }
    renameSync(next.file, this.#file);
    // Entries of the new file can be read as long as it is open.
    this.#isChanged = false;
  }

  /** As it is: whoever reads it compares the checksum. */
  #copy(next: { readonly fd: number; size: number }, { at, length }: Held): void {
    const whole = this.#disk === undefined ? undefined : readAt(this.#disk, at - HEADER, HEADER + length);
    if (whole === undefined) return;
    writeAll(next.fd, whole, next.size);
    next.size += whole.length;
  }

  /** Finds the entries of the file; behind one that is cut off, nothing counts. */
  #index(fd: number): void {
    const { size } = fstatSync(fd);
    if (!readAt(fd, 0, MAGIC.length)?.equals(MAGIC)) return;
    for (let at = MAGIC.length; at + HEADER <= size; ) {
      const header = readAt(fd, at, HEADER);
      if (header === undefined) return;
      const [length, crc] = [header.readUInt32LE(32), header.readUInt32LE(36)];
      if (at + HEADER + length > size) return;
      this.#held.set(header.toString("hex", 0, 32), { from: "disk", at: at + HEADER, length, crc });
      at += HEADER + length;
    }
  }

  #read({ from, at, length, crc }: Held): Buffer | undefined {
    const fd = from === "disk" ? this.#disk : this.#next?.fd;
    const data = fd === undefined ? undefined : attempt(() => readAt(fd, at, length));
    return data !== undefined && crc32(data) === crc ? data : undefined;
  }

  #remove(): void {
    const next = this.#next;
    if (next !== undefined && this.#isChanged) attempt(() => rmSync(next.file, { force: true }));
  }
}

function append(next: { readonly fd: number; size: number }, key: string, data: Buffer): number {
  const header = Buffer.alloc(HEADER);
  header.write(key, "hex");
  header.writeUInt32LE(data.length, 32);
  header.writeUInt32LE(crc32(data), 36);
  const at = next.size;
  try {
    writeAll(next.fd, Buffer.concat([header, data]), at);
  } catch (error) {
    attempt(() => ftruncateSync(next.fd, at));
    throw error;
  }
  next.size = at + HEADER + data.length;
  return at + HEADER;
}

function writeAll(fd: number, data: Buffer, at: number): void {
  for (let done = 0; done < data.length; ) done += writeSync(fd, data, done, data.length - done, at + done);
}

/** Undefined if the file ends before. */
function readAt(fd: number, at: number, length: number): Buffer | undefined {
  const data = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const read = readSync(fd, data, done, length - done, at + done);
    if (read === 0) return undefined;
    done += read;
  }
  return data;
}

const HOUR = 3_600_000;

/** What builds that were killed left behind; those of an hour may still be written. */
function removeLeftOvers(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    if (!name.startsWith(`${basename(file)}.`) || !name.endsWith(".new")) continue;
    const path = join(dirname(file), name);
    attempt(() => Date.now() - statSync(path).mtimeMs > HOUR && rmSync(path, { force: true }));
  }
}

/** A full disk, missing rights, a folder in the way: undefined. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
