import { describe, expect, test } from "vitest";
import { expectedHtml, htmlOf, htmlOfText, render, renderFixture } from "../render.ts";

describe("anchors", () => {
  test("renders its fixture", async () => {
    const rendered = await renderFixture("anchors");

    await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("anchors"));
  });

  test("collects the outline of a page, with GitHub's slugs", async () => {
    const { headings } = await renderFixture("anchors");

    expect(headings.map(({ level, id, text }) => `${level} #${id} ${text}`)).toMatchInlineSnapshot(`
      [
        "1 #title-with-code--an-ampersand Title with code & an ampersand",
        "2 #meaning Meaning",
        "2 #meaning-1 Meaning",
        "3 #its-5150-82-what It's 5.15.0-82: "what?"",
        "4 #über-größere-äpfel Über größere Äpfel",
        "5 #level-five Level five",
        "6 #level-six Level six",
        "2 #setext-heading Setext heading",
        "2 #with-a-link-of-its-own With a link of its own",
        "2 #with-a-footnote With a footnote",
      ]
    `);
  });

  test("knows the line of each heading, and below which of them nothing stands", async () => {
    const { headings } = await render(
      "# A\n\n## B\n<!-- later -->\n\n## C\n\n### D\ntext\n\n## E\n<!-- a --> b <!-- c -->\n\nF\n===\n\n## G\n",
    );

    expect(headings.map(({ text, line, isEmpty }) => `${line} ${text}${isEmpty ? " empty" : ""}`)).toEqual([
      "1 A",
      "3 B empty",
      "6 C",
      "8 D",
      "11 E",
      "14 F",
      "17 G empty",
    ]);
  });

  test("begins anew with each document", async () => {
    const [first, second] = [await render("## A\n\n## A\n"), await render("## A\n")];

    expect([first, second].map(({ headings }) => headings.map(({ id }) => id))).toEqual([["a", "a-1"], ["a"]]);
  });

  test.each(["[a](/x/)", "<a href='/x/'>a</a>", "https://example.org/", "a^[note]"])(
    "puts no link within a link: a heading with %s has none to itself",
    async (text) => {
      const html = await htmlOfText(`## ${text}\n`);

      expect(html).toMatch(/<h2 id="[^"]+">/);
      expect(html).not.toContain('class="anchor"');
    },
  );

  test("keep clear of the panel of a check, which a heading may be called like", async () => {
    const { headings } = await render("## Check disk\n\n```bash check=disk\ntrue\n```\n\n## Check host\n");

    expect(headings.map(({ id }) => id)).toEqual(["check-disk-1", "check-host"]);
  });

  test("are no links of the author", async () => {
    expect((await render("## A\n")).links).toEqual([]);
  });
});
