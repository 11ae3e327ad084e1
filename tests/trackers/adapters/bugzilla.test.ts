import { describe, expect, it } from "vitest";
import { bugzilla } from "../../../src/trackers/adapters/bugzilla.ts";
import { inTable } from "../../../src/trackers/boundary.ts";
import { reachableStates } from "../../../src/trackers/match.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";
import { lookTaught } from "./taught.ts";

const KERNEL = "https://bugzilla.kernel.org/show_bug.cgi?id=217818";

const look = (name: string) => lookWith(KERNEL, fixture(`bugzilla/${name}.json`));
/** The bug of fixed.json in other words. */
const saying = (status: string, resolution: string) =>
  fixture("bugzilla/fixed.json").replace('"RESOLVED"', `"${status}"`).replace('"CODE_FIX"', `"${resolution}"`);

describe("parse()", () => {
  it("reads a new bug, open since it was filed", async () => {
    const mozilla = "https://bugzilla.mozilla.org/show_bug.cgi?id=1273442";

    const item = await lookWith(mozilla, fixture("bugzilla/open.json"));

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
    ["fixed", "merged", "RESOLVED CODE_FIX", undefined],
    ["fixed-dated", "merged", "VERIFIED FIXED", "2023-09-20T08:00:00Z"],
    ["next-release", "fixed", "CLOSED NEXTRELEASE", "2023-11-07T10:21:06Z"],
    ["released", "released", "CLOSED ERRATA", "2023-11-07T10:21:06Z"],
    ["declined", "wont-fix", "REJECTED INVALID", undefined],
    ["closed", "closed", "CLOSED EOL", "2023-11-07T10:21:06Z"],
  ])("reads %s as %s", async (name, state, remoteStatus, since) => {
    const item = await look(name);

    expect(item).toMatchObject({ state, remoteStatus, since });
  });

  it("says of what is fixed that no release is known, and of other states no more than they say", async () => {
    expect((await look("fixed")).words).toBe("fixed; release not known");
    for (const name of ["next-release", "released", "closed", "assigned"])
      expect(await look(name)).not.toHaveProperty("words");
  });

  it.each([
    ["FreeBSD", ["New", ""], "open"],
    ["FreeBSD", ["Open", ""], "open"],
    ["FreeBSD", ["In Progress", ""], "in-progress"],
    ["FreeBSD", ["Closed", "FIXED"], "merged"],
    ["FreeBSD", ["Closed", "Overcome By Events"], "closed"],
    ["FreeBSD", ["Closed", "Feedback Timeout"], "closed"],
    ["FreeBSD", ["Closed", "Works As Intended"], "wont-fix"],
    ["FreeBSD", ["Closed", "Not A Bug"], "wont-fix"],
    ["GCC", ["WAITING", ""], "open"],
    ["GCC", ["SUSPENDED", ""], "open"],
    ["KDE", ["REPORTED", ""], "open"],
    ["KDE", ["NEEDSINFO", "BACKTRACE"], "open"],
    ["KDE", ["RESOLVED", "WAITINGFORINFO"], "closed"],
    ["KDE", ["RESOLVED", "DOWNSTREAM"], "closed"],
    ["KDE", ["RESOLVED", "INTENTIONAL"], "wont-fix"],
    ["KDE", ["RESOLVED", "NOT A BUG"], "wont-fix"],
    ["LibreOffice", ["NEEDINFO", ""], "open"],
    ["LibreOffice", ["RESOLVED", "NOTOURBUG"], "closed"],
    ["LibreOffice", ["RESOLVED", "INSUFFICIENTDATA"], "closed"],
    ["SUSE", ["RESOLVED", "NORESPONSE"], "closed"],
    ["Gentoo", ["RESOLVED", "NEEDINFO"], "closed"],
    ["Gentoo", ["RESOLVED", "TEST-REQUEST"], "closed"],
    ["Gentoo", ["RESOLVED", "PKGREMOVED"], "closed"],
    ["Red Hat", ["CLOSED", "COMPLETED"], "closed"],
    ["Proxmox", ["PATCH AVAILABLE", ""], "in-progress"],
  ] as const)("knows the words of %s: %s", async (_, [status, resolution], state) => {
    const item = await lookWith(KERNEL, saying(status, resolution));

    expect(item).toMatchObject({ state, remoteStatus: `${status} ${resolution}`.trim() });
  });

  it("gives no date of closing for a bug that is open with a resolution", async () => {
    const dated = saying("NEEDSINFO", "WAITINGFORINFO").replace(
      '"dupe_of": null',
      '"dupe_of": null, "cf_last_closed": "2023-11-07T10:21:06Z"',
    );

    expect(await lookWith(KERNEL, dated)).toMatchObject({ state: "open", since: undefined });
    expect(await lookWith(KERNEL, dated.replace("NEEDSINFO", "RESOLVED"))).toMatchObject({
      since: "2023-11-07T10:21:06Z",
    });
  });

  it("believes what the settings say of a word of the site, a status with its resolution first", async () => {
    const words = { PARKED: "wont-fix", "CLOSED FIXED": "released", FIXED: "fixed", WAITINGFORINFO: "closed" } as const;
    const taught = async (status: string, resolution: string) =>
      (await lookTaught(KERNEL, words, saying(status, resolution))).state;

    expect(await taught("PARKED", "")).toBe("wont-fix");
    expect(await taught("CLOSED", "FIXED")).toBe("released");
    expect(await taught("RESOLVED", "FIXED")).toBe("fixed");
    expect(await taught("NEEDSINFO", "WAITINGFORINFO")).toBe("closed");
  });

  it("takes an answer that names no bug, and refuses one that names another", async () => {
    const naming = (id: string) => lookWith(KERNEL, fixture("bugzilla/fixed.json").replace('"id": 217818,', id));

    expect(await naming("")).toMatchObject({ state: "merged" });
    await expect(naming('"id": 217819,')).rejects.toThrow("Malformed answer (bug 217819 instead of 217818)");
    await expect(naming('"id": 217819,')).rejects.toMatchObject({ kind: "malformed" });
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
      `[UnknownStatusError: Unknown upstream status "PARKED": GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=id,summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
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
      `[UpstreamError: Malformed answer (bugs.0.status: Invalid input: expected string, received undefined): GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=id,summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
  });

  it("refuses an answer without a bug", async () => {
    await expect(look("none")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (bugs: Too small: expected array to have >=1 items): GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=id,summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
  });

  it("refuses an answer that is not JSON", async () => {
    await expect(lookWith(KERNEL, "<html>")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not JSON): GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=id,summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
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
      `[UpstreamError: Error 101: GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=id,summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
    await expect(look("other-error")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (error 100500): GET https://bugzilla.kernel.org/rest/bug/217818?include_fields=id,summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed]`,
    );
  });

  it("tells a missing bug as not-found", async () => {
    const missing = notFound(fixture("bugzilla/missing.json"));

    await expect(lookWith(KERNEL, missing)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("statuses", () => {
  it("has no two spellings of a word that mean different states", () => {
    const words = Object.entries(bugzilla.statuses);

    expect(words.filter(([word, state]) => inTable(bugzilla.statuses, word) !== state)).toEqual([]);
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

  it.each([
    ["https://gcc.gnu.org/PR99881", "https://gcc.gnu.org/bugzilla/show_bug.cgi?id=99881"],
    ["https://gcc.gnu.org/bugzilla/99881", "https://gcc.gnu.org/bugzilla/show_bug.cgi?id=99881"],
    ["https://www.gcc.gnu.org/bugzilla/99881", "https://gcc.gnu.org/bugzilla/show_bug.cgi?id=99881"],
    ["https://sourceware.org/PR23914", "https://sourceware.org/bugzilla/show_bug.cgi?id=23914"],
    ["https://bugs.freebsd.org/bugzilla/278333", "https://bugs.freebsd.org/bugzilla/show_bug.cgi?id=278333"],
    ["http://bugs.freebsd.org/278333", "https://bugs.freebsd.org/bugzilla/show_bug.cgi?id=278333"],
    ["https://bugzil.la/1681809", "https://bugzilla.mozilla.org/show_bug.cgi?id=1681809"],
    ["https://www.bugs.kde.org/show_bug.cgi?id=1", "https://bugs.kde.org/show_bug.cgi?id=1"],
  ])("knows %s", (from, url) => {
    expect(matchUrl(from, {})).toMatchObject({ url, tracker: { name: "bugzilla" } });
  });

  it("expects a release of Red Hat's bugs alone, and of no other well-known site more than the settings teach", () => {
    const reachable = (url: string, words?: Readonly<Record<string, "released" | "open">>) => {
      const { origin } = new URL(url);
      const matched = matchUrl(url, words === undefined ? {} : { bugzilla: [{ web: `${origin}/`, words }] });
      return matched && reachableStates(matched);
    };

    expect(reachable(KERNEL)).toEqual(["open", "in-progress", "wont-fix", "closed", "merged", "duplicate"]);
    expect(reachable(KERNEL, { PARKED: "open" })).not.toContain("released");
    expect(reachable(KERNEL, { SHIPPED: "released" })).toContain("released");
    expect(reachable("https://bugzilla.redhat.com/2241524")).toContain("released");
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
    "https://gcc.gnu.org/99881",
    "https://gcc.gnu.org/projects/cxx-status.html",
    "https://bugzil.la/",
    "https://bugs.freebsd.org/ports",
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
      `"https://gcc.gnu.org/bugzilla/rest/bug/99881?include_fields=id,summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed"`,
    );
  });
});

describe("authorization()", () => {
  it("sends a key in Bugzilla's own header", () => {
    expect(bugzilla.authorization?.("secret")).toEqual(["x-bugzilla-api-key", "secret"]);
  });
});
