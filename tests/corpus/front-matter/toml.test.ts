import { describe, expect, test } from "vitest";
import { Source } from "../../../src/core/position.ts";
import type { Problem } from "../../../src/core/problem.ts";
import { parseToml } from "../../../src/corpus/front-matter/toml.ts";
import type { Located } from "../../../src/corpus/yaml.ts";
import { toldOf } from "../tiny-site.ts";

/** Parses the text between the plus signs of a document. */
function located(toml: string): { source: Source; located: Located } {
  const source = new Source("a.md", `+++\n${toml}+++\n`);
  const problems: Problem[] = [];
  const found = parseToml(source, 4, 4 + toml.length, problems);
  if (found === undefined) throw new Error(problems.map(({ what }) => what).join("\n"));
  return { source, located: found };
}

const textAt = (source: Source, { line, column, length }: ReturnType<Located["placeOf"]>) =>
  source.line(line).slice(column - 1, column - 1 + length);

const TOML = `title = "Größe 😀"
server.rack = 7
note = """
first
second"""

[params]
"two words" = [1, { deep = 'x' }]

[[timeline]]
at = 2024-05-06T09:00:00+02:00

[[timeline]]
at = 2024-05-07
[timeline.more]
by = "me"
`;

test("parseToml() gives tables, lists of tables and dotted keys as plain data", () => {
  expect(located(TOML).located.data).toEqual({
    title: "Größe 😀",
    server: { rack: 7 },
    note: "first\nsecond",
    params: { "two words": [1, { deep: "x" }] },
    timeline: [{ at: "2024-05-06T09:00:00+02:00" }, { at: "2024-05-07", more: { by: "me" } }],
  });
});

test.each([
  ["2024-05-06", "2024-05-06"],
  ["2024-05-06T09:00:00", "2024-05-06T09:00:00"],
  ["2024-05-06 09:00:00", "2024-05-06T09:00:00"],
  ["2024-05-06 09:00:00.5-03:30", "2024-05-06T09:00:00.5-03:30"],
  ["2024-05-06t09:00:00z", "2024-05-06T09:00:00Z"],
  ["09:00:00", "09:00:00"],
])("parseToml() makes the date %s a text", (date, text) => {
  expect(located(`date = ${date}\n`).located.data).toEqual({ date: text });
});

test("parseToml() makes no prototype of a key", () => {
  const { data } = located("__proto__ = { title = 'x' }\nconstructor = 1\n").located;

  expect(Object.keys(data as object)).toEqual(["__proto__", "constructor"]);
  expect(data).not.toHaveProperty("title");
});

describe("Located.placeOf() of TOML", () => {
  test.each([
    [["title"], '"Größe 😀"'],
    [["server", "rack"], "7"],
    [["note"], '"""'],
    [["params", "two words", 1, "deep"], "'x'"],
    [["timeline", 1, "at"], "2024-05-07"],
    [["timeline", 1, "more", "by"], '"me"'],
    [["timeline", 0, "kind"], "timeline"],
    [["params", "two words", 9], "[1, { deep = 'x' }]"],
  ])("gives the value at %j, or its nearest parent", (path, text) => {
    const { source, located: at } = located(TOML);

    expect(textAt(source, at.placeOf(path))).toBe(text);
  });

  test.each([
    [[], "title", "title"],
    [["server"], "rack", "rack"],
    [["params"], "two words", '"two words"'],
    [["timeline", 1], "more", "more"],
    [["timeline", 0], "kind", "timeline"],
  ])("gives the key below %j: %s", (path, key, text) => {
    const { source, located: at } = located(TOML);

    expect(textAt(source, at.placeOfKey(path, key))).toBe(text);
  });

  test("gives the first line for TOML that says nothing", () => {
    expect(located("# nothing\n").located.placeOf(["title"])).toMatchObject({ line: 2, column: 1, length: 0 });
  });
});

test("Located.textOf() keeps a number as it was written, and is silent about texts", () => {
  const { textOf } = located("a = 5.10\nb = 0x1F\nc = true\nd = 'x'\n").located;

  expect(["a", "b", "c", "d", "e"].map((key) => textOf?.([key]))).toEqual([
    "5.10",
    "0x1F",
    "true",
    undefined,
    undefined,
  ]);
});

describe("parseToml() survives", () => {
  test("brackets that nest without end", async () => {
    const deep = `+++\na = ${"[".repeat(20_000)}${"]".repeat(20_000)}\n+++\n`;

    expect((await toldOf(deep)).split("\n")[0]).toBe("content/postmortems/a.md:2:1  TOML that is nested too deeply");
  });
});
