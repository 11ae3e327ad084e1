// Keeps one-file adapters honest: each is listed, has a test and fixtures, and what it says of itself holds.

import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { State } from "../../src/model/state.ts";
import { trackers } from "../../src/trackers/index.ts";
import { matchUrl } from "./samples.ts";

const names = trackers.map((tracker) => tracker.name);

describe("trackers", () => {
  it("lists every adapter, in alphabetical order", () => {
    const files = readdirSync(new URL("../../src/trackers/adapters/", import.meta.url));

    expect(names).toEqual(
      files
        .filter((file) => file.endsWith(".ts"))
        .map((file) => file.replace(/\.ts$/, ""))
        .sort(),
    );
  });

  it.each(names)("has a test and fixtures of known origin for %s", (name) => {
    expect(existsSync(new URL(`adapters/${name}.test.ts`, import.meta.url)), `There is no test for "${name}"`).toBe(
      true,
    );
    const provenance = new URL(`../fixtures/trackers/${name}/provenance.md`, import.meta.url);
    expect(existsSync(provenance), `There is no provenance.md for "${name}"`).toBe(true);
  });

  it.each(trackers)("maps each word of $name to a state", ({ statuses }) => {
    const states = Object.values(statuses);

    expect(states.length).toBeGreaterThan(0);
    for (const state of states) expect(State.options).toContain(state);
  });

  it.each(trackers.flatMap((t) => t.examples.map((example) => ({ name: t.name, ...example }))))(
    "matches the example $from of $name",
    ({ name, from, url, label }) => {
      const matched = matchUrl(from, {});

      expect(matched).toMatchObject({ url, label });
      expect(matched?.tracker.name).toBe(name);
      expect(matchUrl(url, {})?.url, "the canonical address must match itself").toBe(url);
    },
  );
});
