import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Source, topOf } from "../../src/core/position.ts";

const source = (text: string) => new Source("a.md", text);

describe("Source.at()", () => {
  test.each([
    { offset: 0, line: 1, column: 1 },
    { offset: 2, line: 1, column: 3 },
    { offset: 3, line: 2, column: 1 },
    { offset: 5, line: 2, column: 3 },
  ])("counts lines and columns from 1: offset $offset is $line:$column", ({ offset, line, column }) => {
    const place = source("ab\ncd").at(offset);

    expect(place).toEqual({ file: "a.md", line, column, length: 0 });
  });

  test("counts columns in UTF-16 units, as editors do", () => {
    const place = source("😀ß!").at("😀ß".length, 1);

    expect(place).toMatchObject({ line: 1, column: 4, length: 1 });
  });

  test("counts CRLF as one line break", () => {
    const place = source("ab\r\ncd\r\nef").at("ab\r\ncd\r\n".length);

    expect(place).toMatchObject({ line: 3, column: 1 });
  });

  test("takes the end of the text for an offset behind it", () => {
    const places = ["", "ab", "ab\n"].map((text) => source(text).at(99));

    expect(places.map(({ line, column }) => `${line}:${column}`)).toEqual(["1:1", "1:3", "2:1"]);
  });

  test("takes the start of the text for an offset before it", () => {
    expect(source("ab").at(-5)).toMatchObject({ line: 1, column: 1 });
  });

  test("leads back to its offset by offsetOfLine()", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "ß", "😀", "\n", "\r\n", "\t") });

    fc.assert(
      fc.property(text, fc.nat(60), (given, n) => {
        const offset = Math.min(n, given.length);
        const read = source(given);
        const { line, column } = read.at(offset);
        expect(read.offsetOfLine(line) + column - 1).toBe(offset);
      }),
    );
  });

  test("stays within the line that line() gives", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "ß", "\n") });

    fc.assert(
      fc.property(text, fc.nat(60), (given, n) => {
        const read = source(given);
        const { line, column } = read.at(n);
        expect(column - 1).toBeLessThanOrEqual(read.line(line).length);
      }),
    );
  });
});

describe("Source.line()", () => {
  test("gives a line without its line break, whichever that is", () => {
    const read = source("one\r\ntwo\nthree");

    expect([1, 2, 3].map((number) => read.line(number))).toEqual(["one", "two", "three"]);
  });

  test("gives the empty last line behind a final line break", () => {
    expect(source("one\n").line(2)).toBe("");
  });

  test("gives nothing for a line that is not there", () => {
    const read = source("one");

    expect([read.line(0), read.line(2)]).toEqual(["", ""]);
  });

  test("gives the lines that the text was joined from", () => {
    const lines = fc.array(fc.string({ unit: fc.constantFrom("a", "ß", " ") }), { minLength: 1 });

    fc.assert(
      fc.property(lines, (given) => {
        const read = source(given.join("\r\n"));
        expect(given.map((_, i) => read.line(i + 1))).toEqual(given);
      }),
    );
  });
});

describe("Source.find()", () => {
  const read = source("a: x\nb: x\nc: y\n");

  test("gives the first occurrence with its length", () => {
    expect(read.find("x")).toEqual({ file: "a.md", line: 1, column: 4, length: 1 });
  });

  test("begins at the line that is asked for", () => {
    expect(read.find("x", 2)).toMatchObject({ line: 2, column: 4, length: 1 });
  });

  test("ends with the line that is asked for", () => {
    expect(read.find("y", 1, 3)).toMatchObject({ line: 3, column: 4, length: 1 });
    expect(read.find("y", 1, 2)).toMatchObject({ line: 1, column: 1, length: 0 });
    expect(read.find("c: y", 1, 2)).toMatchObject({ line: 1, column: 1, length: 0 });
  });

  test("gives the start of the first line where nothing is found, and for an empty text", () => {
    expect(read.find("zfs", 2)).toMatchObject({ line: 2, column: 1, length: 0 });
    expect(read.find("", 2)).toMatchObject({ line: 2, column: 1, length: 0 });
  });

  test("gives the end of the text for a line behind the last", () => {
    expect(read.find("x", 9)).toMatchObject({ line: 4, column: 1, length: 0 });
  });
});

test("Source.offsetOfLine() gives the text's length for a line behind the last", () => {
  expect(source("ab\ncd").offsetOfLine(7)).toBe(5);
});

test("topOf() is the first character of a file, with nothing to underline", () => {
  expect(topOf("content/a.md")).toEqual({ file: "content/a.md", line: 1, column: 1, length: 0 });
});
