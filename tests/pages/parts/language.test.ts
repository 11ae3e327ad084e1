// Documents in another language than the site's: what is written from right to left reads so, on its page and in lists.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import postmortemList from "../../../src/pages/postmortem-list.11ty.ts";
import postmortems from "../../../src/pages/postmortems.11ty.ts";
import { writeSite } from "../../corpus/tiny-site.ts";
import { loadSite } from "../../site/support/load-site.ts";

const ARABIC = "القرص ممتلئ (2)";

async function siteOf(frontMatter: string, settings = "") {
  const text = `---\n${frontMatter}\n---\n## One\n\nText\n`;
  return loadSite(await writeSite({ "content/postmortems/a.md": text, "content/site.yaml": settings }));
}

async function pagesOf(frontMatter: string, settings = "") {
  const site = await siteOf(frontMatter, settings);
  const $ = load(postmortems.render({ ...site, document: site.corpus.postmortems[0] as never }));
  const list = load(postmortemList.render(site));
  const attributes = (selector: string) => [$(selector).attr("lang"), $(selector).attr("dir")];
  return {
    html: attributes("html"),
    article: attributes("article"),
    prose: attributes(".prose"),
    h1: $.html($("h1")),
    /** What has a language of its own, beside the title and the text. */
    others: $("[lang]:not(html, h1, .prose)")
      .map((_, one) => `${one.name} ${$(one).attr("lang")} ${$(one).text()}`)
      .get(),
    title: list(".documents a > span").html(),
    description: list(".documents p").html(),
  };
}

describe("a document", () => {
  test("in Arabic runs from right to left on a page of an English site", async () => {
    const frontMatter = `title: ${ARABIC}\ndescription: ${ARABIC}.\nimpact: لا شيء\nlang: ar`;

    const { html, article, prose, h1, others, title, description } = await pagesOf(frontMatter);

    expect([html, article, prose]).toEqual([
      ["en", undefined],
      [undefined, undefined],
      ["ar", "rtl"],
    ]);
    expect(h1).toContain('<h1 lang="ar" dir="rtl"');
    expect(others).toEqual([`p ar ${ARABIC}.`, "dd ar لا شيء"]);
    expect(title).toBe(`<bdi lang="ar" dir="rtl">${ARABIC}</bdi>`);
    expect(description).toBe(`<bdi lang="ar" dir="rtl">${ARABIC}.</bdi>`);
  });

  test("in English runs from left to right on a page of an Arabic site", async () => {
    const { html, prose, title } = await pagesOf("title: Disk\nlang: en", "lang: ar\n");

    expect([html, prose]).toEqual([
      ["en", undefined],
      [undefined, undefined],
    ]);
    expect(title).toBe("Disk");
  });

  test("that states no language has that of the site, in a frame that stays English", async () => {
    const { html, prose, title, others } = await pagesOf("title: Platte", "title: Hilfe\nlang: de\n");

    expect([html, prose]).toEqual([
      ["en", undefined],
      ["de", "ltr"],
    ]);
    expect(title).toBe('<bdi lang="de" dir="ltr">Platte</bdi>');
    expect(others).toEqual(["span de Hilfe"]);
  });

  test("may spell its language in another way", async () => {
    const { prose, title } = await pagesOf("title: Disk\nlang: pt_br");

    expect(prose).toEqual(["pt-BR", "ltr"]);
    expect(title).toBe('<bdi lang="pt-BR" dir="ltr">Disk</bdi>');
  });

  test("that states no language has a title whose direction the browser finds", async () => {
    const { prose, h1, title } = await pagesOf(`title: ${ARABIC}`);

    expect(prose).toEqual([undefined, undefined]);
    expect(h1).toContain('<h1 dir="auto"');
    expect(title).toBe(`<bdi>${ARABIC}</bdi>`);
  });
});

describe("an unknown language", () => {
  const told = async (frontMatter: string, settings = "url: https://kb.example\n") => {
    const { problems, corpus } = await siteOf(frontMatter, settings);
    return problems
      .filter(({ what }) => what.includes("lang"))
      .map((problem) => formatProblem(problem, corpus.readLine))
      .join("\n\n");
  };

  test("of the site is a Problem", async () => {
    expect(await told("title: A", "lang: German\n")).toMatchInlineSnapshot(`
      "content/site.yaml:1:7  "lang" cannot be "German"
          | lang: German
          |       ^^^^^^
        Did you mean "de"? Write the tag of a language, such as en, pt-BR or ar"
    `);
  });

  test("of a document is left out with advice, and a Problem in a finished one", async () => {
    expect(await told("title: A\nlang: jp")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:7  advice: "lang" has another form: the document is shown without it
          | lang: jp
          |       ^^
        Did you mean "ja"? Write the tag of a language, such as en, pt-BR or ar"
    `);
    expect(await told("title: A\nlang: jp\nstatus: final")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:7  "lang" cannot be "jp"
          | lang: jp
          |       ^^
        Did you mean "ja"? Write the tag of a language, such as en, pt-BR or ar"
    `);
  });
});
