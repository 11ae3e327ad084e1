import { describe, expect, test } from "vitest";
import { Source } from "../../src/core/position.ts";
import type { Problem } from "../../src/core/problem.ts";
import { type Located, parseYaml } from "../../src/corpus/yaml.ts";

/** Parses the text between the hyphens of a document. */
function located(yaml: string): { source: Source; located: Located } {
  const source = new Source("a.md", `---\n${yaml}---\n`);
  const problems: Problem[] = [];
  const found = parseYaml(source, 4, 4 + yaml.length, problems);
  if (found === undefined) throw new Error(problems.map(({ what }) => what).join("\n"));
  return { source, located: found };
}

/** The text that stands at a place. */
function textAt(source: Source, { line, column, length }: ReturnType<Located["placeOf"]>): string {
  return source.line(line).slice(column - 1, column - 1 + length);
}

const YAML = `title: "Größe 😀"
checks:
  zfs-avx:
    ok: [pve-1, pve-2]
    then: { ok: "#other" }
timeline:
  - at: 2023-09-21
    text: >
      first line
      second line
`;

describe("Located.placeOf()", () => {
  test.each([
    [["title"], '"Größe 😀"'],
    [["checks", "zfs-avx", "ok"], "[pve-1, pve-2]"],
    [["checks", "zfs-avx", "ok", 1], "pve-2"],
    [["checks", "zfs-avx", "then", "ok"], '"#other"'],
    [["timeline", 0, "at"], "2023-09-21"],
  ])("gives the value at %j", (path, text) => {
    const { source, located: at } = located(YAML);

    expect(textAt(source, at.placeOf(path))).toBe(text);
  });

  test.each([
    [["checks", "zfs-avx", "then", "affected"], '{ ok: "#other" }'],
    [["checks", "zfs-avx", "ok", 7], "[pve-1, pve-2]"],
    [["nothing", "like", "that"], 'title: "Größe 😀"'],
  ])("gives the nearest parent of %j, which is missing", (path, text) => {
    const { source, located: at } = located(YAML);

    expect(textAt(source, at.placeOf(path))).toBe(text);
  });

  test("ends with the first line of a value over several", () => {
    const { source, located: at } = located(YAML);

    expect(textAt(source, at.placeOf(["timeline", 0, "text"]))).toBe(">");
  });

  test("does not underline the carriage return of CRLF", () => {
    const { source, located: at } = located("a:\r\n  b: c\r\n  d: e\r\n");

    expect(textAt(source, at.placeOf(["a"]))).toBe("b: c");
  });

  test("gives the start of YAML that says nothing", () => {
    const { located: at } = located("# nothing\n");

    expect(at.placeOf(["title"])).toEqual({ file: "a.md", line: 2, column: 1, length: 0 });
  });
});

describe("Located.placeOfKey()", () => {
  test.each([
    [[], "checks", "checks"],
    [["checks"], "zfs-avx", "zfs-avx"],
    [["timeline", 0], "text", "text"],
  ])("gives the key below %j: %s", (path, key, text) => {
    const { source, located: at } = located(YAML);

    expect(textAt(source, at.placeOfKey(path, key))).toBe(text);
  });

  test("gives a key in quotes, and one that is a number", () => {
    const { source, located: at } = located('"a b": 1\n2023: x\n');

    expect([textAt(source, at.placeOfKey([], "a b")), textAt(source, at.placeOfKey([], "2023"))]).toEqual([
      '"a b"',
      "2023",
    ]);
  });

  test("gives the map of a key that is missing", () => {
    const { source, located: at } = located("a: { b: c }\n");

    expect(textAt(source, at.placeOfKey(["a"], "z"))).toBe("{ b: c }");
  });
});
