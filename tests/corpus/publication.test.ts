import { describe, expect, test } from "vitest";
import { readContent } from "../../src/corpus/content.ts";
import {
  audienceOf,
  EVERYTHING,
  NOTHING_WITHHELD,
  type Publication,
  published,
  type Withheld,
} from "../../src/corpus/publication.ts";
import { CARD, type Files, loadSite, told, writeSite } from "./tiny-site.ts";

const page = (frontMatter: string) => `---\n${frontMatter}\n---\nsee https://e.org/${frontMatter.replace(": ", "-")}\n`;

const FILES = {
  "content/pages/plain.md": page("title: plain"),
  "content/pages/final.md": page("{ title: x, status: final }"),
  "content/pages/draft.md": page("status: draft"),
  "content/pages/drafted.md": page("draft: true"),
  "content/pages/review.md": page("status: review"),
  "content/pages/internal.md": page("audience: internal"),
  "content/pages/restricted.md": page("audience: restricted"),
  "content/pages/internal-draft.md": page("{ audience: internal, status: draft }"),
};

describe("published()", () => {
  test.each([
    ["the public output", {}, ["final", "plain"]],
    ["the internal output", { audience: "internal" }, ["final", "internal", "plain"]],
    ["the restricted output", { audience: "restricted" }, ["final", "internal", "plain", "restricted"]],
    ["the author's own machine", { drafts: true }, ["draft", "drafted", "final", "plain", "review"]],
    [
      "the author's own machine, for colleagues",
      { drafts: true, audience: "internal" },
      ["draft", "drafted", "final", "internal", "internal-draft", "plain", "review"],
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

  expect((await loadSite(files)).problems).toMatchObject([
    { what: expect.stringContaining('"/b/", which is not published') },
  ]);
  expect((await loadSite(files, { drafts: true })).problems).toEqual([]);
});

test("audienceOf() throws for a name that is none", () => {
  expect(audienceOf("internal")).toBe("internal");
  expect(() => audienceOf("intern")).toThrowErrorMatchingInlineSnapshot(
    `[UsageError: Unknown audience "intern". Write one of: public, internal, restricted]`,
  );
});

describe("published() of a document with an embargo", () => {
  const DAY = "2024-05-06";
  const shownOn = async (publish: string, options: Publication) => {
    const { pages, problems } = await loadSite({ "content/pages/a.md": page(`publish: ${publish}`) }, options);
    expect(problems).toEqual([]);
    return pages.length === 1;
  };

  test.each([
    ["the day before", { today: "2024-05-05" }, false],
    ["its day", { today: DAY }, true],
    ["its day, told as an instant", { today: "2024-05-06T00:00:00Z" }, true],
    ["its day of another zone", { today: "2024-05-06T00:00:00+02:00" }, false],
    ["a later day", { today: "2025-01-01" }, true],
    ["a day that nobody told", {}, false],
    ["the author's own machine", { drafts: true, today: "2024-05-05" }, true],
    ["an output for all audiences, without drafts", { audience: "restricted", today: "2024-05-05" }, false],
  ] as const)("on %s", async (_when, options, isShown) => {
    expect(await shownOn(DAY, options)).toBe(isShown);
  });

  test.each([
    ["2024-05-06T01:00:00+05:00", "2024-05-06"],
    ["2024-05-06T00:00:00Z", "2024-05-06"],
    ["2024-05-06T00:00:01Z", "2024-05-07"],
    ["2024-05-06T23:59:59Z", "2024-05-07"],
    ["2024-05-06T12:00:00+12:00", "2024-05-06"],
    ["2024-05-06T12:00:01+12:00", "2024-05-07"],
    ["2024-05-06T11:59:00-12:00", "2024-05-07"],
    ["2024-05-06T12:01:00-12:00", "2024-05-08"],
    ["2024-05-06 23:00:00 -0100", "2024-05-07"],
  ])("until the instant %s ends with the first day that lies wholly behind it: %s", async (publish, first) => {
    const before = new Date(Date.parse(first) - 1).toISOString().slice(0, 10);

    expect(await shownOn(`"${publish}"`, { today: before })).toBe(false);
    expect(await shownOn(`"${publish}"`, { today: first })).toBe(true);
  });

  test.each(["draft: true", "status: review", "audience: internal"])(
    "shows none with %s when it ends",
    async (guard) => {
      expect(
        (await loadSite({ "content/pages/a.md": page(`{ publish: ${DAY}, ${guard} }`) }, { today: DAY })).pages,
      ).toEqual([]);
    },
  );
});

describe("published() of a document that is dated ahead", () => {
  const load = (text: string, options: Publication, name = "a.md") =>
    loadSite({ [`content/pages/${name}`]: page(text) }, options);
  const DATED = "date: 2024-05-06";

  test.each([
    ["the day before", DATED, { today: "2024-05-05" }, false],
    ["its day", DATED, { today: "2024-05-06" }, true],
    ["its day, before its hour", "date: 2024-05-06T23:00:00Z", { today: "2024-05-06" }, true],
    ["the day on which it is that day elsewhere", "date: 2024-05-06T01:00:00+02:00", { today: "2024-05-05" }, true],
    ["a day that nobody told", DATED, {}, true],
    ["the author's own machine", DATED, { drafts: true, today: "2024-05-05" }, true],
    ["an output for all audiences, without drafts", DATED, { audience: "restricted", today: "2024-05-05" }, false],
    ["the day from which it may be read", `{ ${DATED}, publish: 2024-05-01 }`, { today: "2024-05-01" }, true],
  ] as const)("on %s", async (_when, text, options, isShown) => {
    expect((await load(text, options)).pages).toHaveLength(isShown ? 1 : 0);
  });

  test("tells so, wherever the date is from", async () => {
    const today = { today: "2024-05-05" };

    expect(told(await load(DATED, today))).toMatchInlineSnapshot(`
      "content/pages/a.md:2:7  advice: date "2024-05-06" is in the future: the document is hidden until then
          | date: 2024-05-06
          |       ^^^^^^^^^^
        Correct the date, or write \`publish:\` for an embargo"
    `);
    expect((await load("title: x", today, "2024-05-06-x.md")).problems).toMatchObject([
      { kind: "advice", what: 'date "2024-05-06" is in the future: the document is hidden until then' },
    ]);
    expect((await load(DATED, { ...today, drafts: true })).problems).toHaveLength(1);
    for (const other of ["draft: true", "audience: internal", "publish: 2024-05-06"])
      expect((await load(`{ ${DATED}, ${other} }`, today)).problems).toEqual([]);
  });
});

describe("a folder's own page that is not shown", () => {
  const files = (frontMatter: string, page = "_index.md"): Files => ({
    [`content/runbooks/a/${page}`]: `---\n${frontMatter}\n---\ntext\n`,
    "content/runbooks/a/b.md": "[x](deep/c.md)\n",
    "content/runbooks/a/deep/c.md": "text\n",
    "content/runbooks/beside.md": "[x](a/b.md)\n",
  });
  const shown = async (all: Files, options: Publication = {}) =>
    (await loadSite(all, options)).documents.map(({ file }) => file);

  test.each([
    ["draft: true", "_index.md"],
    ["audience: internal", "index.md"],
    ["publish: 2999-01-01", "README.md"],
    ["status: review", "_index.md"],
  ])("takes along all that is below it, and says so: %s", async (frontMatter, page) => {
    expect(await shown(files(frontMatter, page))).toEqual(["content/runbooks/beside.md"]);
    expect(await shown(files(frontMatter, page), EVERYTHING)).toHaveLength(4);
  });

  test("tells it once, and links to it why", async () => {
    const corpus = await loadSite(files("audience: internal"));

    const problems = corpus.problems.filter(({ what }) => !what.includes("section"));
    expect(told({ ...corpus, problems })).toMatchInlineSnapshot(`
      "content/runbooks/a/_index.md:1:1  advice: the page of this folder is not shown, because its audience is "internal"; 2 documents below are hidden with it
          | ---
        To show some of them, remove that key here, and write it into each of the others

      content/runbooks/beside.md:1:5  link to "a/b.md", which is not published, because the page of its folder, content/runbooks/a/_index.md, is hidden: its audience is "internal"
          | [x](a/b.md)
          |     ^^^^^^
        Remove the link, or publish both for the same readers"
    `);
  });

  test("is that of each folder which the site takes for the same", async () => {
    expect(await shown({ ...files("draft: true"), "content/runbooks/A/z.md": "text\n" })).toEqual([
      "content/runbooks/beside.md",
    ]);
  });

  test("is not the home page, which is no folder's", async () => {
    expect(
      await shown({ "content/pages/index.md": "---\ndraft: true\n---\n", "content/pages/a.md": "text\n" }),
    ).toEqual(["content/pages/a.md"]);
  });
});

describe("published() without what is withheld", () => {
  const files: Files = {
    "content/pages/a.md": "![x](a.png) ![y](b.png)\n",
    "content/pages/a.png": "x",
    "content/pages/b.png": "x",
    "content/pages/c.md": "![x](c.png)\n",
    "content/pages/c.png": "x",
    "content/pages/unreadable.md": "---\ndate: 2023-02-30\n---\n",
    "content/hosts/web/host.yaml": CARD,
    "content/hosts/db/host.yaml": CARD,
    "content/alerts/a.yml": "groups: []\n",
    "content/alerts/b.yml": "groups: []\n",
  };
  const withheld: Withheld = {
    files: new Set(["content/pages/c.md", "content/pages/b.png", "content/alerts/b.yml"]),
    hosts: new Set(["db"]),
    alerts: new Set(["content/alerts/a.yml:3"]),
  };

  test("lacks documents with what only they show, files and hosts", async () => {
    const corpus = await loadSite(files, { withheld });

    expect(corpus.documents.map(({ file }) => file)).toEqual(["content/pages/a.md"]);
    expect([...corpus.attachments.keys()]).toEqual(["content/pages/a.png"]);
    expect([...corpus.hosts.keys()]).toEqual(["web", "empty"]);
  });

  test("keeps hosts of held-back documents, which are no secret, but none of which nobody knows", async () => {
    const text = (host: string, more = "") =>
      `---\n${more}checks: { ${host}: { asks: x, ok: [${host}] } }\n---\n\`\`\`bash check=${host}\nx\n\`\`\`\n`;
    const checked = { "content/pages/c.md": text("web"), "content/pages/d.md": text("db", "date: 2023-02-30\n") };

    const { hosts } = await loadSite(
      { ...files, ...checked },
      { withheld: { ...NOTHING_WITHHELD, files: withheld.files } },
    );

    expect([...hosts.keys()]).toEqual(["web", "empty"]);
  });

  test("knows what is held back and what is for others", async () => {
    const content = await readContent(await writeSite({ ...files, "content/pages/d.md": page("draft: true") }), {
      shortForms: () => [],
    });

    const { documents, hidden, heldBack, ruleFiles } = published(content, { withheld });
    expect(ruleFiles.map(({ source }) => source.file)).toEqual(["content/alerts/a.yml"]);
    expect(
      [documents, hidden, heldBack].map((list) => list.map(({ file }) => file.replace("content/pages/", ""))),
    ).toEqual([["a.md"], ["d.md"], ["c.md", "unreadable.md"]]);
    expect(published(content, {}).heldBack).toMatchObject([{ kind: "unreadable" }]);
  });
});
