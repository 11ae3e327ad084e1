import { describe, expect, it } from "vitest";
import { firstNaming, parseChangelog } from "../../../../src/trackers/adapters/changelog/entries.ts";
import { fixture } from "../../samples.ts";

const find = (name: string, words: string) => firstNaming(parseChangelog(fixture(`changelog/${name}.txt`)), words);
/** Entries with these changes, the newest first; the oldest is version 1. */
const entries = (...changes: string[]) =>
  changes.map((change, i) => `a (${changes.length - i}) b; c\n\n${change}\n\n -- D <d@example.org>  x\n\n`).join("");
const dated = (date: string) =>
  parseChangelog(`a (1) b; urgency=low\n\n  * c\n\n -- D > E <d@example.org>  ${date}`)[0]?.date;

describe("parseChangelog()", () => {
  it("reads the entries, newest first, with their changes", () => {
    const entries = parseChangelog(fixture("changelog/pve-kernel.txt"));

    expect(entries.map((entry) => entry.version)).toEqual([
      "6.2.16-16",
      "6.2.16-15",
      "6.2.16-14",
      "6.2.16-13",
      "6.2.16-11",
      "6.2.16-10",
      "6.2.16-9",
    ]);
    expect(entries.at(-1)).toEqual({
      name: "proxmox-kernel-6.2",
      version: "6.2.16-9",
      released: true,
      date: "2023-08-16T10:07:11+02:00",
      items: [
        ["proxmox-kernel-6.2 (6.2.16-9) bookworm; urgency=medium", ""],
        ["  * add fixes for downfall", ""],
        ["  * enable mitigation config option CONFIG_GDS_FORCE_MITIGATION", ""],
      ],
    });
  });

  it("reads line ends of Windows, and leaves out what stands after the last entry", () => {
    const entries = parseChangelog(
      "a (1) b; c\r\n\r\n  * d\r\n\r\n -- E <e@example.org>  \r\n\r\nLocal variables:\r\n",
    );

    expect(entries[0]?.items).toEqual([
      ["a (1) b; c", ""],
      ["  * d", ""],
    ]);
  });

  it.each(["", "<html>\n<p>linux (1) jammy; urgency=low", "linux 5.15 (2021-10-31)\n  * a change", "  a (1) b;"])(
    "finds no entry in %j",
    (text) => {
      expect(parseChangelog(text)).toEqual([]);
    },
  );

  it.each([
    ["Tue, 19 Sep 2023 10:17:16 +0200", "2023-09-19T10:17:16+02:00"],
    ["Tue,  5 Sep 2023 10:17:16 -0330", "2023-09-05T10:17:16-03:30"],
    ["19 Sep 2023 10:17:16 +0000 (UTC)", "2023-09-19T10:17:16+00:00"],
    ["Thu, 30 Feb 2023 10:17:16 +0200", undefined],
    ["Tue, 19 Sep 2023 25:17:16 +0200", undefined],
    ["Tue, 19 Foo 2023 10:17:16 +0200", undefined],
    ["Tue, 19 Sep 2023 10:17:16 CEST", undefined],
    ["", undefined],
  ])("dates an entry of %j as %s", (date, expected) => {
    expect(dated(date)).toBe(expected);
  });
});

