import { describe, expect, it } from "vitest";
import { reachableStates } from "../../../../src/trackers/match.ts";
import { fixture, matchUrl, notFound } from "../../samples.ts";
import { like, lookAsking, matchOf, redirect } from "../asking.ts";

const SHA = "4d0e74a1b2c3d4e5f60718293a4b5c6d7e8f9001";
const COMMIT = `https://codeberg.org/forgejo/forgejo/commit/${SHA}`;
const API = "/api/v1/repos/forgejo/forgejo";
const BRIEF = "stat=false&verification=false&files=false";
const commit = fixture("gitea/commit.json");
const repository = fixture("gitea/repository.json");
const left = JSON.stringify([{ sha: SHA }]);

const look = async (...answers: (string | Response)[]) => (await lookAsking(COMMIT, ...answers)).item;
const TITLE = "Answer a push of a tag even when its hook fails";

describe("a look at a commit", () => {
  it("finds it on the default branch, of whose history nothing is left out, and claims no release and no day", async () => {
    const { item, asked } = await lookAsking(COMMIT, commit, repository, "[]");

    expect(item).toEqual({
      state: "merged",
      remoteStatus: "commit on the default branch",
      title: TITLE,
      isAbsence: false,
    });
    expect(asked).toEqual([
      `${API}/git/commits/${SHA}?${BRIEF}`,
      API,
      `${API}/commits?sha=${SHA}&not=refs%2Fheads%2Fforgejo&limit=1&${BRIEF}`,
    ]);
  });

  it("says of one that the default branch lacks that it is not there, once the server has shown that it can tell", async () => {
    const { item, asked } = await lookAsking(COMMIT, commit, repository, left, "[]");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "commit not on the default branch",
      words: "not on the default branch",
      title: TITLE,
      isAbsence: true,
    });
    expect(asked[3]).toBe(`${API}/commits?sha=${SHA}&not=${SHA}&limit=1&${BRIEF}`);
  });

  it("says only that it exists where the server leaves nothing out, as old ones do", async () => {
    const item = await look(commit, repository, left, left);

    expect(item).toMatchObject({ state: "unknown", remoteStatus: "commit exists", words: "commit exists" });
  });

  it.each([
    [`revert ${SHA}\n\nrevert ${TITLE}`, "revert merged; release not known"],
    [`Revert "${TITLE}"\n\nThis reverts commit ${SHA}.`, "revert merged; release not known"],
    [`Revert "Revert "${TITLE}""\n\nThis reverts commit ${SHA}.`, undefined],
    [`Reapply "${TITLE}"\n\nThis reverts commit ${SHA}.`, undefined],
  ])("says of %j what was merged", async (message, words) => {
    const item = await look(like("gitea/commit.json", { commit: { message } }), repository, "[]");

    expect([item.state, item.words]).toEqual(["merged", words]);
  });

  it("takes the first line for the title", async () => {
    const item = await look(like("gitea/commit.json", { commit: { message: "\n One\r\nTwo" } }), repository, "[]");

    expect(item.title).toBe("One");
  });
});

describe("a look at a commit whose answers are about something else", () => {
  it("refuses another commit, and the same one of another repository", async () => {
    const fork = commit.replaceAll("codeberg.org/forgejo", "codeberg.org/someone");

    await expect(look(commit.replaceAll(SHA, "a".repeat(40)))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (commit "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" instead of "4d0e74a1b2c3d4e5f60718293a4b5c6d7e8f9001"): GET https://codeberg.org/api/v1/repos/forgejo/forgejo/git/commits/4d0e74a1b2c3d4e5f60718293a4b5c6d7e8f9001?stat=false&verification=false&files=false]`,
    );
    await expect(
      look(fork, like("gitea/repository.json", { full_name: "someone/forgejo" }), "[]"),
    ).rejects.toMatchObject({ kind: "malformed" });
  });

  it("refuses another repository, and the history of another commit", async () => {
    const other = like("gitea/repository.json", { full_name: "someone/forgejo" });
    const others = JSON.stringify([{ sha: "a".repeat(40) }]);

    await expect(look(commit, other)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about someone/forgejo instead of forgejo/forgejo): GET https://codeberg.org/api/v1/repos/forgejo/forgejo]`,
    );
    await expect(look(commit, repository, others)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (commit "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" instead of "4d0e74a1b2c3d4e5f60718293a4b5c6d7e8f9001"): GET https://codeberg.org/api/v1/repos/forgejo/forgejo/commits?sha=4d0e74a1b2c3d4e5f60718293a4b5c6d7e8f9001&not=refs%2Fheads%2Fforgejo&limit=1&stat=false&verification=false&files=false]`,
    );
    await expect(look(commit, repository, left, others)).rejects.toMatchObject({ kind: "malformed" });
  });

  it("gives the new address behind Gitea's redirect", async () => {
    const moved = commit.replaceAll("forgejo/forgejo", "forge/forge");

    const item = await look(
      ...[redirect(`/api/v1/repos/forge/forge/git/commits/${SHA}`), moved],
      ...[like("gitea/repository.json", { full_name: "Forge/Forge" }), "[]"],
    );

    expect(item).toMatchObject({ state: "merged", movedTo: `https://codeberg.org/forge/forge/commit/${SHA}` });
  });

  it("tells a missing commit as not-found, and fails where the history cannot be read", async () => {
    await expect(look(notFound("{}"))).rejects.toMatchObject({ kind: "not-found" });
    await expect(look(commit, repository, new Response("", { status: 500 }))).rejects.toMatchObject({ kind: "server" });
  });
});

describe("match()", () => {
  it.each([
    `http://codeberg.org/Forgejo/forgejo/commit/${SHA.toUpperCase()}`,
    `https://codeberg.org/forgejo/forgejo/commit/${SHA}.patch`,
    `https://codeberg.org/forgejo/forgejo/commit/${SHA}.diff#a`,
  ])("gives %s the commit's one address", (url) => {
    expect(matchUrl(url, {})).toMatchObject({ url: COMMIT, isChange: true, container: "forgejo/forgejo/commit" });
  });

  it("keeps the beginning of a hash, and reads the whole one", async () => {
    const url = "https://codeberg.org/forgejo/forgejo/commit/4d0e74a";

    const { item, asked } = await lookAsking(url, commit, repository, "[]");

    expect(matchOf(url).label).toBe("forgejo/forgejo@4d0e74a");
    expect(item.movedTo).toBeUndefined();
    expect(asked[2]).toContain(`sha=${SHA}&`);
  });

  it("promises no release of a commit", () => {
    expect(reachableStates(matchOf(COMMIT))).not.toContain("released");
  });

  it.each(["4d0e74", `${SHA}0`, "main", "4d0e74ag"])("knows no commit %s", (name) => {
    expect(matchUrl(`https://codeberg.org/forgejo/forgejo/commit/${name}`, {})).toBeUndefined();
  });
});
