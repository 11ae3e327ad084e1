import { describe, expect, it } from "vitest";
import type { Look } from "../../../src/model/reference.ts";
import type { Matched } from "../../../src/trackers/match.ts";
import { isProof, missingDays } from "../../../src/trackers/record/gone.ts";
import { matchUrl } from "../samples.ts";

function matched(url: string): Matched {
  const found = matchUrl(url, {});
  if (found === undefined) throw new RangeError(`No tracker knows ${url}`);
  return found;
}

const MISSING = matched("https://github.com/acme/secret/issues/1");
const MATE = matched("https://github.com/acme/secret/issues/2");
const STRANGER = matched("https://github.com/openzfs/zfs/issues/15276");
const ELSEWHERE = matched("https://bugs.launchpad.net/bugs/2034745");

const look = (withToken?: boolean): Look => {
  const at = "2026-11-01T02:00:00Z";
  return { at, result: "ok", lastGood: at, failures: 0, ...(withToken !== undefined && { withToken }) };
};

describe("isProof()", () => {
  it.each([
    ["public, and another item of the instance was read", false, [{ matched: STRANGER, withToken: false }], true],
    ["public, and only another system was read", false, [{ matched: ELSEWHERE, withToken: false }], false],
    ["public, and nothing was read", false, [], false],
    ["private, and its repository was read with a token", true, [{ matched: MATE, withToken: true }], true],
    ["private, the token is lost, public items go on", true, [{ matched: STRANGER, withToken: false }], false],
    ["private, the token has lost this repository", true, [{ matched: STRANGER, withToken: true }], false],
    ["private, and its repository was read without a token", true, [{ matched: MATE, withToken: false }], false],
    ["nobody knows, and everybody can read its repository", undefined, [{ matched: MATE, withToken: false }], true],
    ["nobody knows, and its repository was read with a token", undefined, [{ matched: MATE, withToken: true }], false],
    ["nobody knows, and another repository was read", undefined, [{ matched: STRANGER, withToken: false }], false],
  ] as const)("item %s: %s", (_, withToken, seen, proof) => {
    expect(isProof(MISSING, look(withToken), seen)).toBe(proof);
  });

  it("does not take the item itself for its own proof", () => {
    expect(isProof(MISSING, look(false), [{ matched: MISSING, withToken: false }])).toBe(false);
  });
});

describe("missingDays()", () => {
  it("counts each day once, and only with proof", () => {
    const before = { ...look(), missingOn: ["2026-11-20"] };

    expect(missingDays(before, "2026-11-21", true)).toEqual(["2026-11-20", "2026-11-21"]);
    expect(missingDays(before, "2026-11-20", true)).toEqual(["2026-11-20"]);
    expect(missingDays(before, "2026-11-21", false)).toEqual(["2026-11-20"]);
    expect(missingDays(undefined, "2026-11-21", true)).toEqual(["2026-11-21"]);
  });
});
