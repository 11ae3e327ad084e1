import { describe, expect, test } from "vitest";
import { Attachments, formatSize, isAttachment, parseSize } from "../../src/model/attachment.ts";

describe("isAttachment()", () => {
  test.each([
    ...["a.png", "content/media/x/graph.SVG", "dump.2024.log", "a b.Jpeg", "répertoire/données.csv", "..a.zip"],
  ])("takes %s", (path) => {
    expect(isAttachment(path)).toBe(true);
  });

  test.each([
    ...[
      "a.html",
      "a.xhtml",
      "a.svgz",
      "a.js",
      "a.png.html",
      "a.md",
      "png",
      ".png",
      "content/.log",
      "a.png/b",
      "a.png ",
    ],
  ])("leaves %s", (path) => {
    expect(isAttachment(path)).toBe(false);
  });
});

describe("parseSize()", () => {
  test.each([
    ["25 MB", 25_000_000],
    ["500 kB", 500_000],
    ["500KB", 500_000],
    ["1.5 mb", 1_500_000],
    ["1 GB", 1_000_000_000],
    ["100 B", 100],
  ])("%s is %d bytes", (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
  });

  test.each(["25", "MB", "25 MiB", "-1 MB", "0 MB", "0.1 B", "1e3 kB", "1,5 MB", "99999999999999999999 GB", ""])(
    "%j is no size",
    (text) => {
      expect(parseSize(text)).toBeUndefined();
    },
  );
});

test("formatSize() writes what parseSize() reads", () => {
  const sizes = [25_000_000, 500_000, 1_500_000_000, 100, 1_230_000].map(formatSize);

  expect(sizes).toEqual(["25 MB", "500 kB", "1.5 GB", "100 B", "1.2 MB"]);
});

test("the setting has a default, takes a size, and says how one is written", () => {
  const message = (value: unknown) => Attachments.safeParse(value).error?.issues.map((issue) => issue.message);

  expect(Attachments.parse({})).toEqual({ limit: 25_000_000 });
  expect(Attachments.parse({ limit: "500 kB" })).toEqual({ limit: 500_000 });
  expect(message({ limit: "big" })).toEqual(['Write a size such as "25 MB" or "500 kB"']);
  expect(message({ limit: 25 })).toEqual(["Invalid input: expected string, received number"]);
});
