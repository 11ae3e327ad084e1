import { describe, expect, it } from "vitest";
import { advance } from "../../../../src/trackers/record/advance.ts";
import type { Item } from "../../../../src/trackers/tracker.ts";
import { fixture, matchUrl, notFound } from "../../samples.ts";
import { like, lookAsking, matchOf, redirect } from "../asking.ts";

const SHA = "20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b";
const COMMIT = `https://gitlab.gnome.org/GNOME/glib/-/commit/${SHA}`;
const API = "/api/v4/projects/GNOME%2Fglib";
const commit = fixture("gitlab/commit.json");
const project = fixture("gitlab/project.json");
const onMain = fixture("gitlab/refs-branches.json");

const tags = (...names: string[]) => JSON.stringify(names.map((name) => ({ type: "tag", name })));
const branches = (...names: string[]) => JSON.stringify(names.map((name) => ({ type: "branch", name })));
const look = async (...answers: (string | Response)[]) => (await lookAsking(COMMIT, ...answers)).item;

describe("a look at a commit", () => {
  it("finds it in the first release that has it", async () => {
    const { item, asked } = await lookAsking(COMMIT, commit, fixture("gitlab/refs-release.json"));

    expect(item).toEqual({
      state: "released",
      remoteStatus: "commit, in 2.78.0",
      words: "released in 2.78.0",
      version: "glib 2.78.0",
      title: "gmain: Wake up the context that a source moves to",
    });
    expect(asked).toEqual([
      `${API}/repository/commits/${SHA}?stats=false`,
      `${API}/repository/commits/${SHA}/refs?type=tag&per_page=100`,
    ]);
  });

  it("finds it on the default branch, and claims neither a release nor a day", async () => {
    const { item, asked } = await lookAsking(COMMIT, commit, tags(), onMain, project);

    expect(item).toEqual({
      state: "merged",
      remoteStatus: "commit on the default branch",
      title: "gmain: Wake up the context that a source moves to",
      isAbsence: false,
    });
    expect(asked.slice(2)).toEqual([`${API}/repository/commits/${SHA}/refs?type=branch&per_page=100`, API]);
  });

  it("takes no pre-release for a release", async () => {
    const item = await look(commit, tags("2.79.0-rc1", "nightly-2023", "main-branchpoint"), onMain, project);

    expect(item.state).toBe("merged");
    expect(item.version).toBeUndefined();
  });

  it("names no first release where the list of tags may go on", async () => {
    const many = tags(...Array.from({ length: 100 }, (_, i) => `2.${i}.0`));

    const item = await look(commit, many);

    expect(item).toMatchObject({ state: "released", remoteStatus: "commit, in releases" });
    expect(item).toMatchObject({ words: undefined, version: undefined });
  });

  it("leaves open whether a release has it where only pre-releases were listed, and the list may go on", async () => {
    const many = tags(...Array.from({ length: 100 }, (_, i) => `2.${i}.0-rc1`));

    const item = await look(commit, many, onMain, project);

    expect(item).toMatchObject({ state: "merged", couldBe: ["released"] });
  });

  it("says of one on other branches alone that it is not on the default one", async () => {
    const item = await look(commit, tags(), branches("glib-2-78", "wip/wake-up"), project);

    expect(item).toEqual({
      state: "open",
      remoteStatus: "commit not on the default branch",
      words: "not on the default branch",
      title: "gmain: Wake up the context that a source moves to",
      isAbsence: true,
    });
  });

  it("says of one on more branches than were listed that it exists", async () => {
    const many = branches(...Array.from({ length: 100 }, (_, i) => `b${i}`));

    const item = await look(commit, tags(), many, project);

    expect(item).toMatchObject({ state: "unknown", remoteStatus: "commit exists", words: "commit exists" });
  });

  it("says of a fork's commit, which no branch and no tag holds, that it exists", async () => {
    const { item, asked } = await lookAsking(COMMIT, commit, tags(), branches());

    expect(item).toMatchObject({ state: "unknown", remoteStatus: "commit exists", words: "commit exists" });
    expect(asked).toHaveLength(3);
  });

  it("says of one that GitLab gives and does not know that it exists", async () => {
    const item = await look(commit, notFound("{}"), notFound("{}"));

    expect(item).toMatchObject({ state: "unknown", couldBe: ["released"] });
  });

  it("says that it exists where the project has no default branch", async () => {
    const item = await look(commit, tags(), onMain, like("gitlab/project.json", { default_branch: null }));

    expect(item.state).toBe("unknown");
  });

  it("counts a branch that is called like a release, and a tag that is called like the branch, as what they are", async () => {
    const refs = JSON.stringify([{ type: "branch", name: "2.78.0" }]);
    const named = JSON.stringify([{ type: "tag", name: "main" }]);

    expect((await look(commit, refs, branches())).state).toBe("unknown");
    expect((await look(commit, tags(), named)).state).toBe("unknown");
  });
});

describe("a look at the commit of a revert", () => {
  const revert = (title: string, rest = "") => like("gitlab/commit.json", { title, message: `${title}\n\n${rest}` });
  const TAKES_BACK = `This reverts commit ${SHA}.`;

  it.each([
    ['Revert "gmain: Wake up"', TAKES_BACK, "revert merged; release not known"],
    ["gmain: Let it sleep", TAKES_BACK, "revert merged; release not known"],
    ['Revert "Revert "gmain: Wake up""', TAKES_BACK, undefined],
    ['Reapply "gmain: Wake up"', TAKES_BACK, undefined],
    ['Revert "Reapply "gmain: Wake up""', TAKES_BACK, "revert merged; release not known"],
  ])("says of %s what was merged", async (title, rest, words) => {
    const item = await look(revert(title, rest), tags(), onMain, project);

    expect(item).toMatchObject({ state: "merged", words });
  });

  it("says what was released", async () => {
    const item = await look(revert('Revert "gmain: Wake up"'), tags("2.78.1"));

    expect(item).toMatchObject({ state: "released", words: "revert released in 2.78.1" });
  });
});

