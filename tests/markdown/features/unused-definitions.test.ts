import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { render } from "../render.ts";

async function told(text: string): Promise<string> {
  const { problems } = await render(text);
  return problems.map((problem) => formatProblem(problem, (_file, line) => text.split("\n")[line - 1])).join("\n");
}

describe("definitions that nothing refers to", () => {
  test("are told once a kind, at the first, as they are not shown", async () => {
    const text =
      "a [b][c][^d]\n\n[c]: https://e.org/c\n[Große  Liste]: https://e.org/d\n[f]: /f/\n\n[^d]: x\n[^Gray]: y\n\n[^z]: z\n";

    expect(await told(text)).toMatchInlineSnapshot(`
      "a.md:8:1  advice: footnote "[^Gray] and 1 more" is used nowhere and not shown
          | [^Gray]: y
          | ^^^^^^^^
        Refer to it with [^label], write it as text, or take it out
      a.md:4:1  advice: address "[Große  Liste] and 1 more" is used nowhere and not shown
          | [Große  Liste]: https://e.org/d
          | ^^^^^^^^^^^^^^^
        Refer to it with [text][label], write it as text, or take it out"
    `);
  });

  test("are found in quotations and lists", async () => {
    expect((await render("> [a]: https://e.org/a\n\n- [^b]: c\n")).problems).toMatchObject([
      { kind: "advice", place: { line: 3, column: 3, length: 5 } },
      { kind: "advice", place: { line: 1, column: 3, length: 4 } },
    ]);
  });

  test.each([
    ["a comment", "[//]: # (not yet)\n\n[comment]: <> (not yet)"],
    ["one that is used", "[a] ![b]\n\n[a]: https://e.org/a\n[b]: /media/b.png"],
    ["the image of a link", "[![x][b]][a]\n\n[a]: https://e.org/a\n[b]: /media/b.png"],
    ["a note in a note", "x[^a]\n\n[^a]: y[^b]\n\n[^b]: z"],
    ["code", "```text\n[a]: https://e.org/a\n```\n\n`[^b]: c`"],
  ])("are not %s", async (_what, text) => {
    expect((await told(text)).includes("is used nowhere")).toBe(false);
  });
});
