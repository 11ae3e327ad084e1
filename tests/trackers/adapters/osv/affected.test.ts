import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { lookWith } from "../../samples.ts";

type Event = Readonly<Record<string, string | null>>;

/** What a look finds of an advisory about one package with these ranges. */
const lookAtRanges = (...ranges: readonly (readonly Event[])[]) => {
  const shaped = ranges.map((events) => ({ type: "ECOSYSTEM", events }));
  const affected = [{ package: { name: "pkg", ecosystem: "npm" }, ranges: shaped }];
  return lookWith("https://osv.dev/vulnerability/CVE-2023-1", JSON.stringify({ id: "CVE-2023-1", affected }));
};

describe("parse() of ranges that the schema does not allow", () => {
  it.each<[what: string, events: readonly Event[], remoteStatus: string]>([
    ["a last version alone", [{ last_affected: "1.0" }], "last known affected: 1.0; no fixed version named"],
    ["no events", [], "no fixed version named"],
    ["an event that says nothing", [{}], "no fixed version named"],
    ["an event of an unknown kind", [{ limit: "2.0" }], "no fixed version named"],
    ["nulls", [{ introduced: null, fixed: null }], "no fixed version named"],
    ["an empty version", [{ introduced: "0" }, { fixed: "" }], "no fixed version named"],
  ])("reads %s as open: the package is listed, and nobody has named a fix", async (_what, events, remoteStatus) => {
    expect(await lookAtRanges(events)).toMatchObject({ state: "open", remoteStatus, version: undefined });
  });

  it("reads a fix that stands alone as one of all versions before", async () => {
    expect(await lookAtRanges([{ fixed: "1.2" }])).toMatchObject({ state: "released", version: "pkg 1.2" });
  });

  it("goes by the range that tells, beside one that does not", async () => {
    expect(await lookAtRanges([], [{ introduced: "0" }, { fixed: "1.2" }])).toMatchObject({ version: "pkg 1.2" });
  });

  test("names no version that is none, and says released only where an event says fixed, whatever comes", async () => {
    const version = fc.constantFrom("0", "1.0", "1.2", "0:2", "", null);
    const kind = fc.constantFrom("introduced", "fixed", "last_affected", "limit", "other");
    const ranges = fc.array(fc.array(fc.dictionary(kind, version, { maxKeys: 2 }), { maxLength: 4 }), { maxLength: 3 });

    await fc.assert(
      fc.asyncProperty(ranges, async (given) => {
        const { state, remoteStatus, version: carrier = "", targets = [] } = await lookAtRanges(...given);

        const texts = [remoteStatus, carrier, ...targets.flatMap((one) => [one.remoteStatus, one.version, one.name])];
        expect(texts.join("\n")).not.toMatch(/undefined|null|fixed in $|pkg $/m);
        if (state === "released") expect(given.flat().some(({ fixed }) => fixed)).toBe(true);
      }),
    );
  });
});

describe("parse() of an absurd answer", () => {
  const pairs = (count: number) =>
    Array.from({ length: count }, (_, i) => [{ introduced: `${i}` }, { fixed: `${i}.1` }]).flat();

  it("reads one with some thousand branches", async () => {
    expect(await lookAtRanges(pairs(4000))).toMatchObject({ remoteStatus: "fixed version named for 4000 of 4000" });
  });

  it("refuses one with more branches than any real one", async () => {
    await expect(lookAtRanges(pairs(20_000))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (20000 packages and branches): GET https://api.osv.dev/v1/vulns/CVE-2023-1]`,
    );
  });

  it.each([
    ["package", { name: `a${"-".repeat(15_000)}`, ecosystem: "npm" }],
    ["ecosystem", { name: "a", ecosystem: "n".repeat(301) }],
  ])("refuses a %s with a name that is longer than any real one", async (_what, named) => {
    const body = JSON.stringify({ id: "CVE-2023-1", affected: [{ package: named }] });

    await expect(lookWith("https://osv.dev/vulnerability/CVE-2023-1", body)).rejects.toMatchObject({
      ...{ kind: "malformed", message: expect.stringContaining("<=300 characters") },
    });
  });

  it("refuses a version that is longer than any real one", async () => {
    await expect(lookAtRanges([{ introduced: "0" }, { fixed: "1".repeat(301) }])).rejects.toMatchObject({
      kind: "malformed",
    });
  });
});
