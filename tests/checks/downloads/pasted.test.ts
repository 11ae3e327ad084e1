// A check as a page carries it: shorter, and nothing of it is lost.

import fc from "fast-check";
import { expect, test } from "vitest";
import { packedPaste, pasteSafe } from "../../../src/checks/downloads/paste.ts";
import { packed, pasted, unpacked } from "../../../src/checks/downloads/pasted.ts";
import { readEverything } from "../../../src/site/content.ts";
import { checkOf } from "../samples.ts";

const SITE = "https://kb.example/ops/";
const { checks } = await readEverything(process.cwd());
/** Each part that a page leaves to the script, whatever it is. */
const PARTS = [..."\uE001\uE002\uE003\uE004\uE005\uE006\uE007\uE008"].map(unpacked);

test("every check of the content is carried without what all of them share, and comes out as it was", () => {
  for (const check of checks) {
    const [whole, carried] = [pasteSafe(check, SITE), packedPaste(check, SITE)];

    expect(pasted(unpacked(carried))).toBe(whole);
    expect(whole.length - carried.length, check.id).toBeGreaterThan(600);
  }
  expect(checks.length).toBeGreaterThan(5);
});

test("none of the parts is of an earlier form of the texts", () => {
  const means = { ok: "a", affected: "b", unknown: "c" };
  const then = { ok: "#d", affected: "#e", unknown: "#f" };
  const carried = [{}, { needs: "root" as const }].map((more) =>
    packedPaste(checkOf("true", { means, then, ...more }), SITE),
  );

  const used = new Set(carried.join("").match(/[\uE000-\uF8FF]/g));
  expect([...used].sort().map(unpacked)).toEqual(PARTS);
});

test("characters that an author wrote are never taken for a part", () => {
  const texts = fc.array(
    fc.oneof(fc.constantFrom(...PARTS, ..."\uE000\uE001\uE002\uE008\uE009\uE00F\uE010'\\!"), fc.string()),
  );

  fc.assert(
    fc.property(texts, (pieces) => {
      const text = pieces.join("");
      expect(unpacked(packed(text))).toBe(text);
    }),
  );
  expect(packed("a\uE001b")).not.toBe("a\uE001b");
});
