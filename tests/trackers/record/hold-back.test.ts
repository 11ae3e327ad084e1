import { describe, expect, it } from "vitest";
import type { Look } from "../../../src/model/reference.ts";
import { daysSeen, heldBack, type Move } from "../../../src/trackers/record/hold-back.ts";

const TODAY = "2026-11-23";
const GITHUB = "https://github.com/";

function moves(count: number, more: Partial<Move> = {}): Move[] {
  return Array.from({ length: count }, (_, i) => ({
    ...{ url: `${more.instance ?? GITHUB}${i}`, tracker: "github", instance: GITHUB, to: "closed (x)" },
    ...{ look: undefined, isAbsence: false, isCorrection: false, states: ["open", "closed"], title: `Bug ${i}` },
    ...more,
  }));
}

type More = { pending?: number; accepted?: string[]; strange?: string[] };

function waiting(found: readonly Move[], known: number, more: More = {}): number {
  const { pending = 0, accepted = [], strange = [] } = more;
  const counts = { known: new Map([[GITHUB, known]]), pending: new Map([[GITHUB, pending]]) };
  return heldBack(found, { ...counts, strange: new Set(strange), day: TODAY, accepted }).size;
}

/** As many changes, every second one to another state. */
function mixed(count: number, more: Partial<Move> = {}): Move[] {
  return moves(count, more).map((move, i) => (i % 2 === 0 ? move : { ...move, states: ["open", "wont-fix"] }));
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
  ])("with %s: of %i changes among %i references, %i wait", (_, changed, known, count) => {
    expect(waiting(moves(changed), known)).toBe(count);
  });

  it("judges each instance by itself, however many others there are", () => {
    const other = "https://ghe.example.org/";
    const known = new Map([
      [GITHUB, 6],
      [other, 100],
    ]);

    const found = [...moves(6), ...moves(6, { instance: other })];
    const result = heldBack(found, { known, pending: new Map(), strange: new Set(), day: TODAY, accepted: [] });

    expect([...result].every((url) => url.startsWith(GITHUB))).toBe(true);
    expect(result.size).toBe(6);
  });

  it("counts what waits already and could not be read again", () => {
    expect(waiting(moves(4), 10)).toBe(0);
    expect(waiting(moves(4), 10, { pending: 2 })).toBe(4);
  });

  it("believes what the maintainer has accepted", () => {
    expect(waiting(moves(6), 10, { accepted: ["github"] })).toBe(0);
  });

  it("believes the same change on its third day", () => {
    expect(waiting(moves(6, { look: held(["2026-11-22"]) }), 10)).toBe(6);
    expect(waiting(moves(6, { look: held(["2026-11-21", "2026-11-22"]) }), 10)).toBe(0);
  });

  it("believes many that went different ways, where nothing else is wrong", () => {
    expect(waiting(mixed(11), 50)).toBe(0);
  });

  it.each([
    ["all of the same title", mixed(11, { title: "Sign in" }), {}],
    ["while others of the instance get a page to log in", mixed(11), { strange: [GITHUB] }],
  ])("waits for many %s", (_, found, more) => {
    expect(waiting(found, 50, more)).toBe(11);
    expect(waiting(found.slice(0, 4), 50, more)).toBe(0);
  });

  it("never waits for what takes a move back, nor counts it", () => {
    const back = moves(8, { isCorrection: true }).map((move) => ({ ...move, url: `${move.url}/back` }));

    expect(waiting(back, 10)).toBe(0);
    expect(waiting([...back, ...moves(4)], 10)).toBe(0);
  });

  it("waits even for a single one that rests on what an answer lacks", () => {
    expect(waiting(moves(1, { isAbsence: true }), 100)).toBe(1);
    expect(waiting(moves(1, { isAbsence: true, look: held(["2026-11-21", "2026-11-22"]) }), 100)).toBe(0);
  });
});

describe("daysSeen()", () => {
  it("counts a day once, and begins anew with another change", () => {
    expect(daysSeen({ look: held([TODAY]), to: "closed (x)" }, TODAY)).toEqual([TODAY]);
    expect(daysSeen({ look: held(["2026-11-22"]), to: "closed (x)" }, TODAY)).toEqual(["2026-11-22", TODAY]);
    expect(daysSeen({ look: held(["2026-11-22"]), to: "open" }, TODAY)).toEqual([TODAY]);
  });
});
