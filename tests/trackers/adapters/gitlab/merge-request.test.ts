import { describe, expect, it } from "vitest";
import { advance } from "../../../../src/trackers/record/advance.ts";
import { fixture, lookWith, matchUrl, notFound } from "../../samples.ts";
import { like, lookAsking, matchOf, redirect } from "../asking.ts";

const REQUEST = "https://gitlab.gnome.org/GNOME/glib/-/merge_requests/3580";
const API = "/api/v4/projects/GNOME%2Fglib";
const merged = fixture("gitlab/merge-request.json");
const project = fixture("gitlab/project.json");

const tags = (...names: string[]) => JSON.stringify(names.map((name) => ({ type: "tag", name })));
const mergedLike = (fields: object) => like("gitlab/merge-request.json", fields);
const look = async (...answers: (string | Response)[]) => (await lookAsking(REQUEST, ...answers)).item;

describe("a look at a merge request", () => {
  it.each([
    ["open", "in-progress", "opened merge request", "2023-09-20T08:00:00.000Z"],
    ["draft", "in-progress", "draft merge request", "2023-09-20T08:00:00.000Z"],
    ["locked", "in-progress", "locked merge request", undefined],
    ["closed", "closed", "closed merge request", "2023-09-27T08:00:00.000Z"],
  ])("reads one that is %s as %s, and asks for nothing more", async (name, state, remoteStatus, since) => {
    const answer = fixture(`gitlab/merge-request-${name}.json`);

    const { item, asked } = await lookAsking("https://salsa.debian.org/kernel-team/linux/-/merge_requests/34", answer);

    const words = state === "closed" ? "closed, not merged" : undefined;
    expect(item).toEqual({ state, remoteStatus, words, since, title: JSON.parse(answer).title });
    expect(asked).toHaveLength(1);
  });

  it("reads a merged one as merged, never as fixed", async () => {
    const { item, asked } = await lookAsking(REQUEST, merged, tags(), project);

    expect(item).toEqual({
      state: "merged",
      remoteStatus: "merged merge request",
      title: "gmain: Wake up the context that a source moves to",
      since: "2023-08-29T11:00:00.000Z",
    });
    expect(asked).toEqual([
      `${API}/merge_requests/3580`,
      `${API}/repository/commits/5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081/refs?type=tag&per_page=100`,
      API,
    ]);
  });

  it("says which branch has it where that is not the default one", async () => {
    const item = await look(mergedLike({ target_branch: "glib-2-78" }), tags(), project);

    expect(item).toMatchObject({ state: "merged", words: "merged into glib-2-78; release not known" });
  });

  it("says of no branch that it is another one where the project has no default branch", async () => {
    const item = await look(merged, tags(), like("gitlab/project.json", { default_branch: null }));

    expect(item.words).toBeUndefined();
  });

  it("finds the first release that has it, since nobody knows when", async () => {
    const { item, asked } = await lookAsking(REQUEST, merged, fixture("gitlab/refs-release.json"));

    expect(item).toEqual({
      state: "released",
      remoteStatus: "merged merge request, in 2.78.0",
      words: "released in 2.78.0",
      version: "glib 2.78.0",
      title: "gmain: Wake up the context that a source moves to",
    });
    expect(asked).toHaveLength(2);
  });

  it("takes no pre-release for a release", async () => {
    expect(await look(merged, tags("2.79.0-rc1", "2.79-branchpoint"), project)).toMatchObject({ state: "merged" });
  });

  it.each([
    ["the merge commit", {}, "5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7081"],
    ["the squashed commit", { merge_commit_sha: null, squash_commit_sha: "b".repeat(40) }, "b".repeat(40)],
    ["its own last commit", { merge_commit_sha: null }, "20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b"],
  ])("asks for the tags of %s", async (_, fields, sha) => {
    const { asked } = await lookAsking(REQUEST, mergedLike(fields), tags("2.78.0"));

    expect(asked[1]).toBe(`${API}/repository/commits/${sha}/refs?type=tag&per_page=100`);
  });

  it("asks for nothing more of an old one that names no commit, and gives no date where GitLab has lost it", async () => {
    const url = "https://gitlab.com/fdroid/fdroiddata/merge_requests/1";
    const { item, asked } = await lookAsking(url, fixture("gitlab/merge-request-merged-undated.json"));

    expect(item).toMatchObject({ state: "merged", remoteStatus: "merged merge request" });
    expect(item.since).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it("reads one whose commit is gone as merged", async () => {
    expect(await look(merged, notFound("{}"), project)).toMatchObject({ state: "merged", couldBe: ["released"] });
  });

  it.each([
    [{ title: 'Revert "gmain: Wake up"', description: "This reverts merge request !3580" }, "revert merged"],
    [{ title: "Sleep again", description: "This reverts merge request !3580" }, "revert merged"],
    [{ title: 'Revert "gmain"', target_branch: "glib-2-78" }, "revert merged into glib-2-78"],
  ])("says of %j that a revert was merged", async (fields, words) => {
    const item = await look(mergedLike(fields), tags(), project);

    expect(item).toMatchObject({ state: "merged", words: `${words}; release not known` });
  });

  it("takes the revert of a revert for a change", async () => {
    const fields = { title: 'Revert "Revert "gmain: Wake up""', description: "This reverts merge request !3581" };

    expect((await look(mergedLike(fields), tags(), project)).words).toBeUndefined();
  });

  it("says of a revert that waits what upstream says of any request", async () => {
    const item = await look(mergedLike({ title: 'Revert "gmain"', state: "opened", merged_at: null }));

    expect(item).toMatchObject({ state: "in-progress", remoteStatus: "opened merge request" });
    expect(item.words).toBeUndefined();
  });

  it("keeps the release where its tags cannot be read one night", async () => {
    const matched = matchOf(REQUEST);
    const seen = async (...answers: (string | Response)[]) => ({ item: await look(...answers), from: "" });
    const nights = [
      await seen(merged, tags(), project),
      await seen(merged, tags("2.78.0")),
      await seen(merged, notFound("{}"), project),
    ];

    const entries = nights.map((_, i) => {
      let entry: ReturnType<typeof advance>["entry"] | undefined;
      for (const [day, night] of nights.slice(0, i + 1).entries())
        entry = advance(entry, matched, night, `2026-11-0${day + 1}T02:00:00Z`).entry;
      return [entry?.state, entry?.since, entry?.version];
    });

    expect(entries).toEqual([
      ["merged", "2023-08-29T11:00:00.000Z", undefined],
      ["released", "2026-11-02", "glib 2.78.0"],
      ["released", "2026-11-02", "glib 2.78.0"],
    ]);
  });
});

describe("a look at a merge request whose answers are about something else", () => {
  it.each([
    ["another number", { iid: 3581 }],
    ["another project", { web_url: "https://gitlab.gnome.org/someone/glib/-/merge_requests/3580" }],
  ])("refuses %s", async (_, fields) => {
    await expect(look(mergedLike(fields), tags("2.78.0"))).rejects.toMatchObject({ kind: "malformed" });
  });

  it("refuses the default branch of another project", async () => {
    const other = like("gitlab/project.json", { path_with_namespace: "someone/glib" });

    await expect(look(merged, tags(), other)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about someone/glib instead of GNOME/glib): GET https://gitlab.gnome.org/api/v4/projects/GNOME%2Fglib]`,
    );
  });

  it("gives the new address behind GitLab's redirect", async () => {
    const there = mergedLike({ web_url: "https://gitlab.gnome.org/Platform/glib/-/merge_requests/3580" });

    const item = await look(redirect("/api/v4/projects/658/merge_requests/3580"), there, tags("2.78.0"));

    expect(item.movedTo).toBe("https://gitlab.gnome.org/platform/glib/-/merge_requests/3580");
  });

  it("tells a missing request as not-found, and a project that cannot be read as what it is", async () => {
    await expect(look(notFound("{}"))).rejects.toMatchObject({ kind: "not-found" });
    await expect(look(merged, tags(), new Response("", { status: 403 }))).rejects.toMatchObject({ kind: "forbidden" });
  });

  it("refuses a state that it does not know", async () => {
    const url = "https://gitlab.gnome.org/GNOME/glib/-/merge_requests/3580";

    await expect(lookWith(url, mergedLike({ state: "archived" }))).rejects.toMatchObject({ kind: "unknown-status" });
  });
});

describe("match()", () => {
  it("knows that it is a change, and reads no more of its neighbours than they show", () => {
    expect(matchUrl(REQUEST, {})).toMatchObject({ isChange: true, container: "gnome/glib/merge_requests" });
  });
});
