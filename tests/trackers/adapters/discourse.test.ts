import { describe, expect, it } from "vitest";
import { discourse } from "../../../src/trackers/adapters/discourse.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";

const TOPIC = "https://discourse.ubuntu.com/t/zfs-encryption-is-slow/39341/4";
const look = (name: string) => lookWith(TOPIC, fixture(`discourse/${name}.json`));

describe("parse()", () => {
  it("reads an open topic, undated, because it may have been solved before", async () => {
    const item = await look("open");

    expect(item).toEqual({ state: "open", remoteStatus: "open", title: "ZFS encryption is slow on the new kernel" });
  });

  it.each([
    ["unsolved", "open", "open"],
    ["solved", "closed", "solved"],
    ["closed", "closed", "closed"],
    ["archived", "closed", "archived"],
  ])("reads %s as %s", async (name, state, remoteStatus) => {
    const item = await look(name);

    expect(item).toMatchObject({ state, remoteStatus });
    expect(item.since).toBeUndefined();
  });

  it("has no word that says that anything was fixed", () => {
    expect(new Set(Object.values(discourse.statuses))).toEqual(new Set(["open", "closed"]));
  });

  it("leaves HTML in a title as the text that it is", async () => {
    const item = await look("html-title");

    expect(item.title).toBe('<script>alert(1)</script> & "more"');
  });

  it("tells a deleted topic as not-found, also to those who may still read it", async () => {
    await expect(look("deleted")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Topic 39341 was deleted: GET https://discourse.ubuntu.com/t/39341.json]`,
    );
    await expect(look("deleted")).rejects.toMatchObject({ kind: "not-found" });
  });

  it("tells a missing topic as not-found", async () => {
    const missing = notFound(fixture("discourse/missing.json"));

    await expect(lookWith(TOPIC, missing)).rejects.toMatchObject({ kind: "not-found" });
  });

  it("refuses another topic", async () => {
    await expect(look("other-topic")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not topic 39341): GET https://discourse.ubuntu.com/t/39341.json]`,
    );
  });

  it("refuses an answer without its flags", async () => {
    await expect(look("malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (closed: Invalid input: expected boolean, received undefined): GET https://discourse.ubuntu.com/t/39341.json]`,
    );
  });

  it("refuses an answer that is not JSON", async () => {
    await expect(lookWith(TOPIC, "<html>")).rejects.toThrow("not JSON");
  });
});

describe("match()", () => {
  it.each([
    "https://discourse.ubuntu.com/t/39341",
    "https://discourse.ubuntu.com/t/39341/",
    "https://discourse.ubuntu.com/t/39341/4",
    "https://discourse.ubuntu.com/t/zfs-encryption-is-slow/39341",
    "https://discourse.ubuntu.com/t/zfs-encryption-is-slow/39341/4?u=reader#reply",
    "https://discourse.ubuntu.com/t/2-1-12/39341",
  ])("gives one address for %s", (url) => {
    expect(matchUrl(url, {})).toMatchObject({
      url: "https://discourse.ubuntu.com/t/39341",
      label: "discourse.ubuntu.com topic 39341",
    });
  });

  it.each([
    "https://discourse.ubuntu.com/",
    "https://discourse.ubuntu.com/t/zfs-encryption-is-slow",
    "https://discourse.ubuntu.com/t/39341x",
    "https://discourse.ubuntu.com/t/0",
    "https://discourse.ubuntu.com/u/reader/39341",
    "https://discourse.ubuntu.com/c/server/39341",
    "https://example.org/t/39341",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });
});

describe("locate()", () => {
  it("asks below an instance's folder", () => {
    const [request] = discourse.locate("39341", { web: "https://example.org/forum/" });

    expect(request?.url).toBe("https://example.org/forum/t/39341.json");
  });
});
