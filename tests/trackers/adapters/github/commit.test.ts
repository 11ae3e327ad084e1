import { describe, expect, it } from "vitest";
import { fixture, lookWith, notFound } from "../../samples.ts";

const SHA = "ad9e767657c3d3c0ec9e09a17f6732bcbf915401";
const COMMIT = `https://github.com/openzfs/zfs/commit/${SHA}`;
const BEHIND = fixture("github/compare-behind.json");

/** The fixture with another message. */
function commit(message: string): string {
  return JSON.stringify({ sha: SHA, html_url: COMMIT, commit: { message, committer: null } });
}

describe("parse() of a commit", () => {
  it("reads one that the default branch has as merged, on a day that nobody tells, by the first line", async () => {
    const item = await lookWith(COMMIT, fixture("github/commit.json"), BEHIND);

    expect(item).toEqual({
      state: "merged",
      remoteStatus: "commit on the default branch",
      title: "linux: module: weld all but spl.ko into zfs.ko",
    });
  });

  it("reads one that it lacks, such as that of a fork, as open and says why", async () => {
    expect(await lookWith(COMMIT, commit("Subject"), fixture("github/compare-diverged.json"))).toEqual({
      state: "open",
      remoteStatus: "commit not on the default branch",
      words: "not on the default branch",
      title: "Subject",
    });
  });

  it("says only that it exists where it cannot be compared", async () => {
    const missing = notFound(fixture("github/compare-missing.json"));

    expect(await lookWith(COMMIT, commit("Subject"), missing)).toMatchObject({
      ...{ state: "unknown", remoteStatus: "commit exists", words: "commit exists" },
    });
  });

  it("fails where the comparison does, because that says nothing of the commit", async () => {
    const failed = new Response("", { status: 502 });

    await expect(lookWith(COMMIT, commit("Subject"), failed)).rejects.toMatchObject({ kind: "server" });
  });

  it.each([
    ['Revert "Fix it"', "revert merged; release not known"],
    ['Revert "Revert "Fix it""', undefined],
    ['Reapply "Fix it"', undefined],
    ["Fall back to the old default", "revert merged; release not known"],
  ])("reads %s as %s", async (message, words) => {
    expect((await lookWith(COMMIT, commit(`${message}\n\nThis reverts commit ${SHA}.`), BEHIND)).words).toBe(words);
  });

  it("takes the commit that begins as the link does", async () => {
    const short = "https://github.com/OpenZFS/zfs/commit/AD9E7676";

    expect(await lookWith(short, fixture("github/commit.json"), BEHIND)).toMatchObject({ movedTo: undefined });
  });

  it("refuses another commit, such as that of a branch with such a name", async () => {
    const url = "https://github.com/openzfs/zfs/commit/deadbeef";

    await expect(lookWith(url, fixture("github/commit.json"))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (commit "ad9e767657c3d3c0ec9e09a17f6732bcbf915401" instead of "deadbeef"): GET https://api.github.com/repos/openzfs/zfs/commits/deadbeef?per_page=1]`,
    );
  });

  it("refuses the comparison of another commit", async () => {
    const other = BEHIND.replaceAll(SHA, "1".repeat(40));

    await expect(lookWith(COMMIT, commit("Subject"), other)).rejects.toMatchObject({ kind: "malformed" });
  });

  it("refuses an answer without a message", async () => {
    const body = JSON.stringify({ sha: SHA, commit: { committer: null } });

    await expect(lookWith(COMMIT, body)).rejects.toMatchObject({ kind: "malformed" });
  });

  it("tells the new address of one whose repository was renamed, behind GitHub's redirect", async () => {
    const location = `https://api.github.com/repositories/1/commits/${SHA}`;
    const moved = new Response("", { status: 301, headers: { location } });
    const body = JSON.stringify({ ...JSON.parse(commit("Subject")), html_url: `https://github.com/a/b/commit/${SHA}` });

    expect(await lookWith(COMMIT, moved, body, BEHIND)).toMatchObject({
      movedTo: `https://github.com/a/b/commit/${SHA}`,
    });
    await expect(lookWith(COMMIT, body, BEHIND)).rejects.toMatchObject({ kind: "malformed" });
  });

  it.each([
    [422, fixture("github/commit-missing.json"), "not-found"],
    [422, JSON.stringify({ message: "Validation Failed" }), "malformed"],
  ])("tells HTTP %i as GitHub means it", async (status, body, kind) => {
    await expect(lookWith(COMMIT, new Response(body, { status }))).rejects.toMatchObject({ kind });
  });
});
