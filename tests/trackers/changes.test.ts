import { describe, expect, it } from "vitest";
import { firstRelease, isRelease, isRevert, mergedWords, releasedWords, tagWord } from "../../src/trackers/changes.ts";

const SHA = "b63a88d2af1255a09576069a6ac627b70d9ff889";

describe("isRevert()", () => {
  it.each([
    ["git", 'Revert "Flush the queue"', `This reverts commit ${SHA}.`],
    ["git, with a subject of its own", "drm: bring the old order back", `It hangs.\n\nThis reverts commit ${SHA}.`],
    ["git with --reference", "Go back", "This reverts commit b63a88d2 (Flush the queue, 2022-04-25)"],
    [
      "git, of a merge",
      "Revert \"Merge branch 'a'\"",
      `This reverts commit ${SHA}, reversing\nchanges made to ${SHA}.`,
    ],
    ["git, a third time", 'Revert "Reapply "Flush the queue""', `This reverts commit ${SHA}.`],
    ["old git, a third time", 'Revert "Revert "Revert "Flush the queue"""', ""],
    ["GitLab", 'Revert "Flush the queue"', "This reverts merge request !34"],
    ["GitLab, with a title of its own", "Undo", "This reverts merge request drm/amd!34"],
    [
      "GitLab's merge of one",
      "Merge branch 'revert-b63a' into 'main'",
      'Revert "Flush the queue"\n\nSee merge request !35',
    ],
    ["GitHub, squashed", 'Revert "Flush the queue" (#12)', ""],
    ["GitHub's merge of one", "Merge pull request #12 from a/revert-11-b", 'Revert "Flush the queue"'],
    ["Gitea", `revert ${SHA}`, "revert Flush the queue\n\nIt is never empty."],
    ["Gitea, without its text", `revert ${SHA}`, ""],
    ["Gitea, with another text", `revert ${SHA}`, "It hangs."],
    ["Gitea, a third time", `revert ${SHA}`, `revert revert ${SHA}\n\nrevert revert ${SHA}\n\nrevert Flush the queue`],
    ["Gitea's merge of one", "Merge pull request 'Revert \"Flush\"' (#12) from a/b into main", "Reviewed-on: x"],
  ])("knows the words of %s", (_, title, message) => {
    expect(isRevert(title, message)).toBe(true);
    expect(isRevert(title, `${title}\n\n${message}`)).toBe(true);
  });

  it.each([
    ["git", 'Reapply "Flush the queue"', `This reverts commit ${SHA}.`],
    ["git, a fourth time", 'Reapply "Reapply "Flush the queue""', `This reverts commit ${SHA}.`],
    ["old git", 'Revert "Revert "Flush the queue""', `This reverts commit ${SHA}.`],
    ["GitLab", 'Revert "Revert "Flush the queue""', "This reverts merge request !35"],
    ["Gitea", `revert ${SHA}`, `revert revert ${SHA}\n\nrevert Flush the queue`],
    ["Gitea, of git's", `revert ${SHA}`, `revert Revert "Flush the queue"\n\nThis reverts commit ${SHA}.`],
    ["GitLab's merge of one", "Merge branch 'again' into 'main'", 'Revert "Revert "Flush""\n\nSee merge request !36'],
  ])("takes the revert of a revert for a change, as %s writes it", (_, title, message) => {
    expect(isRevert(title, message)).toBe(false);
  });

  it.each([
    ["Revert button: align it", ""],
    ["revert 1234567 rows when the import fails", ""],
    ["Reverts are faster", "They were slow."],
    ["Flush the queue", `Follow-up of what said "This reverts commit ${SHA}".`],
    ["Flush the queue", `> This reverts commit ${SHA}.`],
    ["Merge branch 'revert-b63a' into 'main'", "Flush the queue"],
    ["", ""],
  ])("takes %j for a change", (title, message) => {
    expect(isRevert(title, message)).toBe(false);
  });

  it("ends on what is nested without end", () => {
    expect(isRevert('Revert "'.repeat(100_000))).toBe(false);
    expect(isRevert(`revert ${SHA}`, `revert revert ${SHA}\n\n`.repeat(20_001))).toBe(false);
  });
});

