import { describe, expect, test } from "vitest";
import { checkOverride } from "../../src/corpus/settings.ts";
import { loadSite, told } from "./tiny-site.ts";

const settingsOf = async (yaml: string) => (await loadSite({ "content/site.yaml": yaml })).settings;
const toldOfSettings = async (yaml: string) => told(await loadSite({ "content/site.yaml": yaml }));

describe("readSettings()", () => {
  test("has defaults for a site without site.yaml, and for an empty one", async () => {
    const { settings } = await loadSite({ "content/pages/a.md": "text" });

    expect(settings).toMatchObject({ title: "Faultbook", pathPrefix: "/" });
    expect(await settingsOf("# nothing yet\n")).toEqual(settings);
  });

  test("reads what a site says", async () => {
    expect(await settingsOf("title: Ours\nurl: https://kb.example\npathPrefix: /group/kb/\n")).toMatchObject({
      title: "Ours",
      url: "https://kb.example",
      pathPrefix: "/group/kb/",
    });
  });

  test("lets the place that a site is built for override where it is served", async () => {
    const files = { "content/site.yaml": "title: Ours\nurl: https://kb.example\n" };

    const { settings } = await loadSite(files, { url: "https://preview.example", pathPrefix: "/42/" });

    expect(settings).toMatchObject({ title: "Ours", url: "https://preview.example", pathPrefix: "/42/" });
  });

  test("tells all that is wrong, and goes on with the defaults", async () => {
    const corpus = await loadSite({
      "content/site.yaml":
        "titel: Ours\nurl: kb.example\npathPrefix: /a b/\ntrackers: { github: [{ web: github }], gitlab: x }\n",
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/site.yaml:1:1  unknown key "titel"
          | titel: Ours
          | ^^^^^
        Did you mean "title"? Known keys here: title, description, url, pathPrefix, author, trackers

      content/site.yaml:2:6  "url" cannot be "kb.example"
          | url: kb.example
          |      ^^^^^^^^^^
        Write a URL, as in https://example.org/page

      content/site.yaml:3:13  "pathPrefix" cannot be "/a b/"
          | pathPrefix: /a b/
          |             ^^^^^
        Must be a path such as /group/kb/

      content/site.yaml:4:29  "trackers.github[0].web" cannot be "github"
          | trackers: { github: [{ web: github }], gitlab: x }
          |                             ^^^^^^
        Write a URL, as in https://example.org/page

      content/site.yaml:4:48  "trackers.gitlab" cannot be "x"
          | trackers: { github: [{ web: github }], gitlab: x }
          |                                                ^
        Write a list, as in [one, two]"
    `);
    expect(corpus.settings.title).toBe("Faultbook");
  });

  test("tells where a path belongs", async () => {
    expect(await toldOfSettings("url: https://kb.example/group/\n")).toMatchInlineSnapshot(`
      "content/site.yaml:1:6  "url" cannot be "https://kb.example/group/"
          | url: https://kb.example/group/
          |      ^^^^^^^^^^^^^^^^^^^^^^^^^
        Must have no path: that is pathPrefix"
    `);
  });

  test("tells YAML that is broken, or no map", async () => {
    expect(await toldOfSettings("title: [Ours\nurl: https://kb.example\n")).toMatchInlineSnapshot(`
      "content/site.yaml:1:8  not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]
          | title: [Ours
          |        ^^^^^
        Close the quote or bracket that is opened here"
    `);
    expect(await toldOfSettings("- title\n")).toMatchInlineSnapshot(`
      "content/site.yaml:1:1  the YAML cannot be ["title"]
          | - title
          | ^^^^^^^
        Write a map of keys and values"
    `);
  });
});

describe("checkOverride()", () => {
  test("keeps only what is given", () => {
    expect(checkOverride({ pathPrefix: "kb" })).toEqual({ pathPrefix: "/kb/" });
    expect(checkOverride({ url: undefined })).toEqual({});
  });

  test("throws for what cannot be used", () => {
    expect(() => checkOverride({ url: "kb.example" })).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: Cannot use url "kb.example": Invalid URL]`,
    );
    expect(() => checkOverride({ pathPrefix: "/a b/" })).toThrowErrorMatchingInlineSnapshot(
      `[RangeError: Cannot use pathPrefix "/a b/": must be a path such as /group/kb/]`,
    );
  });
});
