import { describe, expect, it } from "vitest";
import type { Instance } from "../../../src/model/settings.ts";
import { github } from "../../../src/trackers/adapters/github.ts";
import { fixture, lookWith, matchUrl, notFound, URLS } from "../samples.ts";

const INSTANCE: Instance = { web: "https://github.com/", api: "https://api.github.com/" };
const SHA = "ad9e767657c3d3c0ec9e09a17f6732bcbf915401";
const COMMIT = `https://github.com/openzfs/zfs/commit/${SHA}`;

/** Looks at the item that the fixture is about. */
function look(name: string) {
  const body = fixture(`github/${name}.json`);
  return lookWith(JSON.parse(body).html_url, body);
}

/** Where GitHub leads from the old address of what has moved. */
function redirect(path: string): Response {
  return new Response("", { status: 301, headers: { location: `https://api.github.com/repositories/${path}` } });
}

/** The fixture with another `html_url`. */
function leadingTo(name: string, htmlUrl: string | null): string {
  return JSON.stringify({ ...JSON.parse(fixture(`github/${name}.json`)), html_url: htmlUrl });
}

describe("parse() of an issue or pull request", () => {
  it("reads an open issue, open since it was opened", async () => {
    const item = await look("open");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "open",
      title: "Slow performance with encryption on an Intel Xeon E5-2407",
      since: "2023-09-07T09:02:49Z",
    });
  });

  it("reads a completed issue as closed, never as fixed", async () => {
    const item = await look("closed-completed");

    expect(item).toMatchObject({
      state: "closed",
      remoteStatus: "closed (completed)",
      since: "2025-04-28T16:41:45Z",
    });
  });

  it.each([
    ["reopened", "open", "open (reopened)"],
    ["closed-without-reason", "closed", "closed"],
    ["closed-not-planned", "wont-fix", "closed (not_planned)"],
    ["closed-duplicate", "duplicate", "closed (duplicate)"],
    ["closed-nulls", "wont-fix", "closed (not_planned)"],
    ["pull-open", "in-progress", "open pull request"],
    ["pull-draft", "in-progress", "draft pull request"],
    ["pull-merged", "merged", "merged pull request"],
    ["pull-closed", "closed", "closed pull request"],
  ])("reads %s as %s", async (name, state, remoteStatus) => {
    const item = await look(name);

    expect(item).toMatchObject({ state, remoteStatus });
  });

  it.each(["reopened", "closed-nulls"])(
    "gives no date for %s, because GitHub does not say when that was",
    async (name) => {
      const item = await look(name);

      expect(item.since).toBeUndefined();
    },
  );

  it("dates a merged pull request by its merge", async () => {
    const item = await look("pull-merged");

    expect(item.since).toBe("2023-09-14T18:00:00Z");
  });

  it("refuses a reason that it does not know", async () => {
    await expect(look("unknown-reason")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown upstream status "closed (moved)": GET https://api.github.com/repos/openzfs/zfs/issues/15245]`,
    );
  });

  it("refuses an answer without a state", async () => {
    await expect(look("malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (state: Invalid input: expected string, received undefined): GET https://api.github.com/repos/openzfs/zfs/issues/15245]`,
    );
  });

  it("refuses an answer that is not JSON", async () => {
    await expect(lookWith(URLS.github, "<html>")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not JSON): GET https://api.github.com/repos/openzfs/zfs/issues/15245]`,
    );
  });

  it("tells a missing issue as not-found", async () => {
    const missing = notFound(fixture("github/missing.json"));

    await expect(lookWith(URLS.github, missing)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("parse() of what has moved", () => {
  it("tells the new address of a transferred issue, behind GitHub's redirect", async () => {
    const item = await lookWith(URLS.github, redirect("1000/issues/7"), fixture("github/transferred.json"));

    expect(item).toMatchObject({ state: "open", movedTo: "https://github.com/openzfs/openzfs-docs/issues/7" });
  });

  it("tells the new address of a pull request whose repository was renamed", async () => {
    const body = leadingTo("pull-merged", "https://github.com/truenas/kernel/pull/118");
    const { html_url } = JSON.parse(fixture("github/pull-merged.json"));

    expect(await lookWith(html_url, redirect("1/issues/118"), body)).toMatchObject({
      movedTo: "https://github.com/truenas/kernel/issues/118",
    });
  });

  it("refuses an answer about another item where GitHub has led nowhere else", async () => {
    const body = leadingTo("open", "https://github.com/openzfs/zfs/issues/15246");

    await expect(lookWith(URLS.github, body)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://github.com/openzfs/zfs/issues/15246 instead of https://github.com/openzfs/zfs/issues/15245): GET https://api.github.com/repos/openzfs/zfs/issues/15245]`,
    );
  });

  it("says of an issue that it became a discussion, and where", async () => {
    const discussion = "https://github.com/openzfs/zfs/discussions/20000";

    expect(await lookWith(URLS.github, leadingTo("closed-without-reason", discussion))).toMatchObject({
      ...{ state: "closed", remoteStatus: "closed, now a discussion", words: "closed, now a discussion" },
      movedTo: discussion,
    });
  });

  it("believes no discussion of another repository, where GitHub has led nowhere else", async () => {
    const discussion = "https://github.com/other/zfs/discussions/1";
    const body = leadingTo("closed-without-reason", discussion);

    await expect(lookWith(URLS.github, body)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://github.com/other/zfs/discussions/1 instead of https://github.com/openzfs/zfs/issues/15245): GET https://api.github.com/repos/openzfs/zfs/issues/15245]`,
    );
    expect((await lookWith(URLS.github, redirect("1/issues/1"), body)).movedTo).toBe(discussion);
  });

  it("knows the issue's repository in GitHub's own case", async () => {
    const discussion = "https://github.com/OpenZFS/ZFS/discussions/1";

    expect((await lookWith(URLS.github, leadingTo("open", discussion))).movedTo).toBe(discussion);
  });

  it.each([
    ["the issue itself", "https://github.com/openzfs/zfs/issues/15245"],
    ["the issue in GitHub's own case", "https://github.com/OpenZFS/ZFS/issues/15245"],
    ["a pull request of that number", "https://github.com/openzfs/zfs/pull/15245"],
    ["another host", "https://github.example.org/openzfs/zfs/issues/1"],
    ["no address", "javascript:alert(1)"],
    ["nothing", null],
  ])("tells no move where the answer leads to %s", async (_, htmlUrl) => {
    expect((await lookWith(URLS.github, leadingTo("open", htmlUrl))).movedTo).toBeUndefined();
  });
});

describe("match()", () => {
  it.each([
    "https://github.com/truenas/linux/issues/118",
    "https://github.com/truenas/linux/pull/118",
    "https://github.com/TrueNAS/Linux/pull/118/files?w=1#diff-1",
    `https://github.com/truenas/linux/pull/118/commits/${SHA}`,
    "https://github.com/truenas/linux/pull/118.patch",
  ])("gives an issue or pull request one address: %s", (url) => {
    expect(matchUrl(url, {})).toMatchObject({
      key: "truenas/linux/issues/118",
      url: "https://github.com/truenas/linux/issues/118",
      container: "truenas/linux",
    });
  });

  it.each([COMMIT, `${COMMIT}.diff`, `${COMMIT}#diff-1`, COMMIT.replace("ad9e", "AD9E")])(
    "knows a commit: %s",
    (url) => {
      expect(matchUrl(url, {})).toMatchObject({
        key: `openzfs/zfs/commits/${SHA}`,
        url: COMMIT,
        label: "openzfs/zfs@ad9e767",
        container: "openzfs/zfs",
      });
    },
  );

  it.each([
    "https://github.com/openzfs/zfs",
    "https://github.com/openzfs/zfs/issues",
    "https://github.com/openzfs/zfs/issues/new",
    "https://github.com/openzfs/zfs/issues/0",
    "https://github.com/openzfs/zfs/issues/12a",
    `https://github.com/openzfs/zfs/commits/${SHA}`,
    `https://github.com/openzfs/zfs/commit/${SHA}0`,
    "https://github.com/openzfs/zfs/commit/ad9e76",
    "https://github.com/openzfs/zfs/commit/main",
    "https://example.org/openzfs/zfs/issues/1",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });
});

describe("locate()", () => {
  it.each([
    ["the issues endpoint for a pull request too", "truenas/linux/issues/118", "truenas/linux/issues/118"],
    ["one file of a commit at most", `openzfs/zfs/commits/${SHA}`, `openzfs/zfs/commits/${SHA}?per_page=1`],
    ["an issue of a repository with an unlucky name", "a/commits/issues/1", "a/commits/issues/1"],
  ])("asks %s", (_, key, path) => {
    expect(github.locate(key, INSTANCE).map(({ url }) => url)).toEqual([`https://api.github.com/repos/${path}`]);
  });

  it("finds the API of a GitHub Enterprise Server below its pages", () => {
    const [request] = github.locate("team/app/issues/7", { web: "https://ghe.example.org/" });

    expect(request?.url).toBe("https://ghe.example.org/api/v3/repos/team/app/issues/7");
  });
});

describe("shortForms", () => {
  const urlsIn = (text: string, instance = INSTANCE) =>
    (github.shortForms ?? []).flatMap(({ pattern, url }) => [...text.matchAll(pattern)].map((m) => url(m, instance)));

  it.each([
    ["openzfs/zfs#15276", "openzfs/zfs/issues/15276"],
    ["See openzfs/zfs#15276.", "openzfs/zfs/issues/15276"],
    ["(openzfs/zfs#15276), again", "openzfs/zfs/issues/15276"],
    ["„openzfs/zfs#15276“", "openzfs/zfs/issues/15276"],
    ["openzfs/zfs#15276—fixed", "openzfs/zfs/issues/15276"],
    ["is it openzfs/zfs#15276?", "openzfs/zfs/issues/15276"],
    ["vercel/next.js#1", "vercel/next.js/issues/1"],
    ["3com/_a-b.c#2", "3com/_a-b.c/issues/2"],
    ["some-org_corp/app#3", "some-org_corp/app/issues/3"],
  ])("finds the item in %s", (text, path) => {
    expect(urlsIn(text)).toEqual([`https://github.com/${path}`]);
  });

  it("finds each of several", () => {
    expect(urlsIn("a/b#1, c/d#2 and a/b#1")).toHaveLength(3);
  });

  it("leads to the instance that it is given", () => {
    expect(urlsIn("team/app#7", { web: "https://ghe.example.org/" })).toEqual([
      "https://ghe.example.org/team/app/issues/7",
    ]);
  });

  it.each([
    "https://github.com/openzfs/zfs#15276",
    "https://example.org/a/b#1",
    "//example.org/a#1",
    "www.example.org/page#1",
    "https://example.org/?q=a/b#1",
    "git@github.com:openzfs/zfs#1",
    "user@example.org/app#1",
    "someone@host/app#1",
    "src/a/b#1",
    "/src/a#1",
    "./src/a#1",
    "../src/a#1",
    "~/src/a#1",
    "C:\\src/a#1",
    "24/7#1",
    "2023-09/21#1",
    "openzfs/zfs#0",
    "openzfs/zfs#015276",
    "openzfs/zfs#15276th",
    "openzfs/zfs#1-introduction",
    "openzfs/zfs#15276/files",
    "openzfs/zfs#1.2",
    "openzfs/zfs #15276",
    "openzfs/..#1",
    "-openzfs/zfs#1",
    "open--zfs/zfs#1",
    "größe/zfs#1",
    "zfs#15276",
    "#15276",
  ])("finds nothing in %s", (text) => {
    expect(urlsIn(text)).toEqual([]);
  });

  it("stays quick on long lines", () => {
    const text = `${"a-".repeat(20_000)}/${"b.".repeat(20_000)}`;

    expect(urlsIn(text)).toEqual([]);
  });

  it.each(github.shortForms ?? [])("matches its example $example", ({ example }) => {
    expect(urlsIn(example).map((url) => matchUrl(url, {})?.label)).toEqual([example]);
  });
});
