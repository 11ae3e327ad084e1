import { describe, expect, it } from "vitest";
import { fixture, matchUrl, notFound } from "../../samples.ts";
import { like, lookAsking, matchOf, redirect } from "../asking.ts";

const REPOSITORY = "https://codeberg.org/forgejo/forgejo";
const API = "/api/v1/repos/forgejo/forgejo";
const release = fixture("gitea/release.json");
const tag = fixture("gitea/tag.json");
const none = () => notFound(fixture("gitea/missing.json"));

const releaseLike = (fields: object) => like("gitea/release.json", fields);
const lookAtRelease = async (...answers: (string | Response)[]) =>
  (await lookAsking(`${REPOSITORY}/releases/tag/v9.0.0`, ...answers)).item;
const lookAtTag = async (...answers: (string | Response)[]) =>
  (await lookAsking(`${REPOSITORY}/src/tag/v9.0.0`, ...answers)).item;

describe("a look at a release", () => {
  it("reads it as released since its day", async () => {
    const { item, asked } = await lookAsking(`${REPOSITORY}/releases/tag/v9.0.0`, release);

    expect(item).toEqual({
      state: "released",
      remoteStatus: "release",
      words: "released",
      title: "Forgejo v9.0.0",
      version: "forgejo v9.0.0",
      since: "2024-10-16T09:00:00Z",
    });
    expect(asked).toEqual([`${API}/releases/tags/v9.0.0`]);
  });

  it("reads a pre-release as what it is", async () => {
    expect(await lookAtRelease(releaseLike({ prerelease: true }))).toEqual({
      state: "in-progress",
      remoteStatus: "pre-release",
      words: "pre-release",
      title: "Forgejo v9.0.0",
      since: "2024-10-16T09:00:00Z",
    });
  });

  it("reads a draft as what it is, whatever day it bears", async () => {
    expect(await lookAtRelease(releaseLike({ draft: true, prerelease: true }))).toEqual({
      state: "in-progress",
      remoteStatus: "draft release",
      words: "draft",
      title: "Forgejo v9.0.0",
    });
  });

  it("gives no day where there is none, and the tag where it has no name", async () => {
    const item = await lookAtRelease(releaseLike({ published_at: null, name: "" }));

    expect([item.since, item.title]).toEqual([undefined, "v9.0.0"]);
  });

  it("refuses another release, the same one of another repository, and one that says nothing of drafts", async () => {
    const fork = "https://codeberg.org/someone/forgejo/releases/tag/v9.0.0";

    await expect(lookAtRelease(releaseLike({ tag_name: "v9.0.1" }))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://codeberg.org/forgejo/forgejo/releases/tag/v9.0.1 instead of https://codeberg.org/forgejo/forgejo/releases/tag/v9.0.0): GET https://codeberg.org/api/v1/repos/forgejo/forgejo/releases/tags/v9.0.0]`,
    );
    await expect(lookAtRelease(releaseLike({ html_url: fork }))).rejects.toMatchObject({ kind: "malformed" });
    await expect(lookAtRelease(releaseLike({ draft: undefined }))).rejects.toMatchObject({ kind: "malformed" });
  });

  it("gives the new address behind Gitea's redirect", async () => {
    const there = releaseLike({ html_url: "https://codeberg.org/Forge/forge/releases/tag/v9.0.0" });

    const item = await lookAtRelease(redirect("/api/v1/repos/Forge/forge/releases/tags/v9.0.0"), there);

    expect(item.movedTo).toBe("https://codeberg.org/forge/forge/releases/tag/v9.0.0");
  });

  it("tells a missing one, and a tag without a release, as not-found", async () => {
    await expect(lookAtRelease(none())).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("a look at a tag", () => {
  it("reads one without a release as tagged, on a day that nobody tells", async () => {
    const { item, asked } = await lookAsking(`${REPOSITORY}/src/tag/v9.0.0`, tag, none());

    expect(item).toEqual({
      state: "released",
      remoteStatus: "tag",
      words: "tagged",
      title: "v9.0.0",
      version: "forgejo v9.0.0",
    });
    expect(asked).toEqual([`${API}/tags/v9.0.0`, `${API}/releases/tags/v9.0.0`]);
  });

  it.each([
    ["a release", {}, "released", "released"],
    ["a pre-release", { prerelease: true }, "in-progress", "pre-release"],
    ["a draft, which says nothing of the tag", { draft: true }, "released", "tagged"],
  ])("reads one with %s", async (_, fields, state, words) => {
    expect(await lookAtTag(tag, releaseLike(fields))).toMatchObject({ state, words });
  });

  it.each(["v1.0-rc1", "before-rewrite"])("claims nothing of %s, whose name is no release's", async (name) => {
    const { item } = await lookAsking(`${REPOSITORY}/src/tag/${name}`, tag.replaceAll("v9.0.0", name), none());

    expect(item).toEqual({
      ...{ state: "unknown", remoteStatus: "tag that names no release", words: "tagged", title: name },
    });
  });

  it("believes upstream that a release is one, whatever its tag is called", async () => {
    const [named, released] = [tag, release].map((body) => body.replaceAll("v9.0.0", "v9.0-rc1"));
    const { item } = await lookAsking(`${REPOSITORY}/src/tag/v9.0-rc1`, named ?? "", released ?? "");

    expect(item).toMatchObject({ state: "released", remoteStatus: "release" });
  });

  it("reads one that was moved to another commit as before: it is the tag that was asked for", async () => {
    const commit = { url: `${REPOSITORY}/x`, sha: "f".repeat(40), created: "2026-01-01T00:00:00Z" };

    expect(await lookAtTag(like("gitea/tag.json", { commit, id: "f".repeat(40) }), none())).toEqual(
      await lookAtTag(tag, none()),
    );
  });

  it("goes without the address of an archive, which some servers do not give", async () => {
    expect((await lookAtTag(like("gitea/tag.json", { zipball_url: "" }), none())).movedTo).toBeUndefined();
  });

  it("refuses another tag, the same one of another repository, and another tag's release", async () => {
    const fork = "https://codeberg.org/someone/forgejo/archive/v9.0.0.zip";

    await expect(lookAtTag(like("gitea/tag.json", { name: "v9" }), none())).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://codeberg.org/forgejo/forgejo/src/tag/v9 instead of https://codeberg.org/forgejo/forgejo/src/tag/v9.0.0): GET https://codeberg.org/api/v1/repos/forgejo/forgejo/tags/v9.0.0]`,
    );
    await expect(lookAtTag(like("gitea/tag.json", { zipball_url: fork }), none())).rejects.toMatchObject({
      kind: "malformed",
    });
    await expect(lookAtTag(tag, releaseLike({ tag_name: "v9.0.1" }))).rejects.toMatchObject({ kind: "malformed" });
  });
});

describe("match()", () => {
  it.each([
    ["releases/tag/v9.0.0/", "releases/tag/v9.0.0"],
    ["releases/tag/debian/1%252.0+b1", "releases/tag/debian/1%252.0%2Bb1"],
    ["releases/tag/release%2F1.0", "releases/tag/release/1.0"],
    ["src/tag/release%2F1.0", "src/tag/release%2F1.0"],
    ["src/tag/V9#readme", "src/tag/V9"],
  ])("gives %s the address %s", (path, canonical) => {
    const matched = matchOf(`https://codeberg.org/Forgejo/Forgejo/${path}`);

    expect(matched.url).toBe(`${REPOSITORY}/${canonical}`);
    expect(matchOf(matched.url).url).toBe(matched.url);
  });

  it("asks for a tag with a slash as one segment", async () => {
    const { asked } = await lookAsking(
      `${REPOSITORY}/releases/tag/release/1.0`,
      releaseLike({ tag_name: "release/1.0", html_url: `${REPOSITORY}/releases/tag/release/1.0` }),
    );

    expect(asked).toEqual([`${API}/releases/tags/release%2F1.0`]);
  });

  it.each([
    ...["releases", "releases/tag", "releases/tag/", "releases/latest", "releases/download/v9.0.0/forgejo.xz"],
    ...["releases/tag/..%2F..%2Fx", "releases/tag/%", "src/tag/", "src/tag/v9.0.0/README.md", "src/tag/a%20b"],
    ...["src/branch/forgejo", "src/commit/4d0e74a", "tags", "raw/tag/v9.0.0/README.md"],
  ])("knows no item at /%s", (path) => {
    expect(matchUrl(`${REPOSITORY}/${path}`, {})).toBeUndefined();
  });
});
