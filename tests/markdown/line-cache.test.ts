import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createHighlighter } from "../../src/markdown/highlight.ts";
import { LineCache } from "../../src/markdown/line-cache.ts";

const LINES = [
  "echo 'a",
  "b' # c",
  "# c",
  "cat <<X",
  "X",
  "$(",
  ")",
  'y="z',
  '"',
  "",
  "if x; then",
  "fi",
  "a: |",
  "  b",
];

describe("LineCache", () => {
  test("gives the same colours, whatever has been coloured before", async () => {
    const [one, other] = [await createHighlighter(), await createHighlighter()];
    for (const { load } of [one, other]) await load(["bash", "yaml"]);
    const code = fc.array(fc.constantFrom(...LINES), { maxLength: 8 }).map((lines) => lines.join("\n"));

    fc.assert(
      fc.property(code, code, fc.constantFrom("bash", "yaml"), (before, given, language) => {
        one.highlight(before, language);
        const first = one.highlight(given, language);
        expect(other.highlight(given, language)).toEqual(first);
        expect(one.highlight(given, language)).toEqual(first);
      }),
    );
  });

  test("keeps lines apart by the state before them, and forgets rather than grow", () => {
    const cache = new LineCache<object>();
    const [state, line] = [{}, { html: "a", styles: [], state: {} }];
    cache.set(null, "a", line);

    expect([cache.get(null, "a"), cache.get(state, "a")]).toEqual([line, undefined]);
    for (let i = 0; i < 10_000; i++) cache.set(state, `${i}`, line);
    expect([cache.get(null, "a"), cache.get(state, "9999")]).toEqual([undefined, line]);
  });

  test("keeps no long line", () => {
    const cache = new LineCache<object>();
    cache.set(null, "x".repeat(201), { html: "", styles: [], state: {} });

    expect(cache.get(null, "x".repeat(201))).toBeUndefined();
  });
});
