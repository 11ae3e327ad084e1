import { describe, expect, it } from "vitest";
import type { Look } from "../../src/model/reference.ts";
import { daysSeen, heldBack, type Move } from "../../src/trackers/hold-back.ts";

const TODAY = "2026-11-23";

function moves(count: number, tracker = "github", look?: Look): Move[] {
  return Array.from({ length: count }, (_, i) => ({ url: `${tracker}/${i}`, tracker, to: "closed (x)", look }));
}

function held(on: readonly string[], to = "closed (x)"): Look {
  return { at: "2026-11-22T02:00:00Z", result: "ok", failures: 0, held: { to, on } };
}

describe("heldBack()", () => {
  it.each([
    ["a fifth of them", 10, 50, 0],
    ["more than a fifth", 11, 50, 11],
    ["all of a few, which is no sign of anything", 4, 4, 0],
    ["five of five", 5, 5, 5],
  ])("with %s: of %i changes among %i references, %i wait", (_, changed, known, waiting) => {
    expect(heldBack(moves(changed), new Map([["github", known]]), TODAY).size).toBe(waiting);
  });

  it("judges each tracker by itself", () => {
    const known = new Map([
      ["github", 10],
      ["launchpad", 10],
    ]);

    const waiting = heldBack([...moves(6), ...moves(1, "launchpad")], known, TODAY);

    expect([...waiting].every((url) => url.startsWith("github/"))).toBe(true);
    expect(waiting.size).toBe(6);
  });

  it("believes what the maintainer has accepted", () => {
    expect(heldBack(moves(6), new Map([["github", 10]]), TODAY, ["github"]).size).toBe(0);
  });

  it("believes the same change on its third day", () => {
    const known = new Map([["github", 10]]);

    expect(heldBack(moves(6, "github", held(["2026-11-22"])), known, TODAY).size).toBe(6);
    expect(heldBack(moves(6, "github", held(["2026-11-21", "2026-11-22"])), known, TODAY).size).toBe(0);
  });
});

describe("daysSeen()", () => {
  it("counts a day once, and begins anew with another change", () => {
    expect(daysSeen({ look: held([TODAY]), to: "closed (x)" }, TODAY)).toEqual([TODAY]);
    expect(daysSeen({ look: held(["2026-11-22"]), to: "closed (x)" }, TODAY)).toEqual(["2026-11-22", TODAY]);
    expect(daysSeen({ look: held(["2026-11-22"]), to: "open" }, TODAY)).toEqual([TODAY]);
  });
});
