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
      "a.md:8:1  advice: footnote "[^Gray] and 1 more" is not used, and not shown
          | [^Gray]: y
          | ^^^^^^^^
        Refer to it with [^label], write it as text, or remove it
      a.md:4:1  advice: address "[Große Liste] and 1 more" is not used, and not shown
          | [Große  Liste]: https://e.org/d
          | ^^^^^^^^^^^^^^^
        Refer to it with [text][label], write it as text, or remove it"
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
    expect(await told(text)).not.toContain("is not used");
  });
});

describe("definitions that another one hides are told", () => {
  test("once a kind, the notes at the first, the addresses at the second", async () => {
    const text = `a[^1] b[^2] [c][x] [d][y]

[^1]: one
[^1]: two
[^2]: three
[^1]: four

[x]: https://e.org/1
> [X]: https://e.org/2

[y]: /a/
[ y]: /b/
`;

    expect(await told(text)).toMatchInlineSnapshot(`
      "a.md:3:1  advice: footnote "[^1] and 1 more" is defined again below, and not shown
          | [^1]: one
          | ^^^^^
        Give one of the two another label, or remove it
      a.md:9:3  advice: address "[X] and 1 more" is already defined above, and not used
          | > [X]: https://e.org/2
          |   ^^^^
        Give one of the two another label, or remove it"
    `);
  });

  test.each([
    ["one of each", "a[^1] [b]\n\n[^1]: x\n\n[b]: /c/"],
    ["the same address twice", "[b]\n\n[b]: /c/\n[b]: /c/"],
    ["notes that nobody shall see", "x\n\n[//]: # (a)\n[//]: # (b)\n[c]: <> (d)\n[c]: <> (e)"],
    ["in code", "[b]\n\n[b]: /c/\n\n```text\n[b]: /d/\n```\n\n    [b]: /e/"],
    ["in a paragraph", "[b]\n\n[b]: /c/\n\nx\n[b]: /d/"],
  ])("but not: %s", async (_what, text) => {
    expect(await told(text)).toBe("");
  });
});
