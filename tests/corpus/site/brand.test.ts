import { describe, expect, test } from "vitest";
import { type Files, loadSite, runbook, told } from "../tiny-site.ts";

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><title>x</title></svg>';
/** The first bytes of a PNG of 300 × 50 pixels. */
const PNG = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1, 44, 0, 0, 0, 50, 8,
]);

const withSettings = (yaml: string, files: Files = {}) => loadSite({ "content/site.yaml": yaml, ...files });

describe("a logo", () => {
  test.each([
    ["media/a.svg", SVG, 120, 40],
    ["content/media/a.svg", SVG, 120, 40],
    ["/media/a.svg", SVG.replace("<svg", '<svg width="60px" height="30"'), 60, 30],
    ["media/a.svg", `<?xml version="1.0"?><!-- <svg width="1" height="1"> -->${SVG}`, 120, 40],
    ["media/a.svg", `<!--${" ".repeat(5000)}-->${SVG}`, 120, 40],
    ["media/a.png", PNG, 300, 50],
  ])(
    "%s has its size from the file, and is published though no page shows it",
    async (file, content, width, height) => {
      const path = `content/media/${file.split("/").at(-1)}`;

      const corpus = await withSettings(`logo: { file: ${file}, alt: Ours }\n`, { [path]: content });

      expect(told(corpus)).toBe("");
      expect(corpus.brand.logo).toMatchObject({ alt: "Ours", width, height, attachment: { file: path } });
      expect([...corpus.attachments.keys()]).toEqual([path]);
    },
  );

  test("that does not exist is told with the nearest file, and holds nothing back", async () => {
    const corpus = await withSettings("logo:\n  file: media/lgo.svg\n  alt: ''\n", { "content/media/logo.svg": SVG });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/site.yaml:2:9  "logo.file" is "media/lgo.svg", which does not exist
          | file: media/lgo.svg
          |       ^^^^^^^^^^^^^
        Did you mean "media/logo.svg"? Put the file at content/media/lgo.svg, or write the path of another one"
    `);
    expect(corpus.problems[0]?.withholds).toBe("nothing");
    expect([corpus.brand.logo, corpus.attachments.size]).toEqual([undefined, 0]);
  });

  test.each([
    ["without a size", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["with a size of nothing", SVG.replace("120 40", "0 40")],
    ["that is cut off", "<svg"],
  ])("%s is told", async (_, svg) => {
    const corpus = await withSettings("logo: { file: media/a.svg, alt: '' }\n", { "content/media/a.svg": svg });

    expect(told(corpus)).toContain('"logo.file" is "media/a.svg", whose size cannot be read');
    expect(corpus.brand.logo).toBeUndefined();
  });

  test("that is no whole PNG is told with what helps a PNG", async () => {
    const files = { "content/media/a.png": PNG.slice(0, 20) };

    expect(told(await withSettings("logo: { file: media/a.png, alt: '' }\n", files))).toMatchInlineSnapshot(`
      "content/site.yaml:1:15  "logo.file" is "media/a.png", whose size cannot be read
          | logo: { file: media/a.png, alt: '' }
          |               ^^^^^^^^^^^
        The file is no whole PNG: save the picture as PNG again"
    `);
  });

  test("with a script in it is told as any drawing is", async () => {
    const svg = SVG.replace("<title>", "<script>alert(1)</script><title>");

    const corpus = await withSettings("logo: { file: media/a.svg, alt: '' }\n", { "content/media/a.svg": svg });

    expect(told(corpus)).toContain("content/media/a.svg:1:");
    expect(corpus.problems.some(({ kind }) => kind === "problem")).toBe(true);
  });

  test("of another kind is refused, and so is an SVG for link previews", async () => {
    expect(
      told(await withSettings("logo: { file: media/a.jpg, alt: '' }\nimage: { file: media/a.svg, alt: '' }\n")),
    ).toMatchInlineSnapshot(`
      "content/site.yaml:1:15  "logo.file" cannot be "media/a.jpg"
          | logo: { file: media/a.jpg, alt: '' }
          |               ^^^^^^^^^^^
        Write the path of an SVG or PNG file

      content/site.yaml:2:16  "image.file" cannot be "media/a.svg"
          | image: { file: media/a.svg, alt: '' }
          |                ^^^^^^^^^^^
        Write the path of a PNG, JPEG, WebP or GIF file"
    `);
  });
});

describe("a link of the settings", () => {
  test("leads to a page of the site, or out", async () => {
    const yaml = [
      "navigation:",
      "  - { label: Runbooks, url: /runbooks/ }",
      "  - { label: A, url: /runbooks/a/#impact }",
      "  - { label: Status, url: 'https://status.example.org/' }",
      "footer: { links: [{ label: Mail, url: 'mailto:a@example.org' }] }",
    ];

    expect(told(await withSettings(yaml.join("\n"), { "content/runbooks/a.md": runbook("title: A") }))).toBe("");
  });

  test("that leads nowhere is told, and holds nothing back", async () => {
    const yaml = [
      "navigation: [{ label: A, url: /runboks/ }]",
      "footer:",
      "  links: [{ label: A, url: /imprint/ }]",
    ].join("\n");

    const corpus = await withSettings(yaml, { "content/pages/imprints.md": "text" });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/site.yaml:1:31  link to "/runboks/", which does not exist
          | navigation: [{ label: A, url: /runboks/ }]
          |                               ^^^^^^^^^
        Did you mean "/runbooks/"? An address is the path of the file below content/, without its extension

      content/site.yaml:3:28  link to "/imprint/", which does not exist
          | links: [{ label: A, url: /imprint/ }]
          |                          ^^^^^^^^^
        Did you mean "/imprints/"? An address is the path of the file below content/, without its extension"
    `);
    expect(corpus.problems.map(({ withholds }) => withholds)).toEqual(["nothing", "nothing"]);
  });

  test("to an anchor that a list does not have is told, and one to its groups is not", async () => {
    const yaml =
      "navigation:\n  - { label: A, url: '/runbooks/#page-group-storage' }\n  - { label: B, url: '/runbooks/#nope' }\n";

    expect(told(await withSettings(yaml, { "content/runbooks/a.md": runbook("title: A") }))).toMatchInlineSnapshot(`
      "content/site.yaml:3:22  link to "/runbooks/#nope": that page has no anchor "#nope"
          | - { label: B, url: '/runbooks/#nope' }
          |                    ^^^^^^^^^^^^^^^^^
        Link to the page itself: it has no headings"
    `);
  });

  test("is told together with what is wrong with other settings, and sound ones count", async () => {
    const yaml =
      "titel: x\nlang: German\naccent: { light: '#eeeeee', dark: '#111111' }\nfooter: { links: [{ label: A, url: /nope/ }] }\n";

    const { problems, settings } = await withSettings(yaml);

    expect(problems.map(({ what }) => what)).toEqual([
      'unknown key "titel"',
      '"lang" cannot be "German"',
      'link to "/nope/", which does not exist',
    ]);
    expect(settings).toMatchObject({ lang: "en", accent: { light: "#eeeeee" } });
  });

  test("to a page for other readers is no problem of this output", async () => {
    const files = { "content/pages/a.md": "---\naudience: internal\n---\ntext" };

    expect(told(await withSettings("navigation: [{ label: A, url: /a/ }]\n", files))).toBe("");
  });

  test.each(["runbooks/", "//example.org/", "javascript:alert(1)", "#top", "https:///x"])(
    "is refused as %s",
    async (url) => {
      expect(told(await withSettings(`navigation: [{ label: A, url: '${url}' }]\n`))).toContain(
        "Write a path of this site that begins with a slash, or a whole URL",
      );
    },
  );
});
