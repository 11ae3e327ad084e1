import { describe, expect, test } from "vitest";
import { loadSite, told } from "../tiny-site.ts";

const load = (text: string) => loadSite({ "content/pages/a.md": text });
const yaml = (text: string) => `---\n${text}\n---\ntext\n`;

describe("a guard in a map", () => {
  test("is told where it stands", async () => {
    const toml = '+++\ntitle = "x"\n[taxonomies]\ntags = ["a"]\ndraft = true\n+++\n';

    expect(told(await load(toml))).toMatchInlineSnapshot(`
      "content/pages/a.md:3:2  advice: unknown key "taxonomies"
          | [taxonomies]
          |  ^^^^^^^^^^
        Known keys here: title, description, date, updated, lang, tags, keywords, status, draft, publish, audience, weight, slug, aliases, severity, systems, alerts, fixes, elsewhere, references, checks

      content/pages/a.md:5:1  "draft" is inside "taxonomies", where it hides nothing
          | draft = true
          | ^^^^^
        Move it to the top level of the front matter; in TOML, above the first [table]"
    `);
  });

  test.each([
    ...["params: { draft: true }", "params: { audience: internal }", "extra: { a: { Status: Draft } }"],
    ...["metadata: { publish: 2999-01-01 }", "custom: [{ published: false }]", "x: { publish-date: 2999-01-01 }"],
    ...["params.draft: true", '"params": { "draft": "yes" }', "draft: false\nparams: { draft: true }"],
    // Maps that are known here are no better a place.
    "lessons: { draft: true }",
    "checks: { a: { asks: x, draft: true } }",
  ])("publishes nothing: %s", async (text) => {
    const { documents, problems } = await loadSite({ "content/postmortems/a.md": yaml(text) });

    expect(documents).toEqual([]);
    expect(problems).toContainEqual(expect.objectContaining({ kind: "problem" }));
  });

  test.each([
    ...["params: { draft: false }", "hero: { status: live }", "x: { audience: developers }", "x: { draft: { a: 1 } }"],
    "checks: { draft: { asks: x } }\nreferences: { https://e.org/draft: { why: draft } }",
  ])("is none in %s", async (text) => {
    expect((await load(yaml(text))).pages).toHaveLength(1);
  });

  test("may be what a merge takes to its place", async () => {
    const { problems, ...corpus } = await load(yaml("base: &base { draft: true }\n<<: *base"));

    expect(corpus.pages).toEqual([]);
    expect(problems).toMatchObject([{ kind: "advice", what: 'unknown key "base"' }]);
  });
});

describe("what hides a page elsewhere", () => {
  test("is told, with what does so here", async () => {
    const text = "build: { render: never }\nheadless: true\npermalink: false";

    expect(told(await load(yaml(text)))).toMatchInlineSnapshot(`
      "content/pages/a.md:2:1  "build.render" hides nothing here
          | build: { render: never }
          | ^^^^^
        Write draft: true or audience: internal, or remove the key

      content/pages/a.md:3:1  "headless" hides nothing here
          | headless: true
          | ^^^^^^^^
        Write draft: true or audience: internal, or remove the key

      content/pages/a.md:4:1  "permalink" hides nothing here
          | permalink: false
          | ^^^^^^^^^
        Write draft: true or audience: internal, or remove the key"
    `);
  });

  test.each(["_build: { render: false }", "build: { render: link }"])("publishes nothing: %s", async (text) => {
    const { pages, problems } = await load(yaml(text));

    expect(pages).toEqual([]);
    expect(problems).toContainEqual(expect.objectContaining({ kind: "problem" }));
  });

  test.each([
    ...["private: true", "confidential: yes", "hidden: on", "unlisted: true", "internal: 1", "secret: y", "wip: true"],
    ...[
      "Private: 'Yes'",
      "isPrivate: true",
      "is_hidden: true",
      "public: false",
      "visible: no",
      "listed: 0",
      "Public: off",
    ],
    ...["restricted: true", "classification: Company Confidential", "sensitivity: internal", "tlp: red"],
    ...["TLP: 'TLP:AMBER+STRICT'", "tlp: green"],
    ...["visibility: Internal", "access: private", "access: [sre, restricted]", "visibility: wip"],
  ])("is told of %s, too", async (text) => {
    const { pages, problems } = await load(yaml(text));

    expect(pages).toEqual([]);
    expect(problems.map(({ kind, place }) => `${kind} ${place.line}`)).toEqual(["problem 2"]);
  });

  test.each([
    "build: { render: always, list: never }",
    "headless: false",
    "permalink: /x/",
    "build: 3",
    ...[
      "private: false",
      "tlp: clear",
      "TLP: 'TLP:WHITE'",
      "classification: network",
      "sensitivity: high",
      "visibility: public",
      "access: everybody",
      "hidden: [toc]",
      "secret: vault/disk",
      "listed: true",
    ],
    // A part of a page, or of a menu.
    "sidebar: { hidden: true }",
  ])("is none in %s", async (text) => {
    expect((await load(yaml(text))).pages).toHaveLength(1);
  });
});
