import { describe, expect, test } from "vitest";
import { loadSite, told, toldOf } from "./tiny-site.ts";

const frontMatter = (...lines: string[]) => toldOf(`---\n${lines.join("\n")}\n---\ntext\n`);

describe("validate() on unknown keys", () => {
  test("offers a known key that is near", async () => {
    expect(await frontMatter("tittle: x")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  advice: unknown key "tittle"
          | tittle: x
          | ^^^^^^
        Did you mean "title"? Known keys here: title, description, date, updated, lang, tags, keywords, status, draft, publish, audience, weight, slug, aliases, severity, systems, alerts, fixes, elsewhere, references, checks, retoldFrom, runbooks, impact, trigger, rootCauses, contributing, timeline, mitigations, actions, lessons"
    `);
  });

  test("only advises, too, where it is far from any known key", async () => {
    expect(await frontMatter("author: me")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  advice: unknown key "author"
          | author: me
          | ^^^^^^
        Known keys here: title, description, date, updated, lang, tags, keywords, status, draft, publish, audience, weight, slug, aliases, severity, systems, alerts, fixes, elsewhere, references, checks, retoldFrom, runbooks, impact, trigger, rootCauses, contributing, timeline, mitigations, actions, lessons"
    `);
  });

  test("refuses it in a final document", async () => {
    const page = "---\ntitle: x\nstatus: final\nauthor: me\n---\ntext\n";

    const { problems } = await loadSite({ "content/pages/a.md": page });

    expect(problems).toMatchObject([{ kind: "problem", what: 'unknown key "author"', place: { line: 4, column: 1 } }]);
  });

  test("only advises while a document is in review", async () => {
    const { problems } = await loadSite({ "content/pages/a.md": "---\nstatus: review\nauthor: me\n---\n" });

    expect(problems).toMatchObject([{ kind: "advice" }]);
  });

  test("looks for the known keys of the very place", async () => {
    expect(await frontMatter("lessons: { wentwell: [a] }", "checks:", "  a: { asks: x, contxt: [] }")).toContain(
      'Did you mean "context"? Known keys here: asks, ok, affected, unknown, then, means, context',
    );
  });

  test("tells them below a list and below a map of URLs", async () => {
    expect(
      await frontMatter(
        "references: { 'https://e.org/': { wy: x } }",
        "timeline:",
        "  - { at: 2023-09-21, kind: note, text: x, txt: y }",
      ),
    ).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:35  advice: unknown key "wy"
          | references: { 'https://e.org/': { wy: x } }
          |                                   ^^
        Did you mean "why"? Known keys here: why, targets, role, override

      content/postmortems/a.md:4:44  advice: unknown key "txt"
          | - { at: 2023-09-21, kind: note, text: x, txt: y }
          |                                          ^^^
        Did you mean "text"? Known keys here: at, kind, text, evidence"
    `);
  });

  test("keeps the document and drops the key alone", async () => {
    const { postmortems } = await loadSite({ "content/postmortems/a.md": "---\ntitle: x\nauthor: me\n---\n" });

    expect(postmortems).toMatchObject([{ title: "x" }]);
    expect(postmortems[0]?.data).not.toHaveProperty("author");
  });

  test.each([
    "permalink: /:year/:title/",
    "layout: post",
    "pagination: { data: x }",
    "eleventyComputed: {}",
    "templateEngineOverride: njk",
  ])("lets no author steer the generator by %s, and goes on without it", async (line) => {
    const { problems, postmortems } = await loadSite({
      "content/postmortems/a.md": `---\nstatus: final\n${line}\n---\n`,
    });

    const advised = problems.find(({ place }) => place.line === 3);
    expect(advised).toMatchObject({ kind: "advice", what: `key "${line.split(":")[0]}" has no effect here` });
    expect(postmortems[0]?.url).toBe("/postmortems/a/");
  });

  test("says of permalink and layout what decides instead", async () => {
    expect(await frontMatter("permalink: /elsewhere/", "layout: post.njk")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:1  advice: key "layout" has no effect here
          | layout: post.njk
          | ^^^^^^
        Remove it: the layout follows from the folder"
    `);
  });

  test("is not misled by keys that every object has", async () => {
    expect(await frontMatter("constructor: x", "__proto__: { title: y }")).not.toContain("no effect");
  });
});

