import { describe, expect, test } from "vitest";
import { firstMinute } from "../../../../src/pages/parts/document/first-minute.ts";
import { type Files, runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

async function firstMinuteOf(text: string, files: Files = {}): Promise<string | undefined> {
  const site = await loadSite(await writeSite({ "content/runbooks/a.md": text, ...files }));
  const [document] = site.corpus.runbooks;
  if (document === undefined) throw new Error("the site has no runbook");
  return firstMinute(site, document)?.join("\n");
}

describe("firstMinute()", () => {
  test("is the section alone, by whichever of its names", async () => {
    expect(
      await firstMinuteOf("Intro.\n\n## First minute\n\nDo *this*.\n\n### More\n\nAnd this.\n\n## Meaning\n\nx\n"),
    ).toBe("Do this.\nMore\nAnd this.");
    expect(await firstMinuteOf("# A\n\n## 1. Quick fix:\n\nLast section.\n")).toBe("Last section.");
  });

  test("there is none without the section, or without a text in it", async () => {
    expect(await firstMinuteOf("## Meaning\n\nText.\n")).toBeUndefined();
    expect(await firstMinuteOf("## First minute\n\n## Meaning\n\nText.\n")).toBeUndefined();
  });

  test("lists, breaks, tables, quotes and pictures are lines", async () => {
    const text = `## First minute

One paragraph
of two lines,\\
broken here.

3. Third

   goes on
4. Fourth
   - below
   - it

- [ ] open
- [x] done

| A | B |
| --- | --- |
| 1 | 2 |

> [!WARNING]
> Careful

![A picture](https://else.example/x.png)
`;

    expect(await firstMinuteOf(text)).toMatchInlineSnapshot(`
      "One paragraph of two lines,
      broken here.
      3. Third
        goes on
      4. Fourth
        • below
        • it
      • ☐ open
      • ☑ done
      A | B
      1 | 2
      Warning
      Careful
      Image: A picture (https://else.example/x.png)"
    `);
  });

  test("code keeps its spaces, and a check is its question with the address of its page", async () => {
    const text = `---
checks:
  disk: { asks: Is it full? }
---
## First minute

Run \`df  -h\`:

\`\`\`bash run=never
if true; then
  echo  "a b"
fi
\`\`\`

\`\`\`bash check=disk
exit 0
\`\`\`
`;

    expect(await firstMinuteOf(text, { "content/site.yaml": "url: https://kb.example\n" })).toMatchInlineSnapshot(`
      "Run df -h:
      Changes the system · not tested
        if true; then
          echo  "a b"
        fi
      Check: Is it full? https://kb.example/checks/disk/"
    `);
  });

  test("links that lead away from the runbook have their addresses written out", async () => {
    const text =
      "## First minute\n\nRun [it](#mitigation), [b](b.md#meaning), [up](https://else.example/), <https://else.example/>, [call](tel:112)\n\n## Mitigation\n";
    const files = { "content/site.yaml": "url: https://kb.example\n", "content/runbooks/b.md": runbook("title: B") };

    expect(await firstMinuteOf(text, files)).toBe(
      "Run it, b (https://kb.example/runbooks/b/#meaning), up (https://else.example/), https://else.example/, call",
    );
  });

  test("no character of it controls a terminal or turns its direction", async () => {
    const text = await firstMinuteOf("## First minute\n\na\u0001b\u0002c\u0003d\u0004e \u202Ex\u202C \u0007\n");

    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202A-\u202E]/u);
    expect(text?.replace(/[\s\uFFFD]/g, "")).toBe("abcdex");
  });
});
