// One stream of a batch, cut into what each run wrote: the driver writes a mark behind each. Of a run that writes more
// than it may, the beginning is kept, and the stream is held up until the driver says that the run has ended.

import type { Readable } from "node:stream";

export type Frame = { readonly text: string; readonly isCut: boolean };

export class Frames {
  readonly #stream: Readable;
  readonly #mark: Buffer;
  readonly #cap: number;
  readonly #frames: Frame[] = [];
  #rest = Buffer.alloc(0);
  #kept = Buffer.alloc(0);
  #ended = 0;
  readonly done: Promise<void>;

  /** `cap`: bytes that are kept of a run. */
  constructor(stream: Readable, nonce: string, cap: number) {
    this.#stream = stream;
    this.#mark = Buffer.from(`\0${nonce}\0`);
    this.#cap = cap;
    stream.on("data", (chunk: Buffer) => this.#take(chunk));
    this.done = new Promise((resolve, reject) => {
      stream.on("error", reject);
      stream.on("close", resolve);
    });
  }

  /** What the nth run wrote; undefined where its mark did not come. */
  frame(n: number): Frame | undefined {
    return this.#frames[n];
  }

  /** The driver has ended this many runs: what they wrote is in the stream, and the marks behind it. */
  ended(runs: number): void {
    this.#ended = runs;
    this.#stream.resume();
  }

  /** What came behind the last mark. */
  unmarked(): string {
    return Buffer.concat([this.#kept, this.#rest]).toString("utf8").trim();
  }

  #take(chunk: Buffer): void {
    let data = Buffer.concat([this.#rest, chunk]);
    for (let at = data.indexOf(this.#mark); at !== -1; at = data.indexOf(this.#mark)) {
      this.#keep(data.subarray(0, at));
      this.#frames.push({
        text: this.#kept.subarray(0, this.#cap).toString("utf8"),
        isCut: this.#kept.length > this.#cap,
      });
      this.#kept = Buffer.alloc(0);
      data = data.subarray(at + this.#mark.length);
    }
    // A mark may have come in half.
    const whole = Math.max(0, data.length - this.#mark.length + 1);
    this.#keep(data.subarray(0, whole));
    this.#rest = Buffer.from(data.subarray(whole));
    if (this.#kept.length > this.#cap && this.#frames.length >= this.#ended) this.#stream.pause();
  }

  #keep(data: Buffer): void {
    const room = this.#cap + 1 - this.#kept.length;
    if (room > 0) this.#kept = Buffer.concat([this.#kept, data.subarray(0, room)]);
  }
}
