import { describe, expect, it } from "vitest";
import { github } from "../../../src/trackers/adapters/github.ts";
import { matchUrl } from "../../../src/trackers/match.ts";
import { fixture, lookWith, notFound, URLS } from "../samples.ts";

const look = (name: string) => lookWith(URLS.github, fixture(`github/${name}.json`));

describe("parse()", () => {
  it("reads an open issue, open since it was opened", async () => {
    const item = await look("open");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "open",
      title: "AVX2 not available for RAIDZ oder Fletcher algorithms on Ubuntu 22.04",
      since: "2023-08-30T08:00:00Z",
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
    ["pull-merged", "fixed", "merged pull request"],
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
      `[UnknownStatusError: Unknown status "closed (moved)" (known: open, open (reopened), closed, closed (completed), closed (not_planned), closed (duplicate), draft pull request, open pull request, merged pull request, closed pull request): GET https://api.github.com/repos/openzfs/zfs/issues/15245]`,
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

describe("match()", () => {
  it.each([
    "https://github.com/openzfs/zfs",
    "https://github.com/openzfs/zfs/issues",
    "https://github.com/openzfs/zfs/issues/new",
    "https://github.com/openzfs/zfs/commit/ad9e767657c3d3c0ec9e09a17f6732bcbf915401",
    "https://example.org/openzfs/zfs/issues/1",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });
});

describe("locate()", () => {
  it("asks the issues endpoint for a pull request too", () => {
    const [request] = github.locate("truenas/linux/issues/118", {
      web: "https://github.com/",
      api: "https://api.github.com/",
    });

    expect(request?.url).toBe("https://api.github.com/repos/truenas/linux/issues/118");
  });

  it("finds the API of a GitHub Enterprise Server below its pages", () => {
    const [request] = github.locate("team/app/issues/7", { web: "https://ghe.example.org/" });

    expect(request?.url).toBe("https://ghe.example.org/api/v3/repos/team/app/issues/7");
  });
});
