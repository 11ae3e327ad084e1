import { describe, expect, it } from "vitest";
import { jira } from "../../../src/trackers/adapters/jira.ts";
import { inTable } from "../../../src/trackers/boundary.ts";
import type { UpstreamRequest } from "../../../src/trackers/tracker.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";
import { lookTaught } from "./taught.ts";

const ISSUE = "https://ixsystems.atlassian.net/browse/NAS-124109";
const look = (name: string) => lookWith(ISSUE, fixture(`jira/${name}.json`));
const lookTwice = (name: string, changes: string) => lookWith(ISSUE, fixture(`jira/${name}.json`), changes);
/** The issue of fixed.json, of which no fix version is out, with another resolution. */
const unreleasedAs = (resolution: string) => fixture("jira/fixed.json").replace('"Fixed"', `"${resolution}"`);
/** The same without a version. */
const resolvedAs = (resolution: string) =>
  fixture("jira/fixed-without-version.json").replace('"Fixed"', `"${resolution}"`);

describe("parse()", () => {
  it("reads an open issue, open since its category changed last", async () => {
    const item = await look("open");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "new",
      title: "Merge v6.1.50 to add support for AVX extensions",
      since: "2023-09-13T09:00:00.120-05:00",
    });
  });

  it("gives no date for an open issue of Jira Data Center, which may have been resolved before", async () => {
    const item = await look("open-data-center");

    expect(item.since).toBeUndefined();
  });

  it.each([
    ["in-progress", "in-progress", "indeterminate", undefined],
    ["no-category", "unknown", "undefined", undefined],
    ["fixed", "fixed", "done (Fixed), no version released", "2023-09-14T18:30:17.000+00:00"],
    ["fixed-without-version", "merged", "done (Fixed)", "2023-09-14T18:30:17.000+00:00"],
    ["answered", "closed", "done (Done)", "2023-09-14T18:30:17.000+00:00"],
    ["wont-fix", "wont-fix", "done (Won't Fix)", "2023-09-14T18:30:17.000+00:00"],
    ["not-a-bug", "wont-fix", "done (Not A Bug)", "2023-09-14T18:30:17.000+00:00"],
    ["cannot-reproduce", "closed", "done (Cannot Reproduce)", "2023-09-14T18:30:17.000+00:00"],
    ["closed", "closed", "done", "2023-09-15T10:00:00.000+00:00"],
  ])("reads %s as %s", async (name, state, remoteStatus, since) => {
    const item = await look(name);

    expect(item).toMatchObject({ state, remoteStatus });
    expect(item.since).toBe(since);
    expect(item.version).toBeUndefined();
  });

  it("reads a fix in released versions as released since the first of them, and names all of them", async () => {
    const item = await look("released");

    expect(item).toMatchObject({
      state: "released",
      remoteStatus: "done (Done), version released",
      version: "NAS 22.12.4, 23.10.0",
      since: "2023-09-26",
    });
  });

  it.each([
    // Only a version under "Fix Version/s" makes a fix of what was done.
    ["Done", "fixed", "done (Done), no version released"],
    ["Won't Fix", "wont-fix", "done (Won't Fix)"],
    // An erratum is a release, whatever its version is marked as.
    ["Done-Errata", "released", "done (Done-Errata)"],
  ])("reads %s in a version that is not out as %s", async (resolution, state, remoteStatus) => {
    const item = await lookWith(ISSUE, unreleasedAs(resolution));

    expect(item).toMatchObject({ state, remoteStatus, version: undefined });
  });

  it("says of what is fixed in no known version that no release is known", async () => {
    expect((await look("fixed-without-version")).words).toBe("fixed; release not known");
    for (const name of ["fixed", "answered", "released", "closed"])
      expect(await look(name)).not.toHaveProperty("words");
  });

  it.each([
    ["Red Hat", "Can't Do", "wont-fix"],
    ["Red Hat", "Test Pending", "closed"],
    ["MongoDB", "Gone away", "closed"],
    ["MongoDB", "Community Answered", "closed"],
    ["MongoDB", "Works as Designed", "wont-fix"],
    ["Apache", "Delivered", "closed"],
    ["a site with capitals", "WON'T DO", "wont-fix"],
  ])("knows the resolution of %s: %s", async (_, resolution, state) => {
    const item = await lookWith(ISSUE, resolvedAs(resolution));

    expect(item).toMatchObject({ state, remoteStatus: `done (${resolution})` });
  });

  it("believes what the settings say of a resolution, alone or with its category, and of the status of the rest", async () => {
    const words = { Shipped: "released", "done (Parked)": "wont-fix", Done: "closed", "To Do": "in-progress" } as const;
    const taught = async (body: string) => (await lookTaught(ISSUE, words, body)).state;

    expect(await taught(resolvedAs("Shipped"))).toBe("released");
    expect(await taught(resolvedAs("Parked"))).toBe("wont-fix");
    expect(await taught(unreleasedAs("Done"))).toBe("closed");
    expect(await taught(fixture("jira/open.json"))).toBe("in-progress");
    await expect(taught(resolvedAs("Moved to GitHub"))).rejects.toMatchObject({ kind: "unknown-status" });
  });

  it.each([
    ["in-progress", '"In Progress"', "Code Complete", "merged", "indeterminate: Code Complete"],
    ["closed", '"Done"', "Code Complete", "merged", "done: Code Complete"],
    ["closed", '"Done"', "Shipped", "released", "done: Shipped"],
    // The settings do not speak of it: the category decides.
    ["in-progress", '"In Progress"', "Testing", "in-progress", "indeterminate"],
    // Here the resolution does.
    ["fixed-without-version", '"Fixed"', "Shipped", "released", "done (Shipped)"],
  ])("has the word in %s that decides in place of %s: %s, %s", async (name, old, word, state, remoteStatus) => {
    const words = { "Code Complete": "merged", Shipped: "released" } as const;
    const body = fixture(`jira/${name}.json`).replace(old, `"${word}"`);

    expect(await lookTaught(ISSUE, words, body)).toMatchObject({ state, remoteStatus });
  });

  it("has the status beside the versions, where it makes them count", async () => {
    const words = { "Code Complete": "merged" } as const;
    const of = (released: boolean) => {
      const { fields, ...issue } = JSON.parse(fixture("jira/closed.json").replace('"Done"', '"Code Complete"'));
      return JSON.stringify({ ...issue, fields: { ...fields, fixVersions: [{ name: "1.0", released }] } });
    };

    expect(await lookTaught(ISSUE, words, of(false))).toMatchObject({
      ...{ state: "fixed", remoteStatus: "done: Code Complete, no version released" },
    });
    expect(await lookTaught(ISSUE, words, of(true))).toMatchObject({
      ...{ state: "released", remoteStatus: "done: Code Complete, version released" },
    });
  });

  it("gives no date where one release has none", async () => {
    const item = await look("released-undated");

    expect(item.state).toBe("released");
    expect(item.since).toBeUndefined();
  });

  it("reads a duplicate with the issue that it duplicates", async () => {
    const item = await look("duplicate");

    expect(item).toMatchObject({ state: "duplicate", duplicateOf: "https://ixsystems.atlassian.net/browse/NAS-3" });
  });

  it("takes no duplicate of an issue for its original", async () => {
    const item = await look("duplicate-of-nothing");

    expect(item.state).toBe("duplicate");
    expect(item.duplicateOf).toBeUndefined();
  });

  it("tells where an issue has moved to, once its changes say so", async () => {
    const item = await lookTwice("moved", fixture("jira/moved-changes.json"));

    expect(item).toMatchObject({ state: "open", movedTo: "https://ixsystems.atlassian.net/browse/TNE-7" });
  });

  it.each([
    ["no change of its key", '"field": "Key"', '"field": "Sprint"'],
    ["another former key", '"fromString": "NAS-124109"', '"fromString": "NAS-1"'],
  ])("refuses another issue whose changes tell of %s", async (_, said, otherwise) => {
    const changes = fixture("jira/moved-changes.json").replace(said, otherwise);

    expect(changes).not.toBe(fixture("jira/moved-changes.json"));
    await expect(lookTwice("moved", changes)).rejects.toMatchObject({ kind: "malformed" });
  });

  it("refuses another issue without its changes", async () => {
    await expect(lookTwice("moved", fixture("jira/moved.json"))).rejects.toThrow(
      "Malformed answer (changelog: Invalid input",
    );
  });

  it("takes no empty list for a state, as a site without permission answers with status 200", async () => {
    await expect(look("no-permission")).rejects.toMatchObject({ kind: "malformed" });
    await expect(lookWith(ISSUE, "[]")).rejects.toMatchObject({ kind: "malformed" });
  });

  it("leaves HTML in a title as the text that it is", async () => {
    const item = await look("html-title");

    expect(item.title).toBe("<img src=x onerror=alert(1)> & more");
  });

  it("refuses a resolution that it does not know", async () => {
    await expect(look("unknown-resolution")).rejects.toThrow('Unknown upstream status "done (Moved to GitHub)"');
    await expect(look("unknown-resolution")).rejects.toMatchObject({ kind: "unknown-status" });
  });

  it("refuses an answer without a status", async () => {
    await expect(look("malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (fields.status: Invalid input: expected object, received undefined): GET https://ixsystems.atlassian.net/rest/api/2/issue/NAS-124109?fields=summary,status,resolution,resolutiondate,statuscategorychangedate,fixVersions,issuelinks]`,
    );
  });

  it("refuses a key that would lead elsewhere", async () => {
    await expect(look("evil-key")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (key: Invalid string: must match pattern /^[A-Z][A-Z0-9_]*-[1-9]\\d*$/): GET https://ixsystems.atlassian.net/rest/api/2/issue/NAS-124109?fields=summary,status,resolution,resolutiondate,statuscategorychangedate,fixVersions,issuelinks]`,
    );
  });

  it("refuses an answer that is not JSON", async () => {
    await expect(lookWith(ISSUE, "<html>")).rejects.toThrow("not JSON");
  });

  it("tells a missing issue as not-found", async () => {
    const missing = notFound(fixture("jira/missing.json"));

    await expect(lookWith(ISSUE, missing)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("statuses", () => {
  it("has no two spellings of a word that mean different states", () => {
    const words = Object.entries(jira.statuses);

    expect(words.filter(([word, state]) => inTable(jira.statuses, word) !== state)).toEqual([]);
  });
});

describe("match()", () => {
  it.each([
    "https://jira.mariadb.org/projects/MDEV/issues/MDEV-1",
    "https://jira.mariadb.org/projects/MDEV/issues/mdev-1?filter=allopenissues",
    "https://jira.mariadb.org/secure/RapidBoard.jspa?rapidView=1&selectedIssue=MDEV-1",
    "https://jira.mariadb.org/browse/MDEV-1#comment-2",
  ])("gives %s the issue's one address", (url) => {
    expect(matchUrl(url, {})?.url).toBe("https://jira.mariadb.org/browse/MDEV-1");
  });

  it("knows the issues of a site that has moved by its former address, too", () => {
    const [former, now] = ["https://issues.redhat.com", "https://redhat.atlassian.net"];

    expect(matchUrl(`${former}/browse/ISPN-9323`, {})?.url).toBe(`${now}/browse/ISPN-9323`);
    expect(matchUrl(`${now}/browse/ISPN-9323`, {})?.url).toBe(`${now}/browse/ISPN-9323`);
  });

  it("knows an issue below an instance's folder, with its project", () => {
    expect(matchUrl("https://issues.apache.org/jira/browse/HIVE-123/", {})).toMatchObject({
      url: "https://issues.apache.org/jira/browse/HIVE-123",
      label: "HIVE-123",
    });
  });

  it.each([
    "https://issues.apache.org/browse/HIVE-123",
    "https://jira.mariadb.org/browse/MDEV",
    "https://jira.mariadb.org/browse/MDEV-0",
    "https://jira.mariadb.org/browse/MDEV-1x",
    "https://jira.mariadb.org/browse/..%2Fadmin-1",
    "https://jira.mariadb.org/projects/MDEV/issues/",
    "https://jira.mariadb.org/secure/RapidBoard.jspa?selectedIssue=..%2Fadmin-1",
    "https://example.org/browse/MDEV-1",
    "https://example.org/?selectedIssue=MDEV-1",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });
});

describe("next()", () => {
  it("asks for the changes of an issue that answers under another key, and for nothing else", () => {
    const instance = { web: "https://ixsystems.atlassian.net/" };
    const [request] = jira.locate("NAS-124109", instance);
    const answer = (name: string) => ({
      ...{ request: request as UpstreamRequest, status: 200, redirected: false },
      body: fixture(`jira/${name}.json`),
    });

    expect(jira.next?.([answer("fixed")], "NAS-124109", instance)).toBeUndefined();
    expect(jira.next?.([answer("moved")], "NAS-124109", instance)?.url).toBe(`${request?.url}&expand=changelog`);
    expect(jira.next?.([answer("moved"), answer("moved-changes")], "NAS-124109", instance)).toBeUndefined();
  });
});

describe("locate()", () => {
  it("asks the API below an instance's folder, for no more than it reads", () => {
    const [request] = jira.locate("HIVE-123", { web: "https://issues.apache.org/jira/" });

    expect(request?.url).toMatchInlineSnapshot(
      `"https://issues.apache.org/jira/rest/api/2/issue/HIVE-123?fields=summary,status,resolution,resolutiondate,statuscategorychangedate,fixVersions,issuelinks"`,
    );
  });
});
