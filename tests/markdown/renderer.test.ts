import { readFileSync } from "node:fs";
import { load } from "cheerio";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { Source } from "../../src/core/position.ts";
import { features } from "../../src/markdown/index.ts";
import { createRenderer } from "../../src/markdown/renderer.ts";
import { htmlOf, htmlOfText, render } from "./render.ts";

describe("render()", () => {
  test("begins behind the front matter and counts its lines", async () => {
    const text = "---\ntitle: x\n---\n\n[a](/a/)\n\n```bsh\nx\n```\n";
    const renderer = await createRenderer();

    const { parts, links, problems, untested } = await renderer.render(new Source("a.md", text), 3, {
      schemes: [],
      owners: [],
      shortForms: [],
    });

    expect(parts.join("")).not.toContain("title");
    expect(links[0]?.place).toMatchObject({ line: 5, column: 5 });
    expect(problems[0]?.place).toMatchObject({ line: 7, column: 4 });
    expect(untested[0]?.place).toMatchObject({ line: 7, column: 1 });
  });

  test("makes nothing of an empty text", async () => {
    expect((await render("")).parts).toEqual([]);
  });

  test("makes nothing of a file that ends with its front matter", async () => {
    const renderer = await createRenderer();

    expect(
      (await renderer.render(new Source("a.md", "---\n---"), 2, { schemes: [], shortForms: [], owners: [] })).parts,
    ).toEqual([]);
  });

  test("leaves file names and addresses without a scheme alone", async () => {
    expect(await htmlOfText("See README.md, example.org and a@example.org.")).not.toContain("<a");
  });

  test("leaves typography to the author: commands must survive it", async () => {
    expect(await htmlOfText('"--verbose" ... (c)')).toBe("<p>&quot;--verbose&quot; ... (c)</p>\n");
  });

  test("renders documents beside one another as it does one by one", async () => {
    const texts = Array.from(
      { length: 20 },
      (_, i) => `## H\n\n[l](https://e.org/${i})[^1] <b>${i}</b>\n\n[^1]: n${i}\n\n\`\`\`bash\necho ${i}\n\`\`\`\n`,
    );

    const beside = await Promise.all(texts.map(async (text) => htmlOf(await render(text))));

    const oneByOne: string[] = [];
    for (const text of texts) oneByOne.push(htmlOf(await render(text)));
    expect(beside).toEqual(oneByOne);
  });

  test.each(globSync(["content/*/*.md", "tests/fixtures/markdown/*.md"]))(
    "writes no style and no handler for %s",
    async (file) => {
      const $ = load("<body>" + htmlOf(await render(readFileSync(file, "utf8").replace(/^---\n.*?\n---\n/s, ""))));

      const attributes = $("body *")
        .toArray()
        .flatMap(({ attribs }) => Object.keys(attribs));
      expect(attributes.filter((name) => name === "style" || name.startsWith("on"))).toEqual([]);
      expect($("script, style, iframe").length).toBe(0);
    },
  );
});

test("features have names of their own, in the order of the alphabet", () => {
  const names = features.map(({ name }) => name);

  expect(names).toEqual([...new Set(names)].toSorted());
});
