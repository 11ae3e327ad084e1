import { describe, expect, it } from "vitest";
import { problem } from "../../src/core/problem.ts";
import type { Look } from "../../src/model/reference.ts";
import {
  blindTrouble,
  heldTroubles,
  missingTroubles,
  type Trouble,
  tellOnce,
  withheldTroubles,
} from "../../src/site/trouble.ts";
import { type Matched, matchUrl } from "../../src/trackers/match.ts";

const NOW = new Date("2026-11-22T02:00:00Z");
const text = (troubles: readonly Trouble[]) => troubles.map(({ what, remedy }) => `${what}\n${remedy}`).join("\n\n");

describe("tellOnce()", () => {
  const trouble = (key: string): Trouble => ({ key, what: key, remedy: "" });

  it("tells a trouble once while it lasts, and again after it had gone away", () => {
    const first = tellOnce([trouble("a")], new Map(), "1");
    const second = tellOnce([trouble("a"), trouble("b")], first.told, "2");
    const third = tellOnce([trouble("b")], second.told, "3");
    const fourth = tellOnce([trouble("a"), trouble("b")], third.told, "4");

    expect([first, second, third, fourth].map(({ fresh }) => fresh.map(({ key }) => key))).toEqual([
      ["a"],
      ["b"],
      [],
      ["a"],
    ]);
    expect([...fourth.told]).toEqual([
      ["a", "4"],
      ["b", "2"],
    ]);
  });
});

describe("troubles", () => {
  it("tell of a blind tracker", () => {
    const labels = Array.from({ length: 12 }, (_, i) => `o/r#${i}`);
    const blind = { tracker: "GitHub", web: "https://github.com/", since: "2026-11-14T02:00:00Z", labels };

    expect(text([blindTrouble({ ...blind, kinds: ["forbidden", "timeout"] })])).toMatchInlineSnapshot(`
      "**GitHub** at https://github.com/ could not be read since 14 November 2026 (forbidden, timeout): \`o/r#0\`, \`o/r#1\`, \`o/r#2\`, \`o/r#3\`, \`o/r#4\`, \`o/r#5\`, \`o/r#6\`, \`o/r#7\`, \`o/r#8\`, \`o/r#9\` and 2 more
      Their states stand as they were. Look at one by hand; a token, an address or a proxy may need repair"
    `);
  });

  it("tell of changes that are held back, one for each tracker", () => {
    const line = (change: "held" | "moved", tracker: string) => ({
      change,
      tracker,
      label: "o/r#1",
      text: "",
      url: "",
    });

    const troubles = heldTroubles([line("held", "github"), line("held", "github"), line("moved", "launchpad")]);

    expect(text(troubles)).toMatchInlineSnapshot(`
      "**2 references of github** changed at once, which is held back: \`o/r#1\`, \`o/r#1\`
      If upstream says so tomorrow and the day after, it is believed. At once: \`npm run refresh -- --all --accept github\`"
    `);
  });

  it("tell at once of an address that was never found, and after a week of one that was", () => {
    const url = "https://github.com/o/r/issues/1";
    const items = [matchUrl(url, {}) as Matched];
    const look = (more: Partial<Look>): Look => ({
      ...{ at: "2026-11-21T02:00:00Z", result: "not-found", failures: 1, failingSince: "2026-11-21T02:00:00Z" },
      ...more,
    });
    const told = (more: Partial<Look>) => text(missingTroubles(items, new Map(), new Map([[url, look(more)]]), NOW));

    expect(told({})).toMatchInlineSnapshot(`
      "\`o/r#1\` was not found since 21 November 2026: https://github.com/o/r/issues/1
      It was never seen: is its address right? A hidden one needs a token"
    `);
    expect(told({ lastGood: "2026-11-20T02:00:00Z" })).toBe("");
    expect(told({ lastGood: "2026-11-01T02:00:00Z", failingSince: "2026-11-10T02:00:00Z" })).toMatchInlineSnapshot(`
      "\`o/r#1\` was not found since 10 November 2026: https://github.com/o/r/issues/1
      Nothing proves that it is gone: perhaps it is hidden, and needs a token"
    `);
    expect(told({ result: "timeout" })).toBe("");
  });

  it("tell of documents that are not shown, one for each file", () => {
    const at = (line: number) => ({ file: "content/runbooks/a.md", line, column: 2, length: 0 });
    const problems = [problem(at(3), 'invalid date "soon"', "Write a day"), problem(at(9), "broken", "Mend it")];

    expect(text(withheldTroubles(problems))).toMatchInlineSnapshot(`
      "\`content/runbooks/a.md\` is not shown: 3:2 \`invalid date "soon"\`; 9:2 \`broken\`
      \`npm run build\` tells what to do about each"
    `);
  });
});
