import { describe, expect, it } from "vitest";
import type { Look } from "../../../src/model/reference.ts";
import { STATES, type State } from "../../../src/model/state.ts";
import type { Matched } from "../../../src/trackers/match.ts";
import { isDue, longestUnseenFirst } from "../../../src/trackers/record/due.ts";
import { matchUrl } from "../samples.ts";

const AT = "2026-11-01T02:00:00Z";
const WITH_RELEASES = matched("https://bugs.launchpad.net/bugs/1");
const WITHOUT = matched("https://github.com/a/b/issues/1");

function matched(url: string): Matched {
  return matchUrl(url, {}) as Matched;
}

function after(days: number, minutes = 0): Date {
  return new Date(Date.parse(AT) + days * 86_400_000 + minutes * 60_000);
}

function look(given: Partial<Look> = {}): Look {
  return { at: AT, result: "ok", lastGood: AT, failures: 0, ...given };
}

/** The first day after the look on which the item is due. */
function dueOn(known: { look?: Look; state?: State; matched?: Matched }): number {
  const whole = { look: known.look ?? look(), state: known.state, matched: known.matched ?? WITH_RELEASES };
  for (let day = 0; day < 30; day++) if (isDue(whole, after(day))) return day;
  throw new RangeError("Never due");
}

describe("isDue()", () => {
  it("looks at what nobody has looked at yet", () => {
    expect(isDue({ look: undefined, state: undefined, matched: WITHOUT }, after(0))).toBe(true);
  });

  it("looks at open items daily and at settled ones weekly", () => {
    const days = Object.fromEntries(STATES.map((state) => [state, dueOn({ state })]));

    expect(days).toEqual({
      ...{ unknown: 1, open: 1, "in-progress": 1, merged: 1, fixed: 1 },
      ...{ gone: 7, "wont-fix": 7, closed: 7, released: 7, duplicate: 7 },
    });
  });

  it("takes a merged change for settled where the tracker knows of no releases", () => {
    expect(dueOn({ state: "merged", matched: WITHOUT })).toBe(7);
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 7],
    [40, 7],
  ])("after %i failures in a row waits %i days, whatever the state", (failures, days) => {
    expect(dueOn({ look: look({ result: "timeout", failures }), state: "open" })).toBe(days);
    expect(dueOn({ look: look({ result: "timeout", failures }), state: "released" })).toBe(days);
  });

  it("looks daily at what is missing until that is proved, and at what has a word to be taught", () => {
    expect(dueOn({ look: look({ result: "not-found", failures: 4, missingOn: ["2026-11-01"] }), state: "open" })).toBe(
      1,
    );
    expect(dueOn({ look: look({ result: "unknown-status", failures: 9, word: "Waiting" }), state: "open" })).toBe(1);
  });

  it("looks weekly at what upstream can tell no more of", () => {
    expect(dueOn({ state: "unknown", matched: matched("https://git.proxmox.com/?p=a.git;a=commit;h=abcdef1") })).toBe(
      7,
    );
  });

  it("looks daily at a change that waits for confirmation", () => {
    expect(dueOn({ look: look({ held: { to: "closed", on: ["2026-11-01"] } }), state: "released" })).toBe(1);
  });

  it("looks weekly at a page that is gone, which answers 404 for good", () => {
    expect(dueOn({ look: look({ result: "not-found", failures: 3 }), state: "gone" })).toBe(7);
  });

  it("is not kept from looking by a clock that was once in the future", () => {
    const ahead = look({ at: "2099-01-01T02:00:00Z" });

    expect(isDue({ look: ahead, state: "open", matched: WITHOUT }, after(1))).toBe(true);
  });

  it("does not miss a night because the job started some minutes earlier, and asks nothing twice in a night", () => {
    const known = { look: look(), state: "open", matched: WITHOUT } as const;

    expect(isDue(known, after(1, -30))).toBe(true);
    expect(isDue(known, after(0, 90))).toBe(false);
  });
});

describe("longestUnseenFirst()", () => {
  it("puts what was tried last behind others that were seen on the same day", () => {
    const [tried, untried] = [look({ result: "timeout", at: "2026-11-09T02:00:00Z" }), look()];

    expect(longestUnseenFirst(tried, untried)).toBeGreaterThan(0);
    expect(longestUnseenFirst(untried, tried)).toBeLessThan(0);
  });

  it("puts what was never read before what was read long ago", () => {
    const looks = [
      look({ lastGood: "2026-11-03T02:00:00Z" }),
      undefined,
      look({ lastGood: "2026-10-01T02:00:00Z" }),
      look({ lastGood: "2026-11-02T02:00:00Z", result: "timeout" }),
    ];

    const sorted = looks.map((one) => ({ one })).sort((a, b) => longestUnseenFirst(a.one, b.one));

    expect(sorted.map(({ one }) => one?.lastGood?.slice(0, 10))).toEqual([
      undefined,
      "2026-10-01",
      "2026-11-02",
      "2026-11-03",
    ]);
  });
});
