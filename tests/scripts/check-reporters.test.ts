import { describe, expect, test } from "vitest";
import { pathInWorkspace } from "../../scripts/check-reporters.ts";

describe("pathInWorkspace()", () => {
  test.each([
    ["the repository that holds the site", "/repo", "kb/content/a.md"],
    ["the site where it is no part of the repository", "/elsewhere", "content/a.md"],
    ["the site where there is no repository", undefined, "content/a.md"],
  ])("is the way from %s", (_, workspace, expected) => {
    const args = workspace === undefined ? [] : [workspace];

    expect(pathInWorkspace("/repo/kb/content/a.md", "/repo/kb", ...args)).toBe(expected);
  });
});
