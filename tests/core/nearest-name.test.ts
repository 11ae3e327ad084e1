import { describe, expect, test } from "vitest";
import { didYouMean, guesser, MOST_COMPARISONS, nearestName } from "../../src/core/nearest-name.ts";

describe("nearestName()", () => {
  test.each([
    ["tittle", "title"],
    ["TITLE", "title"],
    ["tag", "tags"],
    ["dsecription", "description"],
  ])("finds what %s was meant to be", (name, meant) => {
    expect(nearestName(name, ["title", "tags", "description"])).toBe(meant);
  });

  test("prefers the nearest name to the first one", () => {
    expect(nearestName("statu", ["stats", "status"])).toBe("stats");
    expect(nearestName("statuss", ["stats", "status"])).toBe("status");
  });

  test("takes two letters in the wrong order for one slip", () => {
    expect(nearestName("pve-6.2.16-41", ["pve-6.2.16-10", "pve-6.2.16-14"])).toBe("pve-6.2.16-14");
    expect(nearestName("oi", ["io"])).toBe("io");
  });

  test("finds nothing more than two edits away", () => {
    expect(nearestName("author", ["title", "tags"])).toBeUndefined();
    expect(nearestName("abc", ["abcdef"])).toBeUndefined();
    expect(nearestName("abcd", ["abcdef"])).toBe("abcdef");
  });

  test("guesses nothing for a name that would have to change altogether", () => {
    expect(nearestName("x", ["y"])).toBeUndefined();
    expect(nearestName("ab", ["cd"])).toBeUndefined();
  });

  test("finds nothing among no names", () => {
    expect(nearestName("title", [])).toBeUndefined();
  });
});

test("nearestName() prefers a name that differs in capitals alone, wherever it stands", () => {
  expect(nearestName("diskfull", ["DiskFuel", "DiskFull"])).toBe("DiskFull");
});

describe("didYouMean()", () => {
  test("puts the guess before the hint", () => {
    expect(didYouMean("pve-6.2.16-41", ["pve-6.2.16-14"], "Test hosts live in content/hosts/")).toMatchInlineSnapshot(
      `"Did you mean "pve-6.2.16-14"? Test hosts live in content/hosts/"`,
    );
  });

  test("gives the hint alone where nothing is near", () => {
    expect(didYouMean("zfs", ["pve-6.2.16-14"], "Test hosts live in content/hosts/")).toMatchInlineSnapshot(
      `"Test hosts live in content/hosts/"`,
    );
  });

  test("lets a long name be further off than a short one", () => {
    const long = "move-to-unencrypted-dataset";

    expect(didYouMean("mov-to-unencripted-datasets", [long], "")).toContain(long);
    expect(didYouMean("disk", ["dataset"], "hint")).toBe("hint");
  });
});

describe("guesser()", () => {
  test("says what may be meant, of many names", () => {
    const guess = guesser(new Set(["disk-full", "disk-slow"]));
    expect(guess("disk-ful", "Write it")).toBe('Did you mean "disk-full"? Write it');
    expect(guess("network", "Write it")).toBe("Write it");
  });

  test("stops guessing when thousands of names were held against thousands", () => {
    const known = Array.from({ length: 1000 }, (_, i) => `runbook-${i}`);
    const guess = guesser(known);
    const guesses = Array.from({ length: 1100 }, () => guess("runbok-7", ""));
    expect(guesses.filter((one) => one !== "")).toHaveLength(MOST_COMPARISONS / known.length);
  });
});
