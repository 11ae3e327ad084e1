import { describe, expect, test } from "vitest";
import { audienceOf } from "../../src/corpus/publication.ts";
import { loadSite, told } from "./tiny-site.ts";

const page = (frontMatter: string) => `---\n${frontMatter}\n---\nsee https://e.org/${frontMatter.replace(": ", "-")}\n`;

const FILES = {
  "content/pages/plain.md": page("title: plain"),
  "content/pages/final.md": page("{ title: x, status: final }"),
  "content/pages/draft.md": page("status: draft"),
  "content/pages/review.md": page("status: review"),
  "content/pages/internal.md": page("audience: internal"),
  "content/pages/restricted.md": page("audience: restricted"),
  "content/pages/internal-draft.md": page("{ audience: internal, status: draft }"),
};

describe("isPublished()", () => {
  test.each([
    ["the public output", {}, ["final", "plain"]],
    ["the internal output", { audience: "internal" }, ["final", "internal", "plain"]],
    ["the restricted output", { audience: "restricted" }, ["final", "internal", "plain", "restricted"]],
    ["the author's own machine", { drafts: true }, ["draft", "final", "plain", "review"]],
    [
      "the author's own machine, for colleagues",
      { drafts: true, audience: "internal" },
      ["draft", "final", "internal", "internal-draft", "plain", "review"],
    ],
  ] as const)("shows in %s what belongs there", async (_where, options, slugs) => {
    const { pages } = await loadSite(FILES, options);

    expect(pages.map(({ name }) => name).toSorted()).toEqual(slugs);
  });

  test("leaves no trace of what is not shown: no links, no checks, no runbooks", async () => {
    const hidden =
      "---\naudience: internal\nchecks: { a: { asks: x } }\n---\nhttps://e.org/secret\n\n```bash check=a\nx\n```\n";

    const corpus = await loadSite({
      "content/pages/a.md": hidden,
      "content/runbooks/a.md": hidden.replace("check=a", "check=b").replace("{ a:", "{ b:"),
    });

    const { pages, runbooks, postmortems, checks, links } = corpus;
    expect([pages, runbooks, postmortems, checks, links]).toEqual([[], [], [], [], []]);
  });

  test("still tells the defects of what is not shown, as advice", async () => {
    const corpus = await loadSite({ "content/pages/a.md": "---\nstatus: draft\n---\n```bsh\nx\n```\n" });

    expect(told(corpus)).toContain("content/pages/a.md:4:4  advice: fence in an unknown language");
  });

  test("checks the links of drafts only where drafts are shown", async () => {
    const files = { "content/pages/a.md": "---\nstatus: draft\n---\n[a](/nowhere/)\n" };

    expect((await loadSite(files)).problems).toHaveLength(0);
    expect((await loadSite(files, { drafts: true })).problems).toHaveLength(1);
  });
});

test("a link to a draft is broken only where drafts are not shown", async () => {
  const files = { "content/pages/a.md": "[b](/b/)\n", "content/pages/b.md": "---\nstatus: draft\n---\n" };

  expect((await loadSite(files)).problems).toMatchObject([{ what: 'link to "/b/", which is not published' }]);
  expect((await loadSite(files, { drafts: true })).problems).toEqual([]);
});

test("audienceOf() throws for a name that is none", () => {
  expect(audienceOf("internal")).toBe("internal");
  expect(() => audienceOf("intern")).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: No audience is called "intern": public, internal, restricted]`,
  );
});
