import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { Frames } from "../../../src/checks/sandbox/frames.ts";

const NONCE = "0123456789abcdef";
const MARK = `\0${NONCE}\0`;

async function framesOf(chunks: readonly (string | Buffer)[], cap = 100) {
  const stream = new PassThrough();
  const frames = new Frames(stream, NONCE, cap);
  frames.ended(9);
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await frames.done;
  return frames;
}

describe("Frames", () => {
  const all = Buffer.from(`one\0${MARK}${MARK}drei é${MARK}rest`);

  test.each(Array.from(all, (_, at) => at))("cuts a stream whose chunks end at byte %i", async (at) => {
    const frames = await framesOf([all.subarray(0, at), all.subarray(at)]);

    expect([0, 1, 2, 3].map((n) => frames.frame(n))).toEqual([
      { text: "one\0", isCut: false },
      { text: "", isCut: false },
      { text: "drei é", isCut: false },
      undefined,
    ]);
    expect(frames.unmarked()).toBe("rest");
  });

  test("takes a nonce without its NULs for what it is", async () => {
    const frames = await framesOf([`a${NONCE}b\0${NONCE}c\0${NONCE.slice(1)}\0${MARK}`]);

    expect(frames.frame(0)?.text).toBe(`a${NONCE}b\0${NONCE}c\0${NONCE.slice(1)}\0`);
  });

  test.each([
    [100, false],
    [101, true],
    [9999, true],
  ])("keeps 100 of %i bytes", async (length, isCut) => {
    const frames = await framesOf(["x".repeat(length), MARK, "y", MARK]);

    expect(frames.frame(0)).toEqual({ text: "x".repeat(100), isCut });
    expect(frames.frame(1)).toEqual({ text: "y", isCut: false });
  });

  test("holds the stream up at the cap, until the driver has ended the run", async () => {
    const stream = new PassThrough();
    const frames = new Frames(stream, NONCE, 10);
    stream.write("x".repeat(40));
    await new Promise(setImmediate);
    expect(stream.isPaused()).toBe(true);

    frames.ended(1);
    stream.write(`z${MARK}`);
    await new Promise(setImmediate);
    expect([stream.isPaused(), frames.frame(0)]).toEqual([false, { text: "x".repeat(10), isCut: true }]);
  });
});
