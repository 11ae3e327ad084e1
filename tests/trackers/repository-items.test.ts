import { describe, expect, it } from "vitest";
import { labelOf, partsReader, tagIn, versionOf } from "../../src/trackers/repository-items.ts";

const read = partsReader("([a-z]+/[a-z]+)", {
  issues: "issues/(\\d+)$",
  commit: "commit/([\\da-fA-F]+)$",
  tags: "tags/(.+)$",
});

describe("partsReader()", () => {
  it.each([
    ["a/b/issues/5", { path: "a/b", kind: "issues", name: "5" }],
    ["a/b/commit/2C66CA3", { path: "a/b", kind: "commit", name: "2c66ca3" }],
    ["a/b/tags/release%2F1.0", { path: "a/b", kind: "tags", name: "release/1.0" }],
    ["a/b/tags/V1", { path: "a/b", kind: "tags", name: "V1" }],
  ])("reads %s", (text, parts) => {
    expect(read(text)).toEqual(parts);
  });

  it.each(["", "a/b", "a/issues/5", "x/a/b/issues/5", "a/b/tags/a%20b", "a/b/tags/..", "a/b/wiki/5"])(
    "knows no item at %j",
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );
});

describe("labelOf()", () => {
  it.each([
    ["issues", "2068", "drm/amd#2068"],
    ["merge_requests", "34", "drm/amd!34"],
    ["commit", "20540a9f2c1d", "drm/amd@20540a9"],
    ["tags", "v1.0", "drm/amd v1.0"],
  ])("writes %s %s as %s", (kind, name, label) => {
    expect(labelOf({ path: "drm/amd", kind, name })).toBe(label);
  });
});

describe("versionOf()", () => {
  it("gives the last name of the path, which a package has in lower case", () => {
    expect(versionOf("1.44.0", { path: "NetworkManager/NetworkManager" })).toBe("networkmanager 1.44.0");
  });
});

describe("tagIn()", () => {
  it.each([
    ["v1.0", "v1.0"],
    ["release%2F1.0", "release/1.0"],
    ["release/1.0", "release/1.0"],
    ["debian/1%252.36-9%2Bdeb12u1", "debian/1%2.36-9+deb12u1"],
    ["caf%C3%A9", "café"],
  ])("reads %s as %s", (part, tag) => {
    expect(tagIn(part)).toBe(tag);
  });

  it.each([
    "",
    "%",
    "%ff",
    "..",
    ".",
    "a/../b",
    "a..b",
    "..%2F..%2Fuser",
    "a//b",
    "/a",
    "a/",
    ".a",
    "a/.b",
    "a.",
    "a b",
  ])("knows no tag in %j, because git takes none of that name", (part) => {
    expect(tagIn(part)).toBeUndefined();
  });

  it.each(["a%3Fb", "a%00b", "a%0Ab", "a:b", "a~1", "a^", "a*", "a%5Cb", "a@{1}"])(
    "knows none in %s either",
    (part) => {
      expect(tagIn(part)).toBeUndefined();
    },
  );
});