describe("firstNaming()", () => {
  it("takes the oldest entry, although a later one names the words again", () => {
    const found = find("pve-kernel", "cherry-pick fix for setting X86_FEATURE_OSXSAVE feature");

    expect(found?.entry.version).toBe("6.2.16-14");
    expect(found?.carrier).toBe(found?.entry);
    expect(found?.title).toBe("cherry-pick fix for setting X86_FEATURE_OSXSAVE feature improving");
  });

  it("finds words over the end of a line, and tells the first line of their change", () => {
    expect(find("ubuntu", "other than 3 (LP: #2034745)")?.title).toBe(
      "[regression] Unable to initialize SGX enclaves with XFRM other than 3",
    );
  });

  it("finds words in the header of an entry", () => {
    expect(find("ubuntu", "5.15.0-87.97")?.entry.version).toBe("5.15.0-87.97");
    expect(find("pve-kernel", "6.2.16-1")).toBeUndefined();
  });

  it("does not cut numbers, nor names", () => {
    expect(find("ubuntu", "LP: #2034745")?.entry.version).toBe("5.15.0-88.98");
    expect(find("ubuntu", "#203474")).toBeUndefined();
    expect(find("ubuntu", "034745")).toBeUndefined();
    expect(find("ubuntu", "FEATURE_OSXSAVE")).toBeUndefined();
  });

  it("looks on behind a cut number", () => {
    const text = "a (1) b; c\n\n  * #12 and #123 and #1\n\n -- D <d@example.org>  Tue, 19 Sep 2023 10:17:16 +0200";

    expect(firstNaming(parseChangelog(text), "#1")?.entry.version).toBe("1");
  });

  it("minds capitals, and words of two changes make none", () => {
    expect(find("pve-kernel", "Cherry-pick fix")).toBeUndefined();
    expect(find("pve-kernel", "downfall * enable")).toBeUndefined();
  });

  it("does not look for words in the name of who signed off", () => {
    expect(find("pve-kernel", "Proxmox Support Team")).toBeUndefined();
  });

  it.each([
    '  * Revert "x86: SET words"',
    "  * revert x86: SET words, which breaks more",
    '  * "Revert x86: SET\n    words"',
    '  * An update (LP: #2)\n    - x86: other\n    - Revert "x86: SET words"',
    "  * Reverted patches:\n    - x86: SET words",
  ])("tells the newer entry that takes it back with %j", (change) => {
    const naming = firstNaming(
      parseChangelog(entries("  * Revert SET words", change, "  * x86: SET words", "  * old")),
      "SET words",
    );

    expect(naming).toMatchObject({ entry: { version: "2" }, carrier: { version: "2" }, takenBack: { version: "3" } });
  });

  it.each([
    "  * drop x86: SET words, which is part of the sources now",
    "  * Remove x86: SET words",
    "  * x86: SET words; revert of it was considered",
    '  * Revert "x86: SET words2"',
    '  * An update (LP: #2)\n    - Revert "x86: other"\n    - x86: SET words',
  ])("takes %j for no way back", (change) => {
    const naming = firstNaming(parseChangelog(entries(change, "  * x86: SET words")), "SET words");

    expect(naming).toMatchObject({ entry: { version: "1" }, takenBack: undefined });
  });

  it.each([
    ["  * x86: SET words, again", '  * Revert "x86: SET words"'],
    ['  * Revert "Revert "x86: SET words""', '  * Revert "x86: SET words"'],
    ['  * Revert "mm: bad idea" (SET words)', "  * other"],
  ])("takes it for there when %j comes after %j", (newest, newer) => {
    const changelog = entries(newest, newer, "  * x86: SET words");

    expect(firstNaming(parseChangelog(changelog), "SET words")?.takenBack).toBeUndefined();
  });

  it("takes a fix that is itself a revert, and one that came again only in an older entry, as it is", () => {
    const reverts = entries('  * Revert "x86: change"', "  * x86: change");

    expect(firstNaming(parseChangelog(reverts), 'Revert "x86: change"')?.takenBack).toBeUndefined();
    expect(firstNaming(parseChangelog(entries('  * Revert "x86: change" (LP: #5)')), "LP: #5")).toMatchObject({
      ...{ carrier: { version: "1" }, takenBack: undefined },
    });
    expect(find("pve-kernel", "fix for setting X86_FEATURE_OSXSAVE feature")?.takenBack).toBeUndefined();
  });

  it("has no carrier as long as the entry is being written", () => {
    expect(find("unreleased", "#1000003")).toMatchObject({ entry: { version: "6.6.1-1" }, carrier: undefined });
  });

  it("takes the next released version for an entry that was never uploaded by itself", () => {
    const found = find("unreleased", "#1000002");

    expect(found).toMatchObject({ entry: { version: "6.5.8-1" }, carrier: { version: "6.5.10-1" } });
  });
});
