import { describe, expect, it } from "vitest";
import { inTable, movedTo, stateOf } from "../../src/trackers/boundary.ts";
import type { UpstreamResponse } from "../../src/trackers/tracker.ts";

const ASKED = "https://bugs.example.org/1";
const OTHER = "https://bugs.example.org/2";

const response = (redirected: boolean): UpstreamResponse => ({
  request: { method: "GET", url: "https://api.example.org/1", headers: {} },
  ...{ status: 200, body: "", redirected },
});

describe("movedTo()", () => {
  it("takes an answer about the item, or one that names none", () => {
    expect(movedTo(response(false), ASKED, ASKED)).toBeUndefined();
    expect(movedTo(response(false), undefined, ASKED)).toBeUndefined();
  });

  it("believes a move only where upstream has led there", () => {
    expect(movedTo(response(true), OTHER, ASKED)).toBe(OTHER);
    expect(() => movedTo(response(false), OTHER, ASKED)).toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://bugs.example.org/2 instead of https://bugs.example.org/1): GET https://api.example.org/1]`,
    );
  });
});

describe("inTable()", () => {
  it.each(["Not A Bug", "NOTABUG", "not-a-bug", "Not_a_Bug"])("knows %s in any spelling", (word) => {
    expect(inTable({ NOTABUG: "wont-fix" }, word)).toBe("wont-fix");
  });

  it.each(["constructor", "__proto__", "toString", ""])("finds no member of the table's own under %j", (word) => {
    expect(inTable({ NEW: "open" }, word)).toBeUndefined();
  });
});

describe("stateOf()", () => {
  it("asks the instance's own words first", () => {
    const words = { Waiting: "open", FIXED: "released" } as const;

    expect(stateOf({ FIXED: "merged" }, "WAITING", response(false), { words })).toBe("open");
    expect(stateOf({ FIXED: "merged" }, "Fixed", response(false), { words })).toBe("released");
    expect(stateOf({ FIXED: "merged" }, "Fixed", response(false), {})).toBe("merged");
  });

  it("guesses at none", () => {
    expect(() => stateOf({ FIXED: "merged" }, "Landed", response(false), {})).toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown upstream status "Landed": GET https://api.example.org/1]`,
    );
  });
});
