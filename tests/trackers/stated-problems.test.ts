import { describe, expect, it } from "vitest";
import type { RecordEntry } from "../../src/model/record.ts";
import { matcherOf } from "../../src/trackers/match.ts";
import { fixAdvice, targetAdvice } from "../../src/trackers/stated-problems.ts";
import { recordOf, URLS } from "./samples.ts";

const place = { file: "content/postmortems/a.md", line: 5, column: 3, length: 4 };
const bug: RecordEntry = {
  ...{ url: URLS.launchpad, tracker: "launchpad", state: "open", remoteStatus: "New", title: null, history: [] },
  targets: [{ name: "linux (Ubuntu Jammy)", state: "open", remoteStatus: "New" }],
  source: { kind: "fetched", at: "2026-11-01T02:00:00Z", from: "https://api.example.org/1" },
};
const told = (name: string, record = recordOf(bug)) =>
  targetAdvice([{ url: URLS.launchpad, name, place }], record, matcherOf({}));

describe("targetAdvice()", () => {
  it("offers the name that was meant", () => {
    expect(told("linux (Ubuntu Jamy)")).toEqual([
      {
        ...{ kind: "advice", place, what: 'LP #2034745 has no target "linux (Ubuntu Jamy)"' },
        remedy: 'Did you mean "linux (Ubuntu Jammy)"? Known targets: linux (Ubuntu Jammy)',
      },
    ]);
  });

  it("is content with a known name, and with any before upstream was read", () => {
    expect(told("linux (Ubuntu Jammy)")).toEqual([]);
    expect(told("nosuch", recordOf())).toEqual([]);
  });
});

describe("fixAdvice()", () => {
  it("tells of an address that is no item", () => {
    const stated = [URLS.github, "https://example.org/2"].map((url) => ({ url, place }));

    expect(fixAdvice(stated, matcherOf({})).map(({ what, remedy }) => `${what}\n${remedy}`)).toMatchInlineSnapshot(`
      [
        "fix for "https://example.org/2", which no tracker knows
      Name the upstream item that it fixes; /trackers/ of the built site shows known forms of addresses",
      ]
    `);
  });
});
