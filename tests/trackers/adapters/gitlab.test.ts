import { describe, expect, it } from "vitest";
import { gitlab } from "../../../src/trackers/adapters/gitlab.ts";
import { reachableStates } from "../../../src/trackers/match.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";
import { like, matchOf, redirect } from "./asking.ts";

const ISSUE = "https://gitlab.freedesktop.org/drm/amd/-/issues/2068";

const look = (name: string) => lookWith(ISSUE, fixture(`gitlab/${name}.json`));

const instance = { web: "https://gitlab.example.org/" };

describe("parse()", () => {
  it("reads an open issue, open since it was opened", async () => {
    const item = await look("open");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "opened",
      title: "[amdgpu] Screen flickers after resume since 6.5",
      since: "2023-09-07T09:11:45.312Z",
    });
  });

  it("reads a closed issue as closed, never as fixed", async () => {
    const item = await look("closed");

    expect(item).toMatchObject({ state: "closed", remoteStatus: "closed", since: "2023-10-02T13:40:31.120Z" });
  });

  it("reads a moved issue as closed, because the answer does not say where it went", async () => {
    const item = await look("moved");

    expect(item).toMatchObject({ state: "closed", remoteStatus: "closed (moved)", movedTo: undefined });
  });

  it("gives the original of a duplicate in the same project", async () => {
    const item = await look("duplicate-same-project");

    expect(item).toMatchObject({
      state: "duplicate",
      remoteStatus: "closed (duplicate)",
      duplicateOf: "https://gitlab.freedesktop.org/drm/amd/-/issues/1974",
    });
  });

  it("gives no original that lies in a project known by its number only", async () => {
    const item = await look("duplicate-other-project");

    expect(item).toMatchObject({ state: "duplicate", duplicateOf: undefined });
  });

  it("reads a duplicate that was opened again as open", async () => {
    const item = await look("reopened-duplicate");

    expect(item).toMatchObject({ state: "open", remoteStatus: "opened" });
  });

  it("gives the new address of an issue whose project was renamed, behind GitLab's redirect", async () => {
    const item = await lookWith(ISSUE, redirect("/api/v4/projects/4522/issues/2068"), fixture("gitlab/renamed.json"));

    expect(item.movedTo).toBe("https://gitlab.freedesktop.org/graphics/amdgpu/-/issues/2068");
  });

  it("refuses an issue of another project where nobody said that it had moved", async () => {
    await expect(look("renamed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://gitlab.freedesktop.org/graphics/amdgpu/-/issues/2068 instead of https://gitlab.freedesktop.org/drm/amd/-/issues/2068): GET https://gitlab.freedesktop.org/api/v4/projects/drm%2Famd/issues/2068]`,
    );
  });

  it("refuses an issue of another number", async () => {
    const other = like("gitlab/closed.json", { iid: 2069 });

    await expect(lookWith(ISSUE, other)).rejects.toMatchObject({ kind: "malformed" });
  });

  it("gives no date where GitLab has lost it", async () => {
    const url = "https://gitlab.com/fdroid/fdroiddata/issues/639";

    const item = await lookWith(url, fixture("gitlab/closed-undated.json"));

    expect(item).toEqual({ state: "closed", remoteStatus: "closed", title: expect.any(String) });
  });

  it("keeps a title with markup as text", async () => {
    expect((await look("html-title")).title).toBe("<img src=x onerror=alert(1)> & <b>bold</b>");
  });

  it("refuses a state that it does not know", async () => {
    await expect(look("unknown-word")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown upstream status "archived": GET https://gitlab.freedesktop.org/api/v4/projects/drm%2Famd/issues/2068]`,
    );
  });

  it("refuses an answer without a state", async () => {
    await expect(look("malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (state: Invalid input: expected string, received undefined): GET https://gitlab.freedesktop.org/api/v4/projects/drm%2Famd/issues/2068]`,
    );
  });

  it("refuses a log-in form in place of an answer", async () => {
    await expect(lookWith(ISSUE, "<html>")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not JSON): GET https://gitlab.freedesktop.org/api/v4/projects/drm%2Famd/issues/2068]`,
    );
  });

  it("tells a missing issue as not-found", async () => {
    const missing = notFound(fixture("gitlab/missing.json"));

    await expect(lookWith(ISSUE, missing)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("match()", () => {
  it("promises of an issue no more than that it is closed", () => {
    const states = reachableStates(matchOf(ISSUE));

    expect(states).toContain("closed");
    expect(states).not.toContain("merged");
    expect(states).not.toContain("released");
  });

  it.each([
    "https://gitlab.freedesktop.org/drm/amd/issues/2068",
    "http://gitlab.freedesktop.org/DRM/amd/-/issues/2068/",
    "https://gitlab.freedesktop.org/drm/amd/-/issues/2068/designs/a.png",
    "https://gitlab.freedesktop.org/drm/amd/-/issues/incident/2068/timeline",
    "https://gitlab.freedesktop.org/drm/amd/-/work_items/2068",
    "https://gitlab.freedesktop.org/drm/amd/-/issues/2068?show=eyJpaWQiOiIxIn0%3D#note_1",
  ])("gives %s the issue's one address", (url) => {
    expect(matchUrl(url, {})).toMatchObject({ url: ISSUE, container: undefined });
  });

  it("tells an issue and a merge request of the same number apart", () => {
    const issue = matchUrl("https://gitlab.com/a/b/c/-/issues/5", {});
    const mergeRequest = matchUrl("https://gitlab.com/a/b/c/-/merge_requests/5/diffs?tab=x", {});

    expect(issue).toMatchObject({ label: "a/b/c#5", url: "https://gitlab.com/a/b/c/-/issues/5" });
    expect(mergeRequest).toMatchObject({ label: "a/b/c!5", url: "https://gitlab.com/a/b/c/-/merge_requests/5" });
  });

  it.each([
    "https://gitlab.com/group/project",
    "https://gitlab.com/group/project/-/issues",
    "https://gitlab.com/group/project/-/issues/new",
    "https://gitlab.com/project/-/issues/5",
    "https://gitlab.com/groups/group/-/work_items/5",
    "https://gitlab.com/api/v4/projects/5/issues/7",
    "https://gitlab.com/group/project/-/issues/0",
    "https://gitlab.com/group/project/-/issues/007",
    "https://gitlab.com/group/project/-/issues/5e3",
    `https://gitlab.com/group/project/-/issues/${"9".repeat(400)}`,
    "https://gitlab.com/group/project/../-/issues/5",
    "https://gitlab.com/group/%2e%2e/project/-/issues/5",
    "https://gitlab.com/group/..%2F..%2Fuser/-/issues/5",
    "https://gitlab.com/group%2Fproject/-/issues/5",
    "https://gitlab.com.example.org/group/project/-/issues/5",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });

  it("is not slowed down by a long path", () => {
    const url = new URL(`https://gitlab.com/${"issues/".repeat(5000)}x`);

    expect(gitlab.match(url, { web: "https://gitlab.com/" })).toBeUndefined();
  });

  it("knows an instance in a folder", () => {
    const trackers = { gitlab: [{ web: "https://example.org/gitlab/" }] };

    const matched = matchUrl("https://example.org/gitlab/team/app/-/issues/5", trackers);

    expect(matched).toMatchObject({ label: "team/app#5", url: "https://example.org/gitlab/team/app/-/issues/5" });
  });
});

describe("locate()", () => {
  it("asks for the project under its whole path, as one segment", () => {
    const [request] = gitlab.locate("group/sub/project/merge_requests/34", instance);

    expect(request?.url).toBe("https://gitlab.example.org/api/v4/projects/group%2Fsub%2Fproject/merge_requests/34");
  });

  it("asks another API where the instance names one", () => {
    const [request] = gitlab.locate("a/b/issues/1", { ...instance, api: "https://api.example.org/v4/" });

    expect(request?.url).toBe("https://api.example.org/v4/projects/a%2Fb/issues/1");
  });

  it.each(["../../user/issues/1", "a/../issues/1", "a/./issues/1", "a%2Fb/issues/1", "a/b/issues/1%2F..%2F..", "a/b"])(
    "refuses the key %s, which could lead elsewhere",
    (key) => {
      expect(() => gitlab.locate(key, instance)).toThrow(RangeError);
    },
  );
});

describe("authorization()", () => {
  it("sends a token in GitLab's own header", () => {
    expect(gitlab.authorization?.("secret")).toEqual(["private-token", "secret"]);
  });
});
