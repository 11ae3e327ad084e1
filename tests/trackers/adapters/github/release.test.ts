import { describe, expect, it } from "vitest";
import { fixture, lookWith, matchUrl, notFound } from "../../samples.ts";

const RELEASE = "https://github.com/openzfs/zfs/releases/tag/zfs-2.2.0";
const MISSING = fixture("github/missing.json");

/** The fixture with these facts in place of its own. */
function release(facts: object): string {
  return JSON.stringify({ ...JSON.parse(fixture("github/release.json")), ...facts });
}

/** Where GitHub leads from the old name of a repository. */
function redirect(path: string): Response {
  return new Response("", { status: 301, headers: { location: `https://api.github.com/repositories/1/${path}` } });
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

  it.each(["v1.0-rc1", "before-rewrite"])("claims nothing of the tag %s, whose name is no release's", async (tag) => {
    const url = `https://github.com/openzfs/zfs/releases/tag/${tag}`;
    const ref = fixture("github/tag-ref.json").replaceAll("zfs-2.2.0", tag);

    expect(await lookWith(url, notFound(MISSING), ref)).toEqual({
      ...{ state: "unknown", remoteStatus: "tag that names no release", words: "tagged", title: tag },
    });
  });

  it("believes upstream that a release is one, whatever its tag is called", async () => {
    const url = "https://github.com/openzfs/zfs/releases/tag/v1.0-rc1";
    const body = fixture("github/release.json").replaceAll("zfs-2.2.0", "v1.0-rc1");

    expect(await lookWith(url, body)).toMatchObject({ state: "released", remoteStatus: "release" });
  });

  it("reads a draft, whose page bears no tag", async () => {
    const html_url = "https://github.com/openzfs/zfs/releases/tag/untagged-0f1e2d3c4b5a69788796";

    expect((await lookWith(RELEASE, release({ draft: true, html_url }))).movedTo).toBeUndefined();
  });

  it("tells the new address where the repository was renamed, behind GitHub's redirect", async () => {
    const movedTo = "https://github.com/open/zpool/releases/tag/zfs-2.2.0";
    const there = release({ html_url: movedTo.replace("open/zpool", "Open/zpool") });
    const ref = fixture("github/tag-ref.json").replace("openzfs/zfs", "Open/zpool");

    expect(await lookWith(RELEASE, redirect("releases"), there)).toMatchObject({ state: "released", movedTo });
    expect(await lookWith(RELEASE, notFound(MISSING), redirect("git"), ref)).toMatchObject({
      remoteStatus: "tag",
      movedTo,
    });
  });

  it("refuses the release, and the tag, of another repository", async () => {
    const there = release({ html_url: "https://github.com/other/zfs/releases/tag/zfs-2.2.0" });
    const ref = fixture("github/tag-ref.json").replace("openzfs/zfs", "other/zfs");

    await expect(lookWith(RELEASE, there)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://github.com/other/zfs/releases/tag/zfs-2.2.0 instead of https://github.com/openzfs/zfs/releases/tag/zfs-2.2.0): GET https://api.github.com/repos/openzfs/zfs/releases/tags/zfs-2.2.0]`,
    );
    await expect(lookWith(RELEASE, notFound(MISSING), ref)).rejects.toMatchObject({ kind: "malformed" });
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
