import { describe, expect, test } from "vitest";
import { Page } from "../../src/model/document.ts";
import { fits, SYNONYMS, WITHOUT_EFFECT } from "../../src/model/synonyms.ts";

const ours = Object.keys(Page.shape);

describe("SYNONYMS", () => {
  test("lead to keys of every document", () => {
    expect(SYNONYMS.map(({ to }) => to).filter((key) => !ours.includes(key))).toEqual([]);
  });

  test("stand there once, and take no key of ours for another", () => {
    const names = SYNONYMS.map(({ from }) => from.join("."));

    expect(new Set(names).size).toBe(names.length);
    expect(SYNONYMS.filter(({ from, to }) => from.length === 1 && ours.includes(from[0]) && from[0] !== to)).toEqual(
      [],
    );
  });
});

test("WITHOUT_EFFECT names no key of ours", () => {
  expect(Object.keys(WITHOUT_EFFECT).filter((key) => ours.includes(key))).toEqual([]);
});

test.each([
  ["text", "short", true],
  ["text", 404, true],
  ["text", false, false],
  ["text", ["a"], false],
  ["date", "never", true],
  ["date", true, false],
  ["number", 1.5, true],
  ["number", " 12 ", true],
  ["number", "first", false],
  ["path", "/a/b/", true],
  ["path", "a/b", false],
  ["path", "/:year/:title/", false],
  ["rootPath", "2015/05/15/Rust-1.0", true],
  ["rootPath", "/about/", true],
  ["rootPath", "src/app.ts", false],
  ["rootPath", "../about", false],
  ["rootPath", "a path", false],
  ["rootPath", "{{ slug }}", false],
  ["texts", ["a"], true],
  ["texts", "a", true],
  ["texts", { a: 1 }, false],
] as const)("fits() holds against %s the value %j: %j", (as, value, expected) => {
  expect(fits({ from: ["x"], to: "y", as }, value)).toBe(expected);
});
