import { describe, expect, test } from "vitest";
import { Source } from "../../src/core/position.ts";
import { advice, formatAnnotation, formatProblem, problem, sortProblems } from "../../src/core/problem.ts";

/** The problem "wrong" at the first occurrence of `needle`, formatted. */
function formatted(text: string, needle: string, length = needle.length): string {
  const source = new Source("content/a.md", text);
  const place = source.at(text.indexOf(needle), length);
  return formatProblem(problem(place, "wrong", "Do it right"), (_file, line) => source.line(line));
}

const place = (file: string, line: number, column: number) => ({ file, line, column, length: 0 });

describe("formatProblem()", () => {
  test("underlines the value", () => {
    expect(formatted("checks:\n  ok: [pve-6.2.16-41]\n", "pve-6.2.16-41")).toMatchInlineSnapshot(`
      "content/a.md:2:8  wrong
          | ok: [pve-6.2.16-41]
          |      ^^^^^^^^^^^^^
        Do it right"
    `);
  });

  test("shows the line without carets where no length is known", () => {
    expect(formatted("title: x\n", "x", 0)).toMatchInlineSnapshot(`
      "content/a.md:1:8  wrong
          | title: x
        Do it right"
    `);
  });

  test("shows no excerpt of an empty line, or of a file that was not read", () => {
    const told = problem(place("content/a.md", 1, 1), "wrong", "Do it right");

    expect(formatProblem(told, () => "  ")).toMatchInlineSnapshot(`
      "content/a.md:1:1  wrong
        Do it right"
    `);
    expect(formatProblem(told, () => undefined)).toBe(formatProblem(told, () => ""));
  });

  test("shows no excerpt of a line that holds a password", () => {
    expect(formatted("web: https://bob:s3cret@git.example.org/ # wrong\n", "# wrong")).toMatchInlineSnapshot(`
      "content/a.md:1:42  wrong
        Do it right"
    `);
  });

  test("keeps the carets below their text behind tabs", () => {
    expect(formatted("\tkey:\tvalue\n", "value")).toMatchInlineSnapshot(`
      "content/a.md:1:7  wrong
          | key: value
          |      ^^^^^
        Do it right"
    `);
  });

  test("cuts a long line to a window round the place", () => {
    expect(formatted(`${"a ".repeat(200)}HERE${" b".repeat(200)}`, "HERE")).toMatchInlineSnapshot(`
      "content/a.md:1:401  wrong
          |  a a a a a a a a a a a a a a a a a a a a a a a a HERE b b b b b b b b b b b b b b b b b b b b b b b 
          |                                                  ^^^^
        Do it right"
    `);
  });

  test("ends the carets where the shown line ends", () => {
    expect(formatted(`${"a".repeat(96)}${"b".repeat(50)}`, "b", 50)).toMatchInlineSnapshot(`
      "content/a.md:1:97  wrong
          | aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabbbb
          |                                                                                                 ^^^^
        Do it right"
    `);
  });

  test("shows nothing of a line that fills pages", () => {
    expect(formatted(`${"a ".repeat(5000)}HERE`, "HERE")).toMatchInlineSnapshot(`
      "content/a.md:1:10001  wrong
        Do it right"
    `);
  });

  test("points at least at one character behind the end of a line", () => {
    expect(formatted("title: [a\n", "\n", 1)).toMatchInlineSnapshot(`
      "content/a.md:1:10  wrong
          | title: [a
          |          ^
        Do it right"
    `);
  });

  test("points at indentation itself", () => {
    expect(formatted("    indented\n", "    ", 2)).toMatchInlineSnapshot(`
      "content/a.md:1:1  wrong
          |     indented
          | ^^
        Do it right"
    `);
  });

  test("says that advice is advice", () => {
    const told = advice(place("content/a.md", 3, 1), 'unknown key "x"', "Known keys: y");

    expect(formatProblem(told, () => undefined)).toMatchInlineSnapshot(`
      "content/a.md:3:1  advice: unknown key "x"
        Known keys: y"
    `);
  });

  test("indents every line of a remedy", () => {
    const told = problem(place("content/a.md", 3, 1), "wrong", "First this\nthen that");

    expect(formatProblem(told, () => undefined)).toMatchInlineSnapshot(`
      "content/a.md:3:1  wrong
        First this
        then that"
    `);
  });

  test("lets no quoted control character through to the terminal", () => {
    const told = problem(place("content/a.md", 1, 1), "wrong \u001b[31m value\nx", "Remove \u0007it");

    expect(formatProblem(told, () => "title: \u001b[2J")).toMatchInlineSnapshot(`
      "content/a.md:1:1  wrong  [31m value x
          | title:  [2J
        Remove  it"
    `);
  });
});

describe("formatAnnotation()", () => {
  test("is a workflow command of GitHub Actions", () => {
    const told = problem(place("content/a.md", 4, 9), "wrong", "Do it right");

    expect(formatAnnotation(told)).toMatchInlineSnapshot(
      `"::error file=content/a.md,line=4,col=9::wrong%0ADo it right"`,
    );
  });

  test("makes a notice of advice", () => {
    expect(formatAnnotation(advice(place("a.md", 1, 1), "x", "y"))).toMatch(/^::notice /);
  });

  test("escapes what would end the message or begin another command", () => {
    const told = problem(place("a.md", 1, 1), "100 % wrong\r\n::error::forged", "one\ntwo");

    expect(formatAnnotation(told)).toMatchInlineSnapshot(
      `"::error file=a.md,line=1,col=1::100 %25 wrong%0D%0A::error::forged%0Aone%0Atwo"`,
    );
  });

  test("escapes what would end a property", () => {
    const told = problem(place("a,line=7:%.md", 1, 1), "x", "y");

    expect(formatAnnotation(told)).toMatchInlineSnapshot(`"::error file=a%2Cline=7%3A%25.md,line=1,col=1::x%0Ay"`);
  });
});

describe("sortProblems()", () => {
  test("sorts by file, line and column, in numbers and code units", () => {
    const order = [
      ["b.md", 1, 1],
      ["a.md", 10, 1],
      ["a.md", 9, 12],
      ["B.md", 1, 1],
      ["a.md", 9, 2],
    ] as const;

    const sorted = sortProblems(order.map(([file, line, column]) => problem(place(file, line, column), "wrong", "")));

    expect(sorted.map(({ place: { file, line, column } }) => `${file}:${line}:${column}`)).toEqual([
      "B.md:1:1",
      "a.md:9:2",
      "a.md:9:12",
      "a.md:10:1",
      "b.md:1:1",
    ]);
  });

  test("tells the same defect once", () => {
    const told = problem(place("a.md", 1, 1), "wrong", "");

    expect(sortProblems([told, { ...told }])).toEqual([told]);
  });

  test("keeps two defects of one place in the order of their finding", () => {
    const found = ["b", "a"].map((what) => problem(place("a.md", 1, 1), what, ""));

    expect(sortProblems(found).map(({ what }) => what)).toEqual(["b", "a"]);
  });
});
