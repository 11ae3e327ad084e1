import { describe, expect, test } from "vitest";
import { loadSite, told } from "../tiny-site.ts";

const load = (text: string) => loadSite({ "content/pages/a.md": text });

describe("a guard outside of front matter", () => {
  test("is told where it stands", async () => {
    expect(told(await load("# Title\n\n---\ntitle: x\ndraft: true\n---\ntext\n"))).toMatchInlineSnapshot(`
      "content/pages/a.md:5:1  "draft: true" outside the front matter, where it hides nothing
          | draft: true
          | ^^^^^^^^^^^
        Write it between two lines of "---" at the start of the file, or put it into backticks to show it as text"
    `);
    expect(told(await load("---\ntitle: x\n---\n{ a: 1, \"audience\": 'internal' }\n"))).toMatchInlineSnapshot(`
      "content/pages/a.md:4:9  "audience: internal" outside the front matter, where it hides nothing
          | { a: 1, "audience": 'internal' }
          |         ^^^^^^^^^^^^^^^^^^^^^^
        Write it in the front matter, or put it into backticks to show it as text"
    `);
  });

  test.each([
    ["a fourth hyphen", "----\ntitle: x\ndraft: true\n----\ntext\n"],
    ["a blank line within", "----\ntitle: x\n\n\ntags: [a]\n\nstatus: draft\n----\ntext\n"],
    ["a fourth plus sign", "++++\ndraft = true\n++++\n"],
    ["a dash for three hyphens", "—\ntitle: x\ndraft: true\n—\n"],
    ["loose JSON", "{ draft: true }\ntext\n"],
    ["JSON in single quotes", "{'title': 'x', 'draft': true}\ntext\n"],
    ["a list of JSON", '[{"draft": true}]\n'],
    ["semicolons", ';;;{"draft": true};;;\n'],
    ["lines of semicolons", ';;;\n"draft": true\n;;;\n'],
    ["a module", "export const meta = { title: 'x', draft: true };\n"],
    ["a module of some lines", "export const meta = {\n  draft: true,\n};\n"],
    ["MultiMarkdown", "title: x\ndraft: true\n\ntext\n"],
    ["Pelican", "Title: x\nDate: 2024-05-06\nStatus: Draft\n\ntext\n"],
    ["Org", "#+TITLE: x\n#+DRAFT: true\n"],
    ["a comment", "<!--\ntitle: x\n\naudience: internal\n-->\n# Title\n"],
    ["a comment on one line", "<!-- ours -->\n<!-- draft: true -->\n"],
    ["no mark, below the title", "# Title\n\npublished: false\n\ntext\n"],
    ["no mark, below front matter", "---\ntitle: x\n---\naudience: restricted # till May\n"],
    ["rules, below a paragraph", "# Title\n\nBy us.\n\nIn May.\n\n***\ndraft: true\n***\n"],
    ["ends of line of Macs", "# Title\r\rdraft: true\r\rtext\n".replace("# Title\r\r", "# Title\n\nx: y\r")],
    ["a separator for an end of line", "---\u2028draft: true\u2028---\u2028text\n"],
    ["an unseen sign", "\u200bdraft: true\n\ntext\n"],
    ["a word of others", "title: x\nprivate: true\n\ntext\n"],
    ["another word of others", "# Title\n\nVisibility: internal\n\ntext\n"],
    ["a day with its month", "publish: 6 May 2999\n\ntext\n"],
    ["an instant as mail has it", "publish: Mon, 06 May 2999 09:00:00 GMT\n\ntext\n"],
    ["a day", "publish: 2999-01-01\n\ntext\n"],
    ["an instant", "publish_date: 2999-01-01T00:00:00+02:00\n\ntext\n"],
    ["a wide colon", "draft：true\n"],
    ["CRLF", "title: x\r\ndraft: yes\r\n\r\ntext\r\n"],
  ])("publishes nothing: %s", async (_form, text) => {
    const { pages, problems } = await load(text);

    expect(pages).toEqual([]);
    expect(problems.filter(({ kind }) => kind === "problem")).toMatchObject([
      { what: expect.stringMatching(/outside the front matter|old Macs/) },
    ]);
  });

  test.each([
    "# Drafts\n\nWrite `draft: true` and nobody sees the page.\n",
    "`draft: true`\n\nhides a page.\n",
    "# Drafts\n\n```yaml\n---\ndraft: true\n---\n```\n",
    "# Drafts\n\n~~~\ndraft: true\n~~~\n",
    "# Drafts\n\n    draft: true\n",
    "# Drafts\n\n{% highlight yaml %}\ndraft: true\n{% endhighlight %}\n",
    "# Drafts\n\nOne.\n\nTwo.\n\ndraft: true\n",
    "# Drafts\n\nOne.\n\n---\n\nTwo.\n\ndraft: true\n",
    "- draft: true hides a page\n- status: draft\n",
    "| draft: true |\n",
    "Draft: yes, we have one.\n",
    "Status: resolved\n",
    "Status: final\n\ntext\n",
    "Audience: internal developers\n\ntext\n",
    "Use { draft: true } to hide it.\n",
    "Published: 2024-05-06\n\ntext\n",
    "Published: May 6, 2024\n\ntext\n",
    "Published: 2024-05-06 09:00 UTC\n\ntext\n",
    // What shows can leak nothing.
    ...[
      "Published: yes\n\ntext\n",
      "# Front matter\n\ndraft: false\n",
      "---\ntitle: x\n---\npublish: on\n",
      "{ draft: false }\n",
    ],
    "Internal: see the wiki\n\ntext\n",
    "Publish: 2024-05-06 we told everybody\n",
    "drafted: true\n",
  ])("is none in %j", async (text) => {
    const { pages, problems } = await load(text);

    expect(pages).toHaveLength(1);
    expect(problems.filter(({ kind }) => kind === "problem")).toEqual([]);
  });
});