describe("validate() on values", () => {
  test.each(["2023-02-30", "21.09.2023", "2023-09-19T25:27:13"])("refuses the date %s", async (date) => {
    const text = `---\ntitle: x\ndate: ${date}\nstatus: final\n---\n`;
    const { problems } = await loadSite({ "content/postmortems/a.md": text });

    expect(problems).toMatchObject([
      { what: `invalid date "${date}" in "date"`, place: { line: 3, column: 7, length: date.length } },
    ]);
  });

  test("says how to write a date", async () => {
    expect(await frontMatter("date: 21.09.2023", "status: final")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:7  invalid date "21.09.2023" in "date"
          | date: 21.09.2023
          |       ^^^^^^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00""
    `);
  });

  test("says it of a year alone, which is a number, and of a date that is missing", async () => {
    expect(
      await frontMatter("timeline:", "  - { at: 2023, kind: note, text: x }", "  - { kind: upstream, text: x }"),
    ).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:11  invalid date 2023 in "timeline[0].at"
          | - { at: 2023, kind: note, text: x }
          |         ^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00"

      content/postmortems/a.md:4:5  key "timeline[1].at" is missing
          | - { kind: upstream, text: x }
          |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Write the day, as in at: 2023-09-21. Only entries of the incident itself may have none"
    `);
  });

  test("offers the nearest of several words", async () => {
    expect(await frontMatter("status: drafted", "audience: intern")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:9  "status" cannot be "drafted"
          | status: drafted
          |         ^^^^^^^
        Did you mean "draft"? Write one of: draft, review, final. They say how far the text is; without the key it is shown. Add your own words to "statuses" in content/site.yaml

      content/postmortems/a.md:3:11  "audience" cannot be "intern"
          | audience: intern
          |           ^^^^^^
        Did you mean "internal"? Write one of: public, internal, restricted. They say who may read the document; without the key everybody may"
    `);
  });

  test("takes a number or truth value for the text that is written there", async () => {
    const { postmortems, problems } = await loadSite({
      "content/postmortems/a.md": [
        "---",
        "title: 404",
        "systems: [5.10, true]",
        "fixes:",
        "  - { release: 22.04, package: b, fixed: 5.10, evidence: 'https://e.org/' }",
        "---",
      ].join("\n"),
    });

    expect(problems).toEqual([]);
    expect(postmortems[0]?.data).toMatchObject({
      title: "404",
      systems: ["5.10", "true"],
      fixes: [{ release: "22.04", fixed: "5.10" }],
    });
  });

  test("takes it for text in documents alone: site.yaml is our own form", async () => {
    expect(told(await loadSite({ "content/site.yaml": "title: 404\n" }))).toMatchInlineSnapshot(`
      "content/site.yaml:1:8  "title" cannot be 404
          | title: 404
          |        ^^^
        Put quotes around it to make it text"
    `);
  });

  test("shows how a list, a map and a URL are written", async () => {
    expect(
      await frontMatter(
        "systems: { a: b }",
        "lessons: none",
        "status: final",
        "timeline:",
        "  - { at: 2023-09-21, kind: note, text: x, evidence: the wiki }",
      ),
    ).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:10  "systems" cannot be {"a":"b"}
          | systems: { a: b }
          |          ^^^^^^^^
        Write a list, as in [one, two]

      content/postmortems/a.md:3:10  "lessons" cannot be "none"
          | lessons: none
          |          ^^^^
        Write a map of keys and values

      content/postmortems/a.md:6:54  "timeline[0].evidence" cannot be "the wiki"
          | - { at: 2023-09-21, kind: note, text: x, evidence: the wiki }
          |                                                    ^^^^^^^^
        Write a URL, as in https://example.org/page"
    `);
  });

  test("names a key that is missing, at its parent", async () => {
    expect(await frontMatter("actions:", "  - { text: x }")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:5  key "actions[0].kind" is missing
          | - { text: x }
          |   ^^^^^^^^^^^
        Write one of: prevent, mitigate, detect"
    `);
  });

  test("points at a key that must be a URL itself", async () => {
    expect(await frontMatter("references:", "  LP 2034745:", "    why: the bug")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:3  "references" cannot have the key "LP 2034745"
          | LP 2034745:
          | ^^^^^^^^^^
        Write a URL, as in https://example.org/page"
    `);
  });

  test("shortens a long value", async () => {
    expect(await frontMatter(`status: ${"very ".repeat(20)}high`)).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:9  "status" cannot be "very very very very very very very very very very very v…
          | status: very very very very very very very very very very very very very very very very very very ve
          |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Write one of: draft, review, final. They say how far the text is; without the key it is shown. Add your own words to "statuses" in content/site.yaml"
    `);
  });

  test("calls a text in place of all keys by its name", async () => {
    expect(await frontMatter("just a text")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  the YAML cannot be "just a text"
          | just a text
          | ^^^^^^^^^^^
        Write a map of keys and values"
    `);
  });

  test("tells all of them in one run, with unknown keys", async () => {
    const problems = await frontMatter("tittle: x", "date: 2023-02-30", "fixes: [{ package: x }]", "status: done");

    expect(problems.split("\n\n").map((problem) => problem.split("\n")[0])).toMatchInlineSnapshot(`
      [
        "content/postmortems/a.md:2:1  advice: unknown key "tittle"",
        "content/postmortems/a.md:3:7  invalid date "2023-02-30" in "date"",
        "content/postmortems/a.md:4:9  key "fixes[0].release" is missing",
        "content/postmortems/a.md:4:9  key "fixes[0].evidence" is missing",
        "content/postmortems/a.md:5:9  "status" cannot be "done"",
      ]
    `);
  });
});
