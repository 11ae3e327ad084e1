import { describe, expect, test } from "vitest";
import { formatUntested, percentOf, testedProblems, testedShare } from "../../../src/checks/authoring/tested-share.ts";
import { formatProblem } from "../../../src/core/problem.ts";
import { loadSite } from "../../corpus/tiny-site.ts";

const fence = (info: string) => `\`\`\`${info}\nuname\n\`\`\`\n`;
const NO_SHELL = ["c", "text", "", "yaml run=never"];
const PAGE = ["# A page", ...["bash", "sh", "console", "bash run=never", ...NO_SHELL].map(fence)].join("\n");
const CHECK = "---\nchecks: { kernel: { asks: Which?, ok: [], affected: [] } }\n---\n";
const FILES = {
  "content/site.yaml": "title: T\nchecks:\n  # at least\n  tested: 60\n",
  "content/pages/a.md": PAGE,
  "content/pages/b.md": `${CHECK}${fence("bash check=kernel")}${fence("zsh")}`,
};

async function shareOf(files: Readonly<Record<string, string>>) {
  const corpus = await loadSite(files);
  return { corpus, share: testedShare(corpus.documents) };
}

describe("testedShare()", () => {
  test("counts the shell snippets that may be pasted, and checks among them", async () => {
    const { share } = await shareOf(FILES);

    expect({ tested: share.tested, total: share.total, percent: percentOf(share) }).toEqual({
      ...{ tested: 1, total: 5, percent: 20 },
    });
    expect(share.others.map(({ place, never }) => [place.file, place.line, never])).toEqual([
      ["content/pages/a.md", 2, false],
      ["content/pages/a.md", 6, false],
      ["content/pages/a.md", 10, false],
      ["content/pages/a.md", 14, true],
      ["content/pages/b.md", 7, false],
    ]);
  });

  test("rounds percent down, and takes nothing for all", () => {
    expect(percentOf({ tested: 199, total: 200, others: [] })).toBe(99);
    expect(percentOf({ tested: 0, total: 0, others: [] })).toBe(100);
  });
});

describe("testedProblems()", () => {
  test("points at the setting and names the first snippets", async () => {
    const { corpus, share } = await shareOf(FILES);

    const problems = testedProblems(share, corpus.settings.checks.tested, corpus.placeOf("checks", "tested"));

    expect(problems.map((problem) => formatProblem(problem, corpus.readLine)).join("\n")).toMatchInlineSnapshot(`
      "content/site.yaml:4:3  1 of 5 shell snippets are tested (20 %), expected at least 60 %
          | tested: 60
          | ^^^^^^
        Turn one into a check, or mark it run=never if it changes the system: content/pages/a.md:2, content/pages/a.md:6, content/pages/a.md:10 …
        npm run check lists them all"
    `);
  });

  test("tells nothing at or above the minimum, or without one", async () => {
    const { share, corpus } = await shareOf({ ...FILES, "content/site.yaml": "title: T" });

    expect(corpus.settings.checks.tested).toBe(0);
    expect(testedProblems(share, 0, corpus.placeOf("checks", "tested"))).toEqual([]);
    expect(testedProblems(share, 20, corpus.placeOf("checks", "tested"))).toEqual([]);
    expect(testedProblems(share, 20.1, corpus.placeOf("checks", "tested"))).toHaveLength(1);
  });
});

describe("formatUntested()", () => {
  test("lists place and title of each", async () => {
    expect(formatUntested((await shareOf(FILES)).share)).toMatchInlineSnapshot(`
      "4 of 5 shell snippets are not tested:
        content/pages/a.md:2, 6, 10  A page
        content/pages/b.md:7  B"
    `);
  });

  test("is empty where everything is tested", () => {
    expect(formatUntested({ tested: 1, total: 1, others: [] })).toBe("");
  });
});