describe("a look at a commit that has changed since", () => {
  const at = (day: number) => `2026-11-0${day}T02:00:00Z`;
  const matched = matchOf(COMMIT);
  const seen = (item: Item) => ({ item, from: "https://gitlab.gnome.org/api" });

  it("takes the release back when its tag was moved away", async () => {
    const before = advance(undefined, matched, seen(await look(commit, tags("2.78.0"))), at(1)).entry;

    const { entry, change } = advance(before, matched, seen(await look(commit, tags(), onMain, project)), at(2));

    expect(change).toBe("moved");
    expect(entry).toMatchObject({ state: "merged", history: [{ from: "released", to: "merged", at: "2026-11-02" }] });
    expect(entry.version).toBeUndefined();
    expect(entry.words).toBeUndefined();
  });

  it("keeps the release where fewer tags could be read", async () => {
    const before = advance(undefined, matched, seen(await look(commit, tags("2.78.0"))), at(1)).entry;

    const { entry } = advance(before, matched, seen(await look(commit, notFound("{}"), onMain, project)), at(2));

    expect(entry).toMatchObject({ state: "released", version: "glib 2.78.0", words: "released in 2.78.0" });
  });

  it("tells that it came to the default branch", async () => {
    const before = advance(undefined, matched, seen(await look(commit, tags(), branches("wip"), project)), at(1)).entry;

    const { entry, change } = advance(before, matched, seen(await look(commit, tags(), onMain, project)), at(2));

    expect(change).toBe("moved");
    expect(entry).toMatchObject({ state: "merged", since: "2026-11-02" });
  });
});

describe("a look at a commit whose answers are about something else", () => {
  it("refuses another commit", async () => {
    const other = commit.replaceAll(SHA, "a".repeat(40));

    await expect(look(other)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (commit "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" instead of "20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b"): GET https://gitlab.gnome.org/api/v4/projects/GNOME%2Fglib/repository/commits/20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b?stats=false]`,
    );
  });

  it("refuses the commit of another project", async () => {
    const other = commit.replaceAll("GNOME/glib", "someone/glib");

    await expect(look(other, tags("2.78.0"))).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about https://gitlab.gnome.org/someone/glib/-/commit/20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b instead of https://gitlab.gnome.org/gnome/glib/-/commit/20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b): GET https://gitlab.gnome.org/api/v4/projects/GNOME%2Fglib/repository/commits/20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b?stats=false]`,
    );
  });

  it("refuses the default branch of another project", async () => {
    const other = like("gitlab/project.json", { path_with_namespace: "someone/glib" });

    await expect(look(commit, tags(), onMain, other)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (about someone/glib instead of GNOME/glib): GET https://gitlab.gnome.org/api/v4/projects/GNOME%2Fglib]`,
    );
  });

  it("refuses tags that are none", async () => {
    await expect(look(commit, "{}")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (answer: Invalid input: expected array, received object): GET https://gitlab.gnome.org/api/v4/projects/GNOME%2Fglib/repository/commits/20540a9f2c1d8e7b6a5f4e3d2c1b0a9f8e7d6c5b/refs?type=tag&per_page=100]`,
    );
  });

  it("gives the new address behind GitLab's redirect", async () => {
    const moved = commit.replaceAll("GNOME/glib", "Platform/glib");
    const there = like("gitlab/project.json", { path_with_namespace: "Platform/glib" });

    const item = await look(redirect("/api/v4/projects/658"), moved, tags(), onMain, there);

    expect(item).toMatchObject({ state: "merged", movedTo: `https://gitlab.gnome.org/platform/glib/-/commit/${SHA}` });
  });

  it("tells a missing commit as not-found", async () => {
    await expect(look(notFound('{"message":"404 Commit Not Found"}'))).rejects.toMatchObject({ kind: "not-found" });
  });

  it("fails where the tags cannot be read", async () => {
    await expect(look(commit, new Response("no", { status: 503 }))).rejects.toMatchObject({ kind: "server" });
  });
});

describe("match()", () => {
  it.each([
    `https://gitlab.gnome.org/GNOME/glib/commit/${SHA}`,
    `http://gitlab.gnome.org/gnome/GLib/-/commit/${SHA.toUpperCase()}`,
    `https://gitlab.gnome.org/GNOME/glib/-/commit/${SHA}.patch`,
    `https://gitlab.gnome.org/GNOME/glib/-/commit/${SHA}.diff`,
    `https://gitlab.gnome.org/GNOME/glib/-/commit/${SHA}/pipelines?ref=main#note_1`,
  ])("gives %s the commit's one address", (url) => {
    expect(matchUrl(url, {})).toMatchObject({ url: COMMIT.replace("GNOME", "gnome"), isChange: true });
  });

  it("keeps the beginning of a hash, and reads the whole one", async () => {
    const { item } = await lookAsking("https://gitlab.gnome.org/GNOME/glib/-/commit/20540a9", commit, tags("2.78.0"));

    expect(matchOf("https://gitlab.gnome.org/GNOME/glib/-/commit/20540a9").label).toBe("GNOME/glib@20540a9");
    expect(item).toMatchObject({ state: "released", movedTo: undefined });
  });

  it.each(["20540a", `${SHA}0`, "main", "20540a9g", "20540a9.zip"])("knows no commit %s", (name) => {
    expect(matchUrl(`https://gitlab.gnome.org/GNOME/glib/-/commit/${name}`, {})).toBeUndefined();
  });
});
