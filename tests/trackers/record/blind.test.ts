import { describe, expect, it } from "vitest";
import type { RecordEntry } from "../../../src/model/record.ts";
import type { Look } from "../../../src/model/reference.ts";
import type { Matched } from "../../../src/trackers/match.ts";
import { blindInstances } from "../../../src/trackers/record/blind.ts";
import { matchUrl } from "../samples.ts";

const NOW = new Date("2026-11-22T02:00:00Z");
const [A, B] = ["https://github.com/a/b/issues/1", "https://github.com/a/b/issues/2"];
const AGES_AGO = "2026-10-01T02:00:00Z";
const BUG = "https://bugs.launchpad.net/bugs/1";

function blind(looks: Readonly<Record<string, Partial<Look>>>, entries: Readonly<Record<string, RecordEntry>> = {}) {
  const items = Object.keys(looks).map((url) => matchUrl(url, {}) as Matched);
  const whole = Object.entries(looks).map(([url, look]): [string, Look] => [
    url,
    { at: "2026-11-21T02:00:00Z", result: "timeout", failures: 3, failingSince: "2026-11-10T02:00:00Z", ...look },
  ]);
  return blindInstances(items, new Map(Object.entries(entries)), new Map(whole), NOW);
}

describe("blindInstances()", () => {
  it("names an instance of which nothing could be read for seven days", () => {
    expect(blind({ [A]: { lastGood: "2026-11-14T02:00:00Z" }, [B]: { result: "forbidden" } })).toEqual([
      {
        ...{ tracker: "GitHub", web: "https://github.com/", since: "2026-11-14T02:00:00Z" },
        ...{ kinds: ["timeout", "forbidden"], labels: ["a/b#1", "a/b#2"] },
      },
    ]);
  });

  it("names one of which most items were not asked, because it was given up", () => {
    const old = { result: "ok" as const, lastGood: "2026-11-10T02:00:00Z", failures: 0 };

    expect(blind({ [A]: old, [B]: { lastGood: "2026-11-12T02:00:00Z" } }).map(({ since }) => since)).toEqual([
      "2026-11-12T02:00:00Z",
    ]);
  });

  it.each([
    ["one item was read", { [A]: { result: "ok" as const, lastGood: "2026-11-21T02:00:00Z" }, [B]: {} }],
    ["it is six days", { [A]: { lastGood: "2026-11-16T02:00:00Z" } }],
    ["one was read six days ago", { [A]: { lastGood: "2026-11-16T02:00:00Z" }, [B]: {} }],
    ["it failed first six days ago, and was never read", { [A]: { failingSince: "2026-11-16T02:00:00Z" } }],
    [
      "settled items were read a week ago, and the first failure is of tonight",
      { [A]: { lastGood: "2026-11-14T02:00:00Z", failingSince: "2026-11-21T02:00:00Z" } },
    ],
    ["nothing fails, and it was not yet time to look again", { [A]: { result: "ok" as const, lastGood: AGES_AGO } }],
  ])("is silent when %s", (_, looks) => {
    expect(blind(looks)).toEqual([]);
  });

  it("judges each instance by itself", () => {
    expect(blind({ [A]: {}, [BUG]: { result: "ok", lastGood: "2026-11-21T02:00:00Z" } }).map(({ web }) => web)).toEqual(
      ["https://github.com/"],
    );
  });

  it("does not count what is gone", () => {
    const gone: RecordEntry = {
      ...{ url: A, tracker: "github", state: "gone", remoteStatus: "no such page", title: null, history: [] },
      source: { kind: "fetched", at: "2026-11-01T02:00:00Z", from: "https://api.example.org/1" },
    };

    expect(blind({ [A]: { result: "not-found" } }, { [A]: gone })).toEqual([]);
  });
});

it("blindInstances() takes a page with a word that nobody knows for one that was read", () => {
  expect(blind({ [A]: { result: "unknown-status", lastGood: AGES_AGO } })).toEqual([]);
  expect(blind({ [A]: { result: "unknown-status" }, [B]: { lastGood: AGES_AGO } })).toEqual([]);
});

it('blindInstances() takes "no such page" for an answer, where the address was never right', () => {
  expect(blind({ [A]: { result: "not-found" } })).toEqual([]);
  expect(blind({ [A]: { result: "not-found", lastGood: AGES_AGO } })).toHaveLength(1);
});
