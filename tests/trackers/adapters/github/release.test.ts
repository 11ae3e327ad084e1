import { describe, expect, it } from "vitest";
import { fixture, lookWith, matchUrl, notFound } from "../../samples.ts";

const RELEASE = "https://github.com/openzfs/zfs/releases/tag/zfs-2.2.0";
const MISSING = fixture("github/missing.json");

/** The fixture with these facts in place of its own. */
function release(facts: object): string {
  return JSON.stringify({ ...JSON.parse(fixture("github/release.json")), ...facts });
}

describe("parse() of a release", () => {
  it("reads a release as released, since it was published", async () => {
    expect(await lookWith(RELEASE, fixture("github/release.json"))).toEqual({
      ...{ state: "released", remoteStatus: "release", words: "released", version: "zfs zfs-2.2.0" },
      ...{ title: "zfs-2.2.0", since: "2023-10-13T17:02:11Z" },
    });
  });

  it.each([
    [{ draft: true }, "draft of a release"],
    [{ prerelease: true }, "pre-release"],
  ])("reads %o as not out yet", async (facts, words) => {
    const item = await lookWith(RELEASE, release(facts));

    expect(item).toMatchObject({ state: "in-progress", words });
    expect(item.version).toBeUndefined();
  });

  it("reads what nobody made a release of as a tag", async () => {
    expect(await lookWith(RELEASE, notFound(MISSING), fixture("github/tag-ref.json"))).toMatchObject({
      ...{ state: "released", remoteStatus: "tag", words: "tagged", title: "zfs-2.2.0" },
    });
  });

  it("tells neither release nor tag as not-found", async () => {
    await expect(lookWith(RELEASE, notFound(MISSING), notFound(MISSING))).rejects.toMatchObject({ kind: "not-found" });
  });

  it("refuses the release, and the tag, of another name", async () => {
    await expect(lookWith(RELEASE, release({ tag_name: "zfs-2.2.1" }))).rejects.toMatchObject({ kind: "malformed" });
    const other = fixture("github/tag-ref.json").replaceAll("2.2.0", "2.2.0-rc1");
    await expect(lookWith(RELEASE, notFound(MISSING), other)).rejects.toMatchObject({ kind: "malformed" });
  });
});

describe("match() of a release", () => {
  it.each([
    [RELEASE, RELEASE],
    [
      "https://github.com/OpenZFS/zfs/releases/tag/v1/rc%2B1",
      "https://github.com/openzfs/zfs/releases/tag/v1%2Frc%2B1",
    ],
    ["https://api.github.com/repos/openzfs/zfs/releases/tags/zfs-2.2.0", RELEASE],
  ])("gives %s the address %s", (url, address) => {
    const matched = matchUrl(url, {});

    expect(matched?.url).toBe(address);
    expect(matchUrl(address, {})).toMatchObject({ url: address, key: matched?.key });
  });

  it.each([
    "https://github.com/o/r/releases",
    "https://github.com/o/r/releases/tag/",
    "https://github.com/o/r/releases/tag/%E0",
  ])("knows no item at %s", (url) => expect(matchUrl(url, {})).toBeUndefined());
});
