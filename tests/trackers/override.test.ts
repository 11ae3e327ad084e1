import { describe, expect, it } from "vitest";
import type { Override } from "../../src/model/document.ts";
import type { RecordEntry, Transition } from "../../src/model/record.ts";
import type { Target } from "../../src/model/target.ts";
import { matcherOf } from "../../src/trackers/match.ts";
import { holds } from "../../src/trackers/override.ts";
import { overrideProblems, type StatedOverride } from "../../src/trackers/override-problems.ts";
import { resolveReferences } from "../../src/trackers/references.ts";
import { linkTo, recordOf, URLS } from "./samples.ts";

const OVERRIDE: Override = {
  ...{ state: "released", version: "linux 5.15.0-88.98", on: "2026-11-22" },
  reason: "Its changelog names the bug",
};

function entry(...history: Transition[]): RecordEntry {
  return {
    ...{ url: URLS.github, tracker: "github", state: "closed", remoteStatus: "closed", title: "A title", history },
    source: { kind: "fetched", at: "2026-11-01T02:00:00Z", from: "https://api.example.org/1" },
  };
}

function move(seen: string | undefined, at = "2026-11-01"): Transition {
  return { at, from: "open", to: "closed", remoteStatus: "closed", ...(seen !== undefined && { seen }) };
}

describe("holds()", () => {
  it.each([
    ["no move", [], true],
    ["a move before it", [move("2026-11-20T02:00:00Z")], true],
    ["a move of the same day", [move("2026-11-22T02:00:00Z")], true],
    ["a move after it", [move("2026-11-23T02:00:00Z")], false],
    ["a move seen after it, that upstream dates before it", [move("2026-11-23T02:00:00Z", "2026-11-01")], false],
    ["a move of the record's first days, without the instant of the look", [move(undefined)], true],
    ["two moves, one of them after it", [move("2026-11-20T02:00:00Z"), move("2026-12-01T02:00:00Z")], false],
  ] as const)("with %s: %#", (_, known, expected) => {
    expect(holds(OVERRIDE, known)).toBe(expected);
  });

  it("compares instants where the author gives one", () => {
    const noon = { ...OVERRIDE, on: "2026-11-22T12:00:00+01:00" };

    expect(holds(noon, [move("2026-11-22T10:59:00Z")])).toBe(true);
    expect(holds(noon, [move("2026-11-22T11:01:00Z")])).toBe(false);
  });
});

describe("resolveReferences() with an override", () => {
  const resolved = (known: RecordEntry) => {
    const given = { record: recordOf(known), looks: new Map(), match: matcherOf({}) };
    return resolveReferences([linkTo(URLS.github)], {
      ...given,
      overrides: new Map([[`${URLS.github}#issuecomment-1`, OVERRIDE]]),
    }).list[0];
  };

  it("shows the author's state with its reason and date, and upstream's words beside it", () => {
    expect(resolved(entry())).toMatchObject({
      ...{ state: "released", effective: "released", version: "linux 5.15.0-88.98", remoteStatus: "closed" },
      words: "fix released in linux 5.15.0-88.98",
      source: { kind: "by-hand", on: "2026-11-22", evidence: "Its changelog names the bug" },
    });
  });

  it("goes back to upstream's as soon as upstream moves", () => {
    expect(resolved(entry(move("2026-12-01T02:00:00Z")))).toMatchObject({ state: "closed", version: undefined });
  });
});

describe("an override of a bug with chosen series", () => {
  const series = (name: string, state: Target["state"]): Target => ({ name, state, remoteStatus: state });
  const given = (name: string) => ({
    record: recordOf({
      ...entry({ ...move("2026-12-01T02:00:00Z"), to: "wont-fix", target: "xenial" }),
      ...{ url: URLS.launchpad, tracker: "launchpad", state: "open" },
      targets: [series("jammy", "open"), series("xenial", "wont-fix")],
    } as const),
    ...{ looks: new Map(), match: matcherOf({}), targets: new Map([[URLS.launchpad, [name]]]) },
  });
  const stated = { url: URLS.launchpad, override: OVERRIDE, place: linkTo(URLS.launchpad).place };

  it("holds when a series moves that nobody chose", () => {
    const overrides = new Map([[URLS.launchpad, OVERRIDE]]);

    expect(resolveReferences([linkTo(URLS.launchpad)], { ...given("jammy"), overrides }).list[0]?.state).toBe(
      "released",
    );
    expect(overrideProblems([stated], given("jammy"))).toEqual([]);
  });

  it("speaks for the item, so that its series grant nothing", () => {
    const overrides = new Map([[URLS.launchpad, { ...OVERRIDE, state: "open" } as const]]);

    expect(resolveReferences([linkTo(URLS.launchpad)], { ...given("jammy"), overrides }).list[0]?.counted).toEqual([]);
  });

  it("ends when the chosen one moves", () => {
    const overrides = new Map([[URLS.launchpad, OVERRIDE]]);

    expect(resolveReferences([linkTo(URLS.launchpad)], { ...given("xenial"), overrides }).list[0]?.state).toBe(
      "wont-fix",
    );
    expect(overrideProblems([stated], given("xenial"))[0]?.what).toMatchInlineSnapshot(
      `"override of 22 November 2026 for LP #2034745 has ended: upstream has moved to "declined""`,
    );
  });
});

describe("overrideProblems()", () => {
  const told = (...stated: { url?: string; override?: Partial<Override>; line?: number }[]) => {
    const whole = stated.map(
      ({ url = URLS.github, override, line = 9 }): StatedOverride => ({
        url,
        override: { ...OVERRIDE, ...override },
        place: { file: "content/postmortems/a.md", line, column: 5, length: 0 },
      }),
    );
    const record = recordOf(entry(move("2026-11-20T02:00:00Z")));
    return overrideProblems(whole, { record, match: matcherOf({}) }).map(({ kind, place, what, remedy }) =>
      [`${kind} ${place.line}:${place.column}`, what, remedy].join("\n"),
    );
  };

  it("is content with one that holds, and with two that agree", () => {
    expect(told({}, { line: 20 })).toEqual([]);
  });

  it("tells of an address that no tracker knows, a version without a release, and a contradiction", () => {
    const found = told(
      { url: "https://example.org/bug/1" },
      { override: { state: "fixed" } },
      { override: { state: "open" }, line: 30 },
    );

    expect(found.join("\n\n")).toMatchInlineSnapshot(`
      "problem 9:5
      override for "https://example.org/bug/1", which no tracker knows
      List its system under trackers: in content/site.yaml: only an upstream item has a state

      problem 9:5
      override states "fixed" in version "linux 5.15.0-88.98"
      Write state: released, or remove the version: only a release has one

      problem 30:5
      override states "open" in version "linux 5.15.0-88.98"
      Write state: released, or remove the version: only a release has one

      problem 30:5
      override states "open" for openzfs/zfs#15245, but another one states "fixed"
      Keep one of them; the other is at content/postmortems/a.md:9"
    `);
  });

  it("advises to take out one that upstream has overtaken", () => {
    expect(told({ override: { on: "2026-11-01" } })).toMatchInlineSnapshot(`
      [
        "advice 9:5
      override of 1 November 2026 for openzfs/zfs#15245 has ended: upstream has moved to "closed, fix not confirmed"
      Remove it; or write it with today's date, if it is still true",
      ]
    `);
  });
});
