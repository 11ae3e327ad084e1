import { describe, expect, it } from "vitest";
import type { RecordEntry } from "../../../src/model/record.ts";
import { advance } from "../../../src/trackers/record/advance.ts";
import { matchUrl, URLS } from "../samples.ts";

const matched = matchUrl(URLS.github, {});

/** The entries of these nights in November 2026, in each of which upstream says this. */
function nights(states: readonly ("open" | "closed")[]): RecordEntry[] {
  const entries: RecordEntry[] = [];
  for (const [i, state] of states.entries()) {
    const at = new Date(Date.UTC(2026, 10, 1 + i, 2)).toISOString().replace(".000Z", "Z");
    if (matched === undefined) throw new RangeError("No match");
    const sight = { item: { state, remoteStatus: state, title: "A title" }, from: "https://api.example.org/1" };
    entries.push(advance(entries.at(-1), matched, sight, at).entry);
  }
  return entries;
}

const turns = (count: number) => Array.from({ length: count }, (_, i) => (i % 2 === 0 ? "open" : "closed"));

describe("withFlapping()", () => {
  it("is told from the fourth move within ten days on", () => {
    expect(nights(turns(6)).map(({ flapping }) => flapping !== undefined)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it("bounds the history, which still ends with the present state", () => {
    const entries = nights(turns(40));

    expect(Math.max(...entries.map(({ history }) => history.length))).toBe(5);
    for (const { history, state } of entries.slice(1)) expect(history.at(-1)?.to).toBe(state);
  });

  it("leaves a bug alone that is fixed, reopened and fixed again", () => {
    const entries = nights(["open", "closed", "open", "closed", "closed"]);

    expect(entries.at(-1)).toMatchObject({ history: [{}, {}, {}] });
    expect(entries.some(({ flapping }) => flapping)).toBe(false);
  });

  it("is over when there were fewer moves in ten days", () => {
    const entries = nights([...turns(6), ...Array.from({ length: 12 }, () => "closed" as const)]);

    const last = entries.findLastIndex(({ flapping }) => flapping);
    expect(last).toBeGreaterThan(8);
    expect(last).toBeLessThan(entries.length - 1);
    expect(entries.at(-1)?.history).toEqual(entries[5]?.history);
  });
});
