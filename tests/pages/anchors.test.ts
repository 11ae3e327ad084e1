import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reference } from "../../src/model/reference.ts";
import { anchorOf } from "../../src/pages/parts/references/badge.ts";
import { machineSite } from "./support/machine-site.ts";

const site = await machineSite();
const [first] = site.references.list;
if (first === undefined) throw new Error("the site has no reference");
const sample: Reference = first;

function reference(label: string, url: string): Reference {
  return { ...sample, tracker: { name: "github", title: "GitHub" }, label, url };
}

/** The anchor of each, as a site that shows exactly these gives it. */
function anchorsOf(list: readonly Reference[]): string[] {
  const data = { ...site, references: { ...site.references, list } };
  return list.map((one) => anchorOf(data, one));
}

const ONE = reference("a/b#1", "https://github.com/a/b/issues/1");
const OTHER = reference("a-b#1", "https://github.example/a-b/issues/1");
const THIRD = reference("A/B#1", "https://third.example/A/B/issues/1");

describe("anchorOf()", () => {
  test("is the label in small letters, digits and hyphens", () => {
    expect(anchorsOf([ONE, reference("LP #7", "https://x/7"), reference("…", "https://x/8")])).toEqual([
      "github-a-b-1",
      "github-lp-7",
      "github",
    ]);
  });

  test("references that look alike get a hash of their address, all of them", () => {
    expect(anchorsOf([ONE, OTHER])).toMatchInlineSnapshot(`
      [
        "github-a-b-1-51b4b432",
        "github-a-b-1-c35cbcb5",
      ]
    `);
  });

  test("neither order nor a third one changes the anchors of two that look alike", () => {
    const [one, other] = anchorsOf([ONE, OTHER]);

    expect(anchorsOf([OTHER, ONE])).toEqual([other, one]);
    expect(anchorsOf([THIRD, ONE, OTHER]).slice(1)).toEqual([one, other]);
  });

  test("a state has no part in it", () => {
    expect(anchorsOf([{ ...ONE, state: "closed" }, OTHER])).toEqual(anchorsOf([ONE, OTHER]));
  });

  test("is unique, whatever the labels, and fit for an address and a file name", () => {
    const item = fc.record({
      label: fc.stringMatching(/^[abAB/#. -]{1,4}$/),
      url: fc.nat().map((n) => `https://x.example/${n}`),
    });
    fc.assert(
      fc.property(fc.uniqueArray(item, { selector: ({ url }) => url, maxLength: 40 }), (items) => {
        const anchors = anchorsOf(items.map(({ label, url }) => reference(label, url)));

        expect(new Set(anchors).size).toBe(anchors.length);
        expect(anchors.filter((anchor) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(anchor))).toEqual([]);
      }),
    );
  });
});
