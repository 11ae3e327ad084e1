import { describe, expect, it } from "vitest";
import { gitea } from "../../../src/trackers/adapters/gitea.ts";
import { reachableStates } from "../../../src/trackers/match.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";
import { like, lookAsking, matchOf, redirect } from "./asking.ts";

const URL_OF_1017 = "https://codeberg.org/forgejo/forgejo/issues/1017";

const merged = fixture("gitea/pull-merged.json");

const look = (name: string) => lookWith(URL_OF_1017, fixture(`gitea/${name}.json`));
const pullInto = (ref: string) =>
  like("gitea/pull.json", { base: { ref, repo: { full_name: "forgejo/forgejo", default_branch: "forgejo" } } });

describe("parse()", () => {
  it("reads an open issue, open since it was opened", async () => {
    const item = await look("open");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "open",
      title: "Pushing a tag fails with HTTP 500",
      since: "2023-07-07T09:11:45+02:00",
    });
  });

  it("reads a closed issue as closed, never as fixed", async () => {
    const item = await look("closed");

    expect(item).toMatchObject({ state: "closed", remoteStatus: "closed", since: "2023-10-02T13:40:31+02:00" });
  });

  it.each([
    ["pull-open", "in-progress", "open pull request", "2023-07-07T09:11:45+02:00"],
    ["pull-open-without-draft", "in-progress", "open pull request", "2023-07-07T09:11:45+02:00"],
    ["pull-draft", "in-progress", "draft pull request", "2023-07-07T09:11:45+02:00"],
    ["pull-closed", "closed", "closed pull request", "2023-10-02T13:40:31+02:00"],
  ])("reads %s as %s", async (name, state, remoteStatus, since) => {
    const item = await look(name);

    expect(item).toMatchObject({ state, remoteStatus, since, movedTo: undefined });
  });

  it("reads a merged pull request as merged, never as fixed", async () => {
    const { item, asked } = await lookAsking(URL_OF_1017, merged, fixture("gitea/pull.json"));

    expect(item).toEqual({
      state: "merged",
      remoteStatus: "merged pull request",
      title: "Answer a push of a tag even when its hook fails",
      since: "2023-10-02T13:40:30+02:00",
    });
    expect(asked).toEqual(["/api/v1/repos/forgejo/forgejo/issues/1017", "/api/v1/repos/forgejo/forgejo/pulls/1017"]);
  });

  it("says which branch has it where that is not the default one", async () => {
    const item = await lookWith(URL_OF_1017, merged, pullInto("v1.20/forgejo"));

    expect(item).toMatchObject({ state: "merged", words: "merged into v1.20/forgejo; release not known" });
  });

  it("says nothing of a branch where the pull request itself cannot be read", async () => {
    const item = await lookWith(URL_OF_1017, merged, notFound("{}"));

    expect([item.state, item.words]).toEqual(["merged", undefined]);
  });

  it.each([
    [{ title: 'Revert "Answer a push"' }, "revert merged; release not known"],
    [{ title: "Wait again", body: `This reverts commit ${"a".repeat(40)}.` }, "revert merged; release not known"],
    [{ title: 'Revert "Revert "Answer a push""' }, undefined],
  ])("says of %j what was merged", async (fields, words) => {
    const item = await lookWith(URL_OF_1017, like("gitea/pull-merged.json", fields), fixture("gitea/pull.json"));

    expect([item.state, item.words]).toEqual(["merged", words]);
  });

  it("refuses a branch of another pull request, or of another repository's", async () => {
    const other = like("gitea/pull.json", { number: 1018 });
    const fork = fixture("gitea/pull.json").replaceAll("forgejo/forgejo", "someone/forgejo");

    await expect(lookWith(URL_OF_1017, merged, other)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about forgejo/forgejo#1018 instead of forgejo/forgejo#1017): GET https://codeberg.org/api/v1/repos/forgejo/forgejo/pulls/1017]`,
    );
    await expect(lookWith(URL_OF_1017, merged, fork)).rejects.toMatchObject({ kind: "malformed" });
  });

  it("gives the new address of an issue whose repository was renamed, behind Gitea's redirect", async () => {
    const there = redirect("/api/v1/repos/forgejo-contrib/forge/issues/1017");

    const item = await lookWith(URL_OF_1017, there, fixture("gitea/renamed.json"));

    expect(item.movedTo).toBe("https://codeberg.org/forgejo-contrib/forge/issues/1017");
  });

  it("refuses an issue of another repository where nobody said that it had moved, and one of another number", async () => {
    const other = like("gitea/closed.json", { number: 1018 });

    await expect(look("renamed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://codeberg.org/forgejo-contrib/forge/issues/1017 instead of https://codeberg.org/forgejo/forgejo/issues/1017): GET https://codeberg.org/api/v1/repos/forgejo/forgejo/issues/1017]`,
    );
    await expect(lookWith(URL_OF_1017, other)).rejects.toMatchObject({ kind: "malformed" });
  });

  it("keeps a title with markup as text", async () => {
    expect((await look("html-title")).title).toBe("<img src=x onerror=alert(1)> & <b>bold</b>");
  });

  it("refuses a state that it does not know", async () => {
    await expect(look("unknown-word")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown upstream status "resolved": GET https://codeberg.org/api/v1/repos/forgejo/forgejo/issues/1017]`,
    );
  });

  it("refuses an answer without a title", async () => {
    await expect(look("malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (title: Invalid input: expected string, received undefined): GET https://codeberg.org/api/v1/repos/forgejo/forgejo/issues/1017]`,
    );
  });

  it("refuses an answer that is not JSON", async () => {
    await expect(lookWith(URL_OF_1017, "<html>")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not JSON): GET https://codeberg.org/api/v1/repos/forgejo/forgejo/issues/1017]`,
    );
  });

  it("tells a missing issue as not-found", async () => {
    const missing = notFound(fixture("gitea/missing.json"));

    await expect(lookWith(URL_OF_1017, missing)).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("match()", () => {
  it.each([
    "https://codeberg.org/forgejo/forgejo/pulls/1017",
    "https://codeberg.org/forgejo/forgejo/pulls/1017/commits/2c66ca3",
    "http://codeberg.org/Forgejo/Forgejo/issues/1017#issuecomment-1",
  ])("gives %s the item's one address", (url) => {
    expect(matchUrl(url, {})).toMatchObject({ url: URL_OF_1017, container: "forgejo/forgejo/issues" });
  });

  it("promises no release of an issue, which may be a pull request", () => {
    expect(reachableStates(matchOf(URL_OF_1017))).toContain("merged");
    expect(reachableStates(matchOf(URL_OF_1017))).not.toContain("released");
  });

  it("keeps the spelling of names for readers", () => {
    expect(matchUrl("https://codeberg.org/Codeberg/Community/issues/5", {})?.label).toBe("Codeberg/Community#5");
  });

  it.each([
    "https://codeberg.org/forgejo/forgejo",
    "https://codeberg.org/forgejo/forgejo/issues",
    "https://codeberg.org/forgejo/forgejo/issues/new",
    "https://codeberg.org/api/v1/repos/forgejo/forgejo/issues/5",
    "https://codeberg.org/forgejo/forgejo/issues/0",
    `https://codeberg.org/forgejo/forgejo/issues/${"9".repeat(400)}`,
    "https://codeberg.org/forgejo/../issues/5",
    "https://codeberg.org/forgejo/%2e%2e/issues/5",
    "https://codeberg.org/forgejo/..%2F..%2Fadmin/issues/5",
    "https://example.org/forgejo/forgejo/issues/5",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });
});

describe("locate()", () => {
  it("finds the API below the pages, and asks the issues endpoint for a pull request too", () => {
    const trackers = { gitea: [{ web: "https://git.example.org/forge/" }] };
    const matched = matchUrl("https://git.example.org/forge/Team/app/pulls/7", trackers);

    const [request] = gitea.locate(matched?.key ?? "", { web: "https://git.example.org/forge/" });

    expect(request?.url).toBe("https://git.example.org/forge/api/v1/repos/team/app/issues/7");
  });

  it("asks another API where the instance names one", () => {
    const [request] = gitea.locate("a/b/issues/1", { web: "https://example.org/", api: "https://api.example.org/v1/" });

    expect(request?.url).toBe("https://api.example.org/v1/repos/a/b/issues/1");
  });
});

describe("authorization()", () => {
  it("sends a token in Gitea's own form", () => {
    expect(gitea.authorization?.("secret")).toEqual(["authorization", "token secret"]);
  });
});
