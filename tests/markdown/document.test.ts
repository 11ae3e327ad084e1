import { describe, expect, test } from "vitest";
import { attribute, cutAtSlots, draftOf, type Slot } from "../../src/markdown/document.ts";

describe("cutAtSlots()", () => {
  const slots: Slot[] = [
    { kind: "state", url: "https://e.org/" },
    { kind: "check", id: "io" },
  ];

  test("puts slots in the place of their marks, in any order", () => {
    const html = '<p>a<fb-slot n="1"></fb-slot>b</p><fb-slot n="0"></fb-slot>';

    expect(cutAtSlots(html, slots)).toEqual(["<p>a", slots[1], "b</p>", slots[0]]);
  });

  test("leaves no empty text", () => {
    expect(cutAtSlots('<fb-slot n="0"></fb-slot><fb-slot n="1"></fb-slot>', slots)).toEqual(slots);
    expect(cutAtSlots("", slots)).toEqual([]);
  });

  test("drops a mark of no slot", () => {
    expect(cutAtSlots('a<fb-slot n="7"></fb-slot>b', slots)).toEqual(["a", "b"]);
  });

  test("leaves HTML without marks whole", () => {
    expect(cutAtSlots("<p>3 1 2</p>", slots)).toEqual(["<p>3 1 2</p>"]);
  });
});

test.each([undefined, {}, { draft: 1 }])("draftOf() throws for an environment of somebody else: %j", (env) => {
  expect(() => draftOf(env)).toThrowErrorMatchingInlineSnapshot(
    `[TypeError: Cannot render: the environment was not made by envOf()]`,
  );
});

test("attribute() of no token is empty", () => {
  expect(attribute(undefined, "href")).toBe("");
});
