import { describe, expect, test } from "vitest";
import { loadSite, toldOf } from "./tiny-site.ts";

const frontMatter = (...lines: string[]) => toldOf(`---\n${lines.join("\n")}\n---\ntext\n`);

describe("validate() on unknown keys", () => {
  test("takes one near a known key for a slip", async () => {
    expect(await frontMatter("tittle: x")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  unknown key "tittle"
          | tittle: x
          | ^^^^^^
        Did you mean "title"? Known keys here: title, description, date, updated, tags, status, audience, severity, systems, alerts, fixes, elsewhere, references, checks, runbooks, impact, trigger, rootCauses, contributing, timeline, mitigations, actions, lessons"
    `);
  });

  test("advises where it is far from any known key", async () => {
    expect(await frontMatter("author: me")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  advice: unknown key "author"
          | author: me
          | ^^^^^^
        Known keys here: title, description, date, updated, tags, status, audience, severity, systems, alerts, fixes, elsewhere, references, checks, runbooks, impact, trigger, rootCauses, contributing, timeline, mitigations, actions, lessons"
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
      "content/postmortems/a.md:2:35  unknown key "wy"
          | references: { 'https://e.org/': { wy: x } }
          |                                   ^^
        Did you mean "why"? Known keys here: why, targets, override

      content/postmortems/a.md:4:44  unknown key "txt"
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
    "permalink: /elsewhere/",
    "layout: post",
    "pagination: { data: x }",
    "eleventyComputed: {}",
    "templateEngineOverride: njk",
  ])("refuses to let the author steer the generator by %s", async (line) => {
    const { problems, postmortems } = await loadSite({ "content/postmortems/a.md": `---\n${line}\n---\n` });

    expect(problems).toMatchObject([{ kind: "problem", place: { line: 2, column: 1 } }]);
    expect(problems[0]?.what).toBe(`key "${line.split(":")[0]}" is refused`);
    expect(postmortems[0]?.url).toBe("/postmortems/a/");
  });

  test("says of permalink and layout what decides instead", async () => {
    expect(await frontMatter("permalink: /elsewhere/", "layout: post.njk")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:1  key "permalink" is refused
          | permalink: /elsewhere/
          | ^^^^^^^^^
        Remove it: the address follows from the file's name and folder

      content/postmortems/a.md:3:1  key "layout" is refused
          | layout: post.njk
          | ^^^^^^
        Remove it: the layout follows from the folder"
    `);
  });

  test("is not misled by keys that every object has", async () => {
    expect(await frontMatter("constructor: x", "__proto__: { title: y }")).not.toContain("refused");
  });
});

describe("validate() on values", () => {
  test.each(["2023-02-30", "21.09.2023", "2023-09-19T09:27:13"])("refuses the date %s", async (date) => {
    const { problems } = await loadSite({ "content/postmortems/a.md": `---\ntitle: x\ndate: ${date}\n---\n` });

    expect(problems).toMatchObject([
      { what: `invalid date "${date}" in "date"`, place: { line: 3, column: 7, length: date.length } },
    ]);
  });

  test("says how to write a date", async () => {
    expect(await frontMatter("date: 21.09.2023")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:7  invalid date "21.09.2023" in "date"
          | date: 21.09.2023
          |       ^^^^^^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00""
    `);
  });

  test("says it of a year alone, which is a number, and of a date that is missing", async () => {
    expect(
      await frontMatter("timeline:", "  - { at: 2023, kind: note, text: x }", "  - { kind: note, text: x }"),
    ).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:11  invalid date 2023 in "timeline[0].at"
          | - { at: 2023, kind: note, text: x }
          |         ^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00"

      content/postmortems/a.md:4:5  key "timeline[1].at" is missing
          | - { kind: note, text: x }
          |   ^^^^^^^^^^^^^^^^^^^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00""
    `);
  });

  test("offers the nearest of several words", async () => {
    expect(await frontMatter("severity: sev5", "audience: intern")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:11  "severity" cannot be "sev5"
          | severity: sev5
          |           ^^^^
        Did you mean "sev1"? Write one of: sev1, sev2, sev3, sev4

      content/postmortems/a.md:3:11  "audience" cannot be "intern"
          | audience: intern
          |           ^^^^^^
        Did you mean "internal"? Write one of: public, internal, restricted"
    `);
  });

  test("says that a number wants quotes to be a text", async () => {
    expect(
      await frontMatter(
        "title: 404",
        "fixes:",
        "  - { release: a, package: b, fixed: 5.10, evidence: 'https://e.org/' }",
      ),
    ).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:8  "title" cannot be 404
          | title: 404
          |        ^^^
        Put quotes round it to make it a text

      content/postmortems/a.md:4:38  "fixes[0].fixed" cannot be 5.1
          | - { release: a, package: b, fixed: 5.10, evidence: 'https://e.org/' }
          |                                    ^^^^
        Put quotes round it to make it a text"
    `);
  });

  test("shows how a list, a map and a URL are written", async () => {
    expect(
      await frontMatter(
        "tags: zfs",
        "lessons: none",
        "timeline:",
        "  - { at: 2023-09-21, kind: note, text: x, evidence: the wiki }",
      ),
    ).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:7  "tags" cannot be "zfs"
          | tags: zfs
          |       ^^^
        Write a list, as in [one, two]

      content/postmortems/a.md:3:10  "lessons" cannot be "none"
          | lessons: none
          |          ^^^^
        Write a map of keys and values

      content/postmortems/a.md:5:54  "timeline[0].evidence" cannot be "the wiki"
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
    expect(await frontMatter(`severity: ${"very ".repeat(20)}high`)).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:11  "severity" cannot be "very very very very very very very very very very very v…
          | severity: very very very very very very very very very very very very very very very very very very 
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Write one of: sev1, sev2, sev3, sev4"
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
    const problems = await frontMatter("tittle: x", "date: never", "tags: [1]", "status: done");

    expect(problems.split("\n\n").map((problem) => problem.split("\n")[0])).toMatchInlineSnapshot(`
      [
        "content/postmortems/a.md:2:1  unknown key "tittle"",
        "content/postmortems/a.md:3:7  invalid date "never" in "date"",
        "content/postmortems/a.md:4:8  "tags[0]" cannot be 1",
        "content/postmortems/a.md:5:9  "status" cannot be "done"",
      ]
    `);
  });
});
