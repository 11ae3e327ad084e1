import { describe, expect, it } from "vitest";
import { firstRelease, isRevert, mergedWords, releasedWords } from "../../src/trackers/changes.ts";

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
    [["v1.10", "v1.9", "v2.0"], "v1.9"],
    [["1.3.0", "1.2.10", "1.2.9"], "1.2.9"],
    [["mesa-23.1.0", "23.1-branchpoint", "mesa-23.1.0-rc1"], "mesa-23.1.0"],
    [["debian/6.5_rc3-1_exp1", "debian/6.5.1-1"], "debian/6.5.1-1"],
    [["2023c", "2023b"], "2023b"],
    [["OpenSSL_1_1_1k", "OpenSSL_1_1_1l"], "OpenSSL_1_1_1k"],
    [["v4l-utils-1.24.0"], "v4l-utils-1.24.0"],
    [["e2fsprogs-1.47.0"], "e2fsprogs-1.47.0"],
    [["debian/1%2.36-9+deb12u1"], "debian/1%2.36-9+deb12u1"],
    [["debian/1.2+dfsg-1_bpo12+1"], "debian/1.2+dfsg-1_bpo12+1"],
    [["v16.0.1-ee"], "v16.0.1-ee"],
    [["1.0.0.Final", "1.0.0.CR1"], "1.0.0.Final"],
    [["2023-11-02"], "2023-11-02"],
    [["20231102"], "20231102"],
  ])("takes of %j the lowest", (tags, first) => {
    expect(firstRelease(tags)).toBe(first);
    expect(firstRelease(tags.toReversed())).toBe(first);
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
  ])("takes %j for none", (tag) => {
    expect(firstRelease([tag])).toBeUndefined();
  });

  it("knows none among no tags", () => {
    expect(firstRelease([])).toBeUndefined();
  });

  it("ends on a tag without end", () => {
    expect(firstRelease(["1".repeat(500_000), "1.".repeat(200_000), "a1".repeat(200_000)])).toBeDefined();
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
