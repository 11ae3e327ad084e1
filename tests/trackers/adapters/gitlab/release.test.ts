import { describe, expect, it } from "vitest";
import { fixture, matchUrl, notFound } from "../../samples.ts";
import { like, lookAsking, redirect } from "../asking.ts";

const GLIB = "https://gitlab.gnome.org/gnome/glib/-";
const API = "/api/v4/projects/gnome%2Fglib";
const release = fixture("gitlab/release.json");
const tag = fixture("gitlab/tag.json");
const withRelease = like("gitlab/tag.json", { release: { tag_name: "2.78.0", description: "" } });

const releaseLike = (fields: object) => like("gitlab/release.json", fields);
const lookAtRelease = async (...answers: (string | Response)[]) =>
  (await lookAsking(`${GLIB}/releases/2.78.0`, ...answers)).item;
const lookAtTag = async (...answers: (string | Response)[]) =>
  (await lookAsking(`${GLIB}/tags/2.78.0`, ...answers)).item;

/** As a server whose clock says so. */
const on = (date: string, body: string) => new Response(body, { headers: { date } });

describe("a look at a release", () => {
  it("reads it as released since its day", async () => {
    const { item, asked } = await lookAsking(`${GLIB}/releases/2.78.0`, release);

    expect(item).toEqual({
      state: "released",
      remoteStatus: "release",
      words: "released",
      title: "GLib 2.78.0",
      version: "glib 2.78.0",
      since: "2023-09-08T14:00:00.000Z",
    });
    expect(asked).toEqual([`${API}/releases/2.78.0`]);
  });

  it("reads one that GitLab calls upcoming as announced, not as released on a day to come", async () => {
    const item = await lookAtRelease(releaseLike({ upcoming_release: true, released_at: "2027-01-01T00:00:00Z" }));

    expect(item).toEqual({
      state: "in-progress",
      remoteStatus: "upcoming release",
      words: "announced",
      title: "GLib 2.78.0",
      since: "2023-09-08T14:02:11.000Z",
    });
  });

  it.each([
    ["2027-01-01T00:00:00Z", "in-progress"],
    ["9999-12-31T00:00:00Z", "in-progress"],
    ["2026-11-01T00:00:00Z", "released"],
  ])("goes by the clock of an older server, which says nothing of %s", async (released_at, state) => {
    const { upcoming_release: _, ...old } = JSON.parse(releaseLike({ released_at }));

    const item = await lookAtRelease(on("Mon, 30 Nov 2026 05:00:00 GMT", JSON.stringify(old)));

    expect(item.state).toBe(state);
  });

  it("passes a day on that only the caller can refuse", async () => {
    expect(await lookAtRelease(releaseLike({ released_at: "9999-12-31" }))).toMatchObject({
      state: "released",
      since: "9999-12-31",
    });
  });

  it("gives no day where there is none, and the tag where it has no name", async () => {
    const item = await lookAtRelease(releaseLike({ released_at: null, name: "" }));

    expect(item).toMatchObject({ state: "released", title: "2.78.0" });
    expect(item.since).toBeUndefined();
  });

  it("refuses another release, and the same one of another project", async () => {
    const self = "https://gitlab.gnome.org/someone/glib/-/releases/2.78.0";

    await expect(lookAtRelease(releaseLike({ tag_name: "2.78.1" }))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://gitlab.gnome.org/gnome/glib/-/releases/2.78.1 instead of https://gitlab.gnome.org/gnome/glib/-/releases/2.78.0): GET https://gitlab.gnome.org/api/v4/projects/gnome%2Fglib/releases/2.78.0]`,
    );
    await expect(lookAtRelease(releaseLike({ _links: { self } }))).rejects.toMatchObject({ kind: "malformed" });
  });

  it("gives the new address behind GitLab's redirect", async () => {
    const there = releaseLike({ _links: { self: "https://gitlab.gnome.org/Platform/glib/-/releases/2.78.0" } });

    const item = await lookAtRelease(redirect("/api/v4/projects/658/releases/2.78.0"), there);

    expect(item.movedTo).toBe("https://gitlab.gnome.org/platform/glib/-/releases/2.78.0");
  });

  it("tells one that is missing, or hidden, as not-found", async () => {
    await expect(lookAtRelease(notFound("{}"))).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("a look at a tag", () => {
  it("reads one without a release as tagged", async () => {
    const { item, asked } = await lookAsking(`${GLIB}/tags/2.78.0`, tag);

    expect(item).toEqual({
      state: "released",
      remoteStatus: "tag",
      words: "tagged",
      title: "2.78.0",
      version: "glib 2.78.0",
      since: "2023-09-08T13:55:00.000+00:00",
    });
    expect(asked).toEqual([`${API}/repository/tags/2.78.0`]);
  });

  it("gives no day of one that is only a name for a commit", async () => {
    expect((await lookAtTag(like("gitlab/tag.json", { created_at: null }))).since).toBeUndefined();
  });

  it.each(["2.78.0-rc1", "before-rewrite"])("claims nothing of %s, whose name is no release's", async (name) => {
    const { item } = await lookAsking(`${GLIB}/tags/${name}`, tag.replaceAll("2.78.0", name));

    expect(item).toEqual({
      ...{ state: "unknown", remoteStatus: "tag that names no release", words: "tagged", title: name },
    });
  });

  it("believes upstream that a release is one, whatever its tag is called", async () => {
    const [named, released] = [withRelease, release].map((body) => body.replaceAll("2.78.0", "2.78.0-rc1"));
    const { item } = await lookAsking(`${GLIB}/tags/2.78.0-rc1`, named ?? "", released ?? "");

    expect(item).toMatchObject({ state: "released", remoteStatus: "release" });
  });

  it("reads one with a release as that release", async () => {
    const { item, asked } = await lookAsking(`${GLIB}/tags/2.78.0`, withRelease, release);

    expect(item).toMatchObject({ state: "released", remoteStatus: "release", since: "2023-09-08T14:00:00.000Z" });
    expect(asked[1]).toBe(`${API}/releases/2.78.0`);
  });

  it("reads one whose release is yet to come as announced", async () => {
    expect(await lookAtTag(withRelease, releaseLike({ upcoming_release: true }))).toMatchObject({
      state: "in-progress",
      words: "announced",
    });
  });

  it("reads one whose release is hidden as tagged", async () => {
    expect(await lookAtTag(withRelease, notFound("{}"))).toMatchObject({ state: "released", words: "tagged" });
  });

  it("reads one that was moved to another commit as before: it is the tag that was asked for", async () => {
    const commit = { id: "f".repeat(40), web_url: `${GLIB}/commit/${"f".repeat(40)}` };

    expect(await lookAtTag(like("gitlab/tag.json", { commit, target: "f".repeat(40) }))).toEqual(await lookAtTag(tag));
  });

  it("refuses another tag, the same one of another project, and another tag's release", async () => {
    const commit = { web_url: `https://gitlab.gnome.org/someone/glib/-/commit/${"f".repeat(40)}` };
    const other = releaseLike({ tag_name: "2.78.1" });

    await expect(lookAtTag(like("gitlab/tag.json", { name: "2.78.1" }))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://gitlab.gnome.org/gnome/glib/-/tags/2.78.1 instead of https://gitlab.gnome.org/gnome/glib/-/tags/2.78.0): GET https://gitlab.gnome.org/api/v4/projects/gnome%2Fglib/repository/tags/2.78.0]`,
    );
    await expect(lookAtTag(like("gitlab/tag.json", { commit }))).rejects.toMatchObject({ kind: "malformed" });
    await expect(lookAtTag(withRelease, other)).rejects.toMatchObject({ kind: "malformed" });
  });
});

describe("match()", () => {
  it.each(["release%2F1.0", "release/1.0", "release/1.0/"])("gives the tag %s its one address", (name) => {
    const matched = matchUrl(`https://gitlab.gnome.org/GNOME/glib/-/tags/${name}`, {});

    expect(matched).toMatchObject({ url: `${GLIB}/tags/release%2F1.0`, label: "GNOME/glib release/1.0" });
    expect(matchUrl(matched?.url ?? "", {})?.url).toBe(matched?.url);
  });

  it.each([
    ["tags/debian%2F6.1.52-1_bpo11%2B1", "tags/debian%2F6.1.52-1_bpo11%2B1"],
    ["tags/debian/1%252.36+dfsg-9", "tags/debian%2F1%252.36%2Bdfsg-9"],
    ["releases/v1.0?x=1#assets", "releases/v1.0"],
    ["releases/release%2F1.0", "releases/release%2F1.0"],
    ["releases/V1.0", "releases/V1.0"],
    ["releases/newest", "releases/newest"],
  ])("gives %s the address %s", (path, canonical) => {
    expect(matchUrl(`https://gitlab.gnome.org/GNOME/glib/-/${path}`, {})?.url).toBe(`${GLIB}/${canonical}`);
  });

  it("asks for a tag with a slash as one segment", async () => {
    const named = tag.replaceAll("2.78.0", "release/1.0");

    const { item, asked } = await lookAsking(`${GLIB}/tags/release/1.0`, named);

    expect(asked).toEqual([`${API}/repository/tags/release%2F1.0`]);
    expect(item.version).toBe("glib release/1.0");
  });

  it.each([
    ...["releases", "releases/", "releases/new", "releases/permalink/latest", "releases/v1/downloads/a.tar.gz"],
    ...["releases/..%2F..%2Fuser", "releases/%2e%2e%2f", "releases/%", "tags", "tags/", "tags/new", "tags/new/"],
    ...["tags/a%20b", "tree/v1.0", "blob/debian/latest/debian/changelog"],
  ])("knows no item at /-/%s", (path) => {
    expect(matchUrl(`https://gitlab.gnome.org/GNOME/glib/-/${path}`, {})).toBeUndefined();
  });

  it("leaves a changelog on Debian's GitLab to the tracker that reads it", () => {
    const url = "https://salsa.debian.org/kernel-team/linux/-/raw/debian/latest/debian/changelog#:~:text=CVE-2023-1";

    expect(matchUrl(url, {})?.tracker.name).toBe("changelog");
  });
});