describe("firstRelease()", () => {
  it.each([
    ["app", ["v1.10", "v1.9", "v2.0"], "v1.9"],
    ["app", ["1.3.0", "1.2.10", "1.2.9"], "1.2.9"],
    ["mesa", ["mesa-23.1.0", "23.1-branchpoint", "mesa-23.1.0-rc1"], "mesa-23.1.0"],
    ["linux", ["debian/6.5_rc3-1_exp1", "debian/6.5.1-1"], "debian/6.5.1-1"],
    ["tz", ["2023c", "2023b"], "2023b"],
    ["openssl", ["OpenSSL_1_1_1k", "OpenSSL_1_1_1l"], "OpenSSL_1_1_1k"],
    ["app", ["1.0.0.Final", "1.0.0.CR1"], "1.0.0.Final"],
  ])("takes for %s of %j the lowest", (repository, tags, first) => {
    expect(firstRelease(tags, repository)).toBe(first);
    expect(firstRelease(tags.toReversed(), repository)).toBe(first);
  });

  it("knows none among no tags", () => {
    expect(firstRelease([], "app")).toBeUndefined();
  });

  it("ends on a tag without end", () => {
    const [name, tags] = ["v".repeat(500_000), ["1".repeat(500_000), "1.".repeat(200_000), "v".repeat(500_000)]];
    expect(firstRelease(tags, name)).toBeDefined();
    expect(firstRelease(["a1".repeat(200_000)], name)).toBeUndefined();
  });
});

describe("isRelease()", () => {
  it.each([
    ...["1.0", "v1.0", "V1.0", "v.1.0", "r12", "release-1.0", "releases/1.0", "release-v1.0", "version-1.0"],
    ...["app-1.0", "App_1_0", "app/v1.0", "app@1.0", "app1.0", "app-release-1.0", "releases/app-1.0"],
    ...["v16.0.1-ee", "2023-11-02", "20231102", "255"],
    ...["debian/6.1.4-1", "debian/1%2.36-9+deb12u1", "debian/1.2+dfsg-1_bpo12+1", "upstream/6.1.4"],
  ])("takes %j for a release", (tag) => {
    expect(isRelease(tag, "App")).toBe(true);
  });

  it.each([
    ["zfs", "zfs-2.2.0"],
    ["v4l-utils", "v4l-utils-1.24.0"],
    ["e2fsprogs", "e2fsprogs-1.47.0"],
    ["c++", "c++-1.0"],
  ])("knows %s by its own name only: %s", (repository, tag) => {
    expect([repository, "app"].map((name) => isRelease(tag, name))).toEqual([true, false]);
  });

  it.each([
    ...["v1.0-rc1", "v1.0-rc.1", "v1.0rc1", "1.0.0-RC2", "1.0.0.CR1", "1.0-alpha", "44.beta", "3.12.0a1", "1.0b2"],
    ...["v2.0-pre1", "v2.0.0-preview3", "1.0.dev5", "1.0-SNAPSHOT", "2.0.0-M2", "1.0.0-next.1", "1.0.0-canary.3"],
    ...["nightly-20231102", "nightly", "latest", "stable", "dev/1.0", "rc-1.0", "exp/6.5", "experimental-3"],
    ...["debian/6.5-1_exp1", "upstream/6.1_rc3", "1.2-5-gabcdef0", "23.1-branchpoint", "before-2.0", "build-441"],
    ...[
      "v1.0-with-everything",
      "v1.0-x",
      "1.0-b",
      "backup/2023",
      "next-20231102",
      "drm-misc-fixes-2023-11-02",
      "for-6.6/io",
      "~",
      "",
    ],
    ...["deploy-20240101", "staging-12", "sprint-7", "jira-1234", "alice-2", "merge-request-17", "prod-3", "pr-12"],
    ...["debian-import-1", "debian/import-1", "debian/12", "upstream/1", "qa-1.2", "old-1.0", "broken-1.2.3"],
    ...["other-1.0", "apple-1.0", "before-app-1.0", "app-before-1.0", "app", "v", "release", "rev-3", "vr1"],
  ])("takes %j for none", (tag) => {
    expect(isRelease(tag, "app")).toBe(false);
  });
});

describe("tagWord()", () => {
  it("tells a tag by its name", () => {
    expect(["v1.0", "v1.0-rc1", "before-rewrite"].map((tag) => tagWord(tag, "app"))).toEqual([
      ...["tag", "tag that names no release", "tag that names no release"],
    ]);
  });
});

describe("mergedWords()", () => {
  it("says nothing where the state's own words do", () => {
    expect(mergedWords({ isRevert: false })).toBeUndefined();
  });

  it.each([
    [{ isRevert: true }, "revert merged; release not known"],
    [{ isRevert: false, branch: "stable-2.1" }, "merged into stable-2.1; release not known"],
    [{ isRevert: true, branch: "stable-2.1" }, "revert merged into stable-2.1; release not known"],
  ])("says of %j “%s”", (change, words) => {
    expect(mergedWords(change)).toBe(words);
  });
});

describe("releasedWords()", () => {
  it.each([
    [{ isRevert: false, tag: "v1.9" }, "released in v1.9"],
    [{ isRevert: true, tag: "v1.9" }, "revert released in v1.9"],
    [{ isRevert: true, tag: undefined }, "revert released"],
    [{ isRevert: false, tag: undefined }, undefined],
  ])("says of %j “%s”", (change, words) => {
    expect(releasedWords(change)).toBe(words);
  });
});
