import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { endsByItself, isElement, isVoid } from "../../src/markdown/html-elements.ts";

type Element = { readonly void?: boolean; readonly implicitClosed?: readonly string[] };

const TABLE: Record<string, Element> = createRequire(import.meta.url)("html-validate/elements/html5");

/** The names in html-validate's table of elements, without "*" and those within a drawing. */
function namesOfHtmlValidate(): string[] {
  return Object.keys(TABLE).filter((name) => /^[a-z][a-z0-9]*$/.test(name));
}

test("isElement() knows every element that html-validate knows", () => {
  const names = namesOfHtmlValidate();

  expect(names.length).toBeGreaterThan(130);
  expect(names.filter((name) => !isElement(name))).toEqual([]);
});

test.each(["BR", "Details", "svg"])("isElement() takes %s for an element", (name) => {
  expect(isElement(name)).toBe(true);
});

test.each(["pool", "Tabs", "my-element", "constructor", "", "path"])("isElement() takes %j for none", (name) => {
  expect(isElement(name)).toBe(false);
});

test("isVoid() and endsByItself() know the elements that html-validate knows", () => {
  const names = namesOfHtmlValidate();

  expect(names.filter((name) => TABLE[name]?.void === true && !isVoid(name))).toEqual([]);
  expect(names.filter((name) => TABLE[name]?.implicitClosed !== undefined && !endsByItself(name))).toEqual([]);
});
