import { describe, expect, it } from "vitest";
import { gitea } from "../../../src/trackers/adapters/gitea.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";

const URL_OF_1017 = "https://codeberg.org/forgejo/forgejo/issues/1017";

const look = (name: string) => lookWith(URL_OF_1017, fixture(`gitea/${name}.json`));

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
    ["pull-merged", "fixed", "merged pull request", "2023-10-02T13:40:30+02:00"],
    ["pull-closed", "closed", "closed pull request", "2023-10-02T13:40:31+02:00"],
  ])("reads %s as %s", async (name, state, remoteStatus, since) => {
    const item = await look(name);

    expect(item).toMatchObject({ state, remoteStatus, since, movedTo: undefined });
  });

  it("gives the new address of an issue whose repository was renamed", async () => {
    const item = await look("renamed");

    expect(item.movedTo).toBe("https://codeberg.org/forgejo-contrib/forge/issues/1017");
  });

  it("keeps a title with markup as text", async () => {
    expect((await look("html-title")).title).toBe("<img src=x onerror=alert(1)> & <b>bold</b>");
  });

  it("refuses a state that it does not know", async () => {
    await expect(look("unknown-word")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown status "resolved": GET https://codeberg.org/api/v1/repos/forgejo/forgejo/issues/1017]`,
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
    expect(matchUrl(url, {})).toMatchObject({ url: URL_OF_1017, container: "forgejo/forgejo" });
  });

  it("keeps the spelling of names for readers", () => {
    expect(matchUrl("https://codeberg.org/Codeberg/Community/issues/5", {})?.label).toBe("Codeberg/Community#5");
  });

  it.each([
    "https://codeberg.org/forgejo/forgejo",
    "https://codeberg.org/forgejo/forgejo/issues",
    "https://codeberg.org/forgejo/forgejo/issues/new",
    "https://codeberg.org/forgejo/forgejo/commit/2c66ca3",
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
