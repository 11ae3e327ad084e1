// A folder's own page that hands down what hides documents: nothing is handed down here, so none of them is shown.

import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EVERYTHING } from "../../../src/corpus/publication.ts";
import { CARD, type Files, loadFolder, loadSite, told, writeSite } from "../tiny-site.ts";

const PAGE = "content/runbooks/secret/_index.md";
const yaml = (text: string) => `---\n${text}\n---\n`;
const below = (page: string | Uint8Array, at = PAGE): Files => ({
  [at]: page,
  "content/runbooks/secret/x.md": yaml("title: Planted"),
  "content/runbooks/secret/deep/y.md": yaml("title: Planted"),
  "content/runbooks/secrets.md": yaml("title: Beside"),
});

const shown = async (files: Files) => (await loadSite(files)).documents.map(({ file }) => file);
const MAY_HIDE = "page of a folder that may hide the documents below it: none of them is shown";
const BESIDE = ["content/runbooks/secrets.md"];

describe("a cascade that may hide documents", () => {
  test("is told once, where it stands", async () => {
    const corpus = await loadSite({ [PAGE]: yaml("title: x\ncascade: { draft: true }") });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/runbooks/secret/_index.md:3:1  "cascade" may hide documents, and it is not applied here
          | cascade: { draft: true }
          | ^^^^^^^
        Write its keys into each document below that needs them; until then none of them is shown"
    `);
  });

  test.each([
    ...["cascade: { draft: true }", "cascade: [{ draft: true }]", "cascade: [{ a: b }, { audience: internal }]"],
    ...["cascade: { publishDate: 2999-01-01 }", "cascade: { published: false }", "cascade: { status: review }"],
    ...["cascade: { params: { draft: true } }", "cascade: { _target: { path: /x/** }, draft: true }"],
    ...[
      "cascade: { build: { render: never } }",
      "cascade: [{ _build: { render: link } }]",
      "cascade: { private: true }",
    ],
    // Nobody can say that these hide nothing.
    ...["cascade: { daft: true }", "cascade: { draft: maybe }", "cascade: { status: live }", "cascade: draft"],
    ...["cascade: [draft]", "cascade.draft: true", "Cascade: { draft: true }", "cascade: { audience: all }"],
    ...["cascade: { <<: { draft: true }, type: docs }", "cascade: { date: 2999-01-01 }", "cascade: { visible: false }"],
  ])("shows no document below: %s", async (text) => {
    const corpus = await loadSite(below(yaml(text)));

    expect(corpus.documents.map(({ file }) => file)).toEqual(BESIDE);
    expect(corpus.problems.filter(({ kind }) => kind === "problem")).toMatchObject([
      { place: { file: PAGE }, what: MAY_HIDE },
      { place: { file: PAGE }, what: expect.stringContaining('"cascade"') },
    ]);
  });

  test.each([
    ["TOML", '+++\ntitle = "x"\n[cascade]\ndraft = true\n+++\n'],
    ["TOML, as a list", "+++\n[[cascade]]\n[cascade.params]\ndraft = true\n+++\n"],
    ["TOML, as a path", "+++\ncascade.draft = true\n+++\n"],
    ["JSON", '{ "cascade": [{ "draft": true }] }\n'],
    // Of these nobody knows what they hand down.
    ["YAML that is broken", yaml("title: [\ncascade: { draft: true }")],
    ["TOML that is broken", "+++\ntitle = \n[cascade]\ndraft = true\n+++\n"],
    ["two blocks", `${yaml("title: x")}${yaml("cascade: { draft: true }")}`],
    ["no marks", "cascade:\n  draft: true\n"],
    ["bytes that are no UTF-8", new Uint8Array([...Buffer.from(yaml("cascade: { draft: true }")), 0xe4])],
    ["UTF-16", Buffer.from(`\uFEFF${yaml("cascade: { draft: true }")}`, "utf16le")],
  ])("shows none in %s, either", async (_form, page) => {
    const corpus = await loadSite(below(page));

    expect(corpus.documents.map(({ file }) => file)).toEqual(BESIDE);
    expect(corpus.problems).toContainEqual(expect.objectContaining({ kind: "problem", what: MAY_HIDE }));
  });

  test.each(["index.md", "README.md", "_index.fr.md", "_index.html", "_index.adoc"])(
    "shows none beside %s",
    async (name) => {
      const page = yaml("cascade: { draft: true }");

      expect(await shown(below(page, `content/runbooks/secret/${name}`))).toEqual(BESIDE);
    },
  );

  test.each(["content/_index.md", "content/runbooks/_index.md"])("shows nothing at all where it is %s", async (at) => {
    expect(await shown(below(yaml("cascade: { draft: true }"), at))).toEqual([]);
  });

  test("shows none beside a page of Hugo that cannot be had", async () => {
    const root = await writeSite(below(yaml("title: x"), "content/runbooks/elsewhere.md"));
    await symlink("../elsewhere.md", join(root, PAGE));
    await symlink("../elsewhere.md", join(root, "content/runbooks/README.md"));

    const { documents, problems } = await loadFolder(root);

    expect(documents.map(({ file }) => file)).toEqual(["content/runbooks/elsewhere.md", ...BESIDE]);
    expect(problems.filter(({ place }) => place.file === PAGE).map(({ what }) => what)).toEqual([
      MAY_HIDE,
      "symbolic link",
    ]);
  });

  test("leaves what belongs to these documents to nobody, and links to them as text", async () => {
    const files = {
      ...below(yaml("cascade: { draft: true }")),
      "content/runbooks/secret/x.md": yaml(
        "alerts: [Lynx]\naliases: [/former/]\nchecks: { a: { asks: x, ok: [web1] } }\nslug: other",
      ).concat("![x](x.png) [dead](/nowhere/)\n"),
      "content/runbooks/secret/x.png": "x",
      "content/hosts/web1/host.yaml": CARD,
      "content/pages/a.md": "[x](../runbooks/secret/x.md) [y](/runbooks/secret/other/)\n",
    };

    const { hosts, attachments, aliases, problems, target } = await loadSite(files);

    expect([...hosts.keys()]).toEqual(["empty"]);
    expect([...attachments.keys(), ...aliases]).toEqual([]);
    expect(target("/runbooks/secret/other/", { file: "content/pages/a.md", url: "/a/" })).toEqual({
      kind: "held-back",
    });
    expect(problems.filter(({ kind }) => kind === "problem").map(({ place }) => place.file)).toEqual([PAGE, PAGE]);
    expect((await loadSite(files, EVERYTHING)).documents.map(({ file }) => file)).toEqual([
      "content/pages/a.md",
      "content/runbooks/secrets.md",
    ]);
  });
});

test.each([
  ...["cascade: { type: docs }", "cascade: [{ _target: { kind: page }, toc: true }]", "cascade:", "cascade: []"],
  ...["cascade: { draft: false, published: true }", "cascade: { status: final, audience: public }"],
  "title: Of a cascade",
])("a cascade without guards hides nothing: %s", async (text) => {
  const { documents, problems } = await loadSite(below(yaml(text)));

  expect(documents).toHaveLength(4);
  expect(problems.filter(({ kind }) => kind === "problem")).toEqual([]);
});

describe("a folder's page whose guard is not understood", () => {
  test.each([
    ["a slip in a word", yaml("audience: interal")],
    ["a slip in a key", yaml("daft: true")],
    ["a word of other tools", yaml("private: true")],
    ["a guard in a table of TOML", "+++\n[params]\ndraft = true\n+++\n"],
    ["a guard in the text", "# Secret\n\naudience: internal\n"],
    ["front matter that is broken", yaml('audience: internal\ntitle: "x')],
    ["a guard beside another defect", yaml("audience: internal\ndate: 2023-02-30")],
    ["bytes that are no UTF-8", new Uint8Array([...Buffer.from(yaml("audience: internal")), 0xe4])],
  ])("shows no document below: %s", async (_form, page) => {
    const { documents, problems } = await loadSite(below(page));

    expect(documents.map(({ file }) => file)).toEqual(BESIDE);
    expect(problems.filter(({ what }) => what === MAY_HIDE)).toHaveLength(1);
  });

  test("is that of each folder which the site takes for the same", async () => {
    expect(await shown({ ...below(yaml("daft: true")), "content/runbooks/Secret/z.md": "text\n" })).toEqual(BESIDE);
  });

  test.each([
    ["another defect", yaml("date: 2023-02-30\naudience: public")],
    ["another defect beside a cascade that hides nothing", yaml("date: 2023-02-30\ncascade: { type: docs }")],
    ["front matter that is broken", yaml('title: "x') + "A failure cascade: one after the other.\n"],
  ])("is one: %s hides the page alone", async (_form, page) => {
    expect(await shown(below(page))).toHaveLength(3);
  });
});

test("a page that cannot be read and only speaks of cascades hides itself alone", async () => {
  expect(await shown(below(`${yaml("date: 2023-02-30")}A cascade. Cascading failures cascade.\n`))).toHaveLength(3);
});

test("a cascade of a document that is no folder's page hides that one alone", async () => {
  const files = below(yaml("title: x"));

  expect(await shown({ ...files, "content/runbooks/secret/x.md": yaml("cascade: { draft: true }") })).toHaveLength(3);
});
