import { describe, expect, it } from "vitest";
import { bugzilla } from "../../../src/trackers/adapters/bugzilla.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";

const KERNEL = "https://bugzilla.kernel.org/show_bug.cgi?id=217818";

const look = (name: string) => lookWith(KERNEL, fixture(`bugzilla/${name}.json`));

describe("parse()", () => {
  it("reads a new bug, open since it was filed", async () => {
    const item = await look("open");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "NEW",
      title: "License check for SensorWeb back-end",
      since: "2016-05-17T09:44:44Z",
    });
  });

  it.each([
    ["assigned", "in-progress", "ASSIGNED", undefined],
    ["verified-open", "in-progress", "VERIFIED", undefined],
    ["fixed", "fixed", "RESOLVED CODE_FIX", undefined],
    ["fixed-dated", "fixed", "VERIFIED FIXED", "2023-09-20T08:00:00Z"],
    ["next-release", "fixed", "CLOSED NEXTRELEASE", "2023-11-07T10:21:06Z"],
    ["released", "released", "CLOSED ERRATA", "2023-11-07T10:21:06Z"],
    ["declined", "wont-fix", "REJECTED INVALID", undefined],
    ["closed", "closed", "CLOSED EOL", "2023-11-07T10:21:06Z"],
  ])("reads %s as %s", async (name, state, remoteStatus, since) => {
    const item = await look(name);

    expect(item).toMatchObject({ state, remoteStatus, since });
  });

  it.each(["reopened", "new-again"])(
    "gives no date for %s, because Bugzilla does not say when that was",
    async (name) => {
      expect(await look(name)).toMatchObject({ state: "open", since: undefined });
    },
  );

  it("gives the original of a duplicate", async () => {
    const item = await look("duplicate");

    expect(item).toMatchObject({
      state: "duplicate",
      remoteStatus: "RESOLVED DUPLICATE",
      duplicateOf: "https://bugzilla.kernel.org/show_bug.cgi?id=217799",
    });
  });

  it("reads a duplicate whose original is not told", async () => {
    const item = await look("duplicate-hidden");

    expect(item.state).toBe("duplicate");
    expect(item).not.toHaveProperty("duplicateOf");
  });

  it("does not lose the status over a custom field that holds no date", async () => {
    expect(await look("odd-custom-date")).toMatchObject({ state: "released", since: undefined });
  });

  it("keeps a title with markup as text", async () => {
    expect((await look("html-title")).title).toBe("<img src=x onerror=alert(1)> & <b>bold</b>");
  });

  it("refuses a status that it does not know", async () => {
    await expect(look("unknown-status")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown status "PARKED": GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
  });

  it.each([
    ["unknown-resolution", "FORGOTTEN"],
    ["status-like-a-resolution", "FIXED"],
  ])("refuses %s", async (name, word) => {
    await expect(look(name)).rejects.toMatchObject({ kind: "unknown-status", word });
  });

  it("refuses a bug without a status", async () => {
    await expect(look("malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (bugs.0.status: Invalid input: expected string, received undefined): GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
  });

  it("refuses an answer without a bug", async () => {
    await expect(look("none")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (bugs: Too small: expected array to have >=1 items): GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
  });

  it("refuses an answer that is not JSON", async () => {
    await expect(lookWith(KERNEL, "<html>")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not JSON): GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
  });

  it.each([
    ["missing", "not-found"],
    ["no-access", "forbidden"],
    ["wants-key", "forbidden"],
    ["other-error", "malformed"],
  ])("takes the error %s with HTTP 200 as %s", async (name, kind) => {
    await expect(look(name)).rejects.toMatchObject({ kind });
  });

  it("tells the number of an error, not its text", async () => {
    await expect(look("missing")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Error 101: GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
    await expect(look("other-error")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (error 100500): GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
  });

  it("tells a missing bug as not-found", async () => {
    const missing = notFound(fixture("bugzilla/missing.json"));

    await expect(lookWith(KERNEL, missing)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("match()", () => {
  it.each([
    "https://bugzilla.kernel.org/217818",
    "http://bugzilla.kernel.org/show_bug.cgi?id=217818#c12",
    "https://bugzilla.kernel.org/show_bug.cgi?ctype=xml&id=217818",
  ])("gives %s the bug's one address", (url) => {
    expect(matchUrl(url, {})).toMatchObject({ key: "217818", url: KERNEL, label: "bugzilla.kernel.org #217818" });
  });

  it("knows an instance in a folder", () => {
    const trackers = { bugzilla: [{ web: "https://gcc.gnu.org/bugzilla/" }] };

    const matched = matchUrl("https://gcc.gnu.org/bugzilla/show_bug.cgi?id=99881", trackers);

    expect(matched).toMatchObject({ label: "gcc.gnu.org #99881" });
    expect(matchUrl("https://gcc.gnu.org/99881", trackers)).toBeUndefined();
  });

  it.each([
    "https://bugzilla.kernel.org/",
    "https://bugzilla.kernel.org/show_bug.cgi",
    "https://bugzilla.kernel.org/show_bug.cgi?id=",
    "https://bugzilla.kernel.org/show_bug.cgi?id=0",
    "https://bugzilla.kernel.org/show_bug.cgi?id=1,2",
    "https://bugzilla.kernel.org/show_bug.cgi?id=1&id=2",
    "https://bugzilla.kernel.org/show_bug.cgi?id=1%2F..%2F..%2Fuser",
    "https://bugzilla.kernel.org/show_bug.cgi?id=../user",
    `https://bugzilla.kernel.org/show_bug.cgi?id=${"9".repeat(400)}`,
    "https://bugzilla.redhat.com/show_bug.cgi?id=CVE-2022-40982",
    "https://bugzilla.redhat.com/0",
    "https://bugzilla.redhat.com/2241524/1",
    "https://bugzilla.redhat.com/attachment.cgi?id=2241524",
    "https://example.org/show_bug.cgi?id=1",
  ])("knows no bug at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });
});

describe("locate()", () => {
  it("asks for the fields that it reads, and no others", () => {
    const [request] = bugzilla.locate("99881", { web: "https://gcc.gnu.org/bugzilla/" });

    expect(request?.url).toMatchInlineSnapshot(
      `"https://gcc.gnu.org/bugzilla/rest/bug/99881?include_fields=summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed"`,
    );
  });
});

describe("authorization()", () => {
  it("sends a key in Bugzilla's own header", () => {
    expect(bugzilla.authorization?.("secret")).toEqual(["x-bugzilla-api-key", "secret"]);
  });
});
