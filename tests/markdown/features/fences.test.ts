import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { expectedHtml, htmlOf, htmlOfText, render, renderFixture } from "../render.ts";

/** The problems of a text, as they are printed. */
async function toldOf(text: string): Promise<string> {
  const { problems } = await render(text);
  return problems.map((problem) => formatProblem(problem, (_file, line) => text.split("\n")[line - 1])).join("\n\n");
}

const fence = (info: string, code = "x") => `\`\`\`${info}\n${code}\n\`\`\`\n`;

describe("fences", () => {
  test("renders its fixture", async () => {
    const rendered = await renderFixture("fences");

    await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("fences"));
  });

  test("takes a check out of the text and keeps its snippet as it is", async () => {
    const { checks, untested } = await render(`text\n\n${fence("bash check=a", 'echo "<b>"\n\n  exit 2')}`);

    expect(checks).toMatchObject([
      { id: "a", snippet: 'echo "<b>"\n\n  exit 2\n', place: { line: 3, column: 9, length: 7 } },
    ]);
    expect(checks[0]?.html).toContain("&lt;b&gt;");
    expect(untested).toEqual([]);
  });

  test("lists what is untested at its line, with what is never run", async () => {
    const text = `${fence("")}\n${fence("BASH run=never")}\n~~~yaml\na: 1\n~~~\n\n    indented\n`;

    const { untested } = await render(text);

    expect(untested.map(({ place, language, never }) => `${place.line} ${language} ${never}`)).toEqual([
      "1 text false",
      "5 bash true",
      "9 yaml false",
      "13 text false",
    ]);
  });

  test("gives the styles of its classes", async () => {
    const { tokenStyles } = await render(fence("bash", "echo # y"));
    const html = await htmlOfText(fence("bash", "echo # y"));

    expect([...tokenStyles.keys()].every((name) => html.includes(`class="${name}"`))).toBe(true);
    expect(tokenStyles.size).toBe(2);
  });

  test("runs no code of another language and escapes it", async () => {
    expect(await htmlOfText(fence("html", "<script>alert(1)</script>"))).not.toContain("<script");
    expect(await htmlOfText(fence("nothing-like-it", "<b>"))).toContain("<code>&lt;b&gt;</code>");
  });
});

describe("fences shows code without colours, and says so,", () => {
  test.each([
    ["bash", '$("'.repeat(4000)],
    ["yaml", `a: ${"x".repeat(2000)}`],
    ["json", "[".repeat(1500)],
    ["json", "[\n".repeat(1500)],
    ["c", "(".repeat(200)],
    ["bash", "<".repeat(1900)],
    ["console", `$ echo ${"<<<a".repeat(400)}`],
  ])("where a grammar would take too long: %s", async (language, code) => {
    const { problems } = await render(`${fence(language, code)}\n${fence(language, code)}`);

    expect(problems.map(({ kind, what }) => `${kind}: ${what}`)).toEqual([
      expect.stringMatching(/^advice: code is not coloured: (?:a line has \d+ |its blocks nest )/),
    ]);
    expect(await htmlOfText(fence(language, code))).not.toContain("<i ");
  });

  test.each([
    ["bash", `echo ${"a ".repeat(900)}; cat <<<"$x" <<<<<<<`],
    ["json", `${"[".repeat(80)}1`],
  ])("but not ordinary code: %s", async (language, code) => {
    expect(await toldOf(fence(language, code))).toBe("");
    expect(await htmlOfText(fence(language, code))).toContain("<i ");
  });
});

describe("fences says of shell commands that nobody has tried them", () => {
  test.each(["bash", "sh", "zsh", "shellscript", "console"])("in %s", async (language) => {
    expect(await htmlOfText(fence(language, "ls"))).toContain('<figcaption class="untried">Not tested</figcaption>');
  });

  test.each(["yaml", "promql", "", "bash check=a"])("not in %j", async (info) => {
    expect(await htmlOfText(fence(info, "ls"))).not.toContain("Not tested");
  });

  test("not where it is said already", async () => {
    expect(await htmlOfText(fence("bash run=never", "ls"))).not.toContain("Not tested");
  });
});

describe("fences tells", () => {
  test("a line that is too long, with what to do", async () => {
    expect(await toldOf(fence("json", `"${"x".repeat(3000)}"`))).toMatchInlineSnapshot(`
      "a.md:1:1  advice: code is not coloured: a line has 3002 characters
          | \`\`\`json
          | ^^^
        Break it into shorter lines, or call the fence "text""
    `);
  });

  test.each(["dot", "d2", "mermaid", "math"])("a diagram as that alone: %s", async (language) => {
    const { problems } = await render(fence(language, "a -> b"));

    expect(problems.map(({ what }) => what)).toEqual([expect.stringMatching(/^(?:diagram|formula) /)]);
  });

  test("a check in a language that is not bash's, and does not hand it on to be run", async () => {
    expect(await toldOf(fence("python check=a"))).toMatchInlineSnapshot(`
      "a.md:1:11  check "a" is in a fence of the language "python"
          | \`\`\`python check=a
          |           ^^^^^^^
        Write \`\`\`bash check=a, or remove check=: checks run in bash"
    `);
    expect(await toldOf(fence("check=a"))).toMatchInlineSnapshot(`
      "a.md:1:4  check "a" is in a fence of the language "text"
          | \`\`\`check=a
          |    ^^^^^^^
        Write \`\`\`bash check=a, or remove check=: checks run in bash"
    `);
    expect((await render(fence("zsh check=a"))).checks).toEqual([]);
  });

  test.each(["bash", "sh", "shell", "BASH"])("nothing of a check in %s", async (language) => {
    expect(await toldOf(fence(`${language} check=a`))).toBe("");
  });

  test("an unknown language of a check only once", async () => {
    expect((await toldOf(fence("bsah check=a"))).match(/a\.md:/g)).toHaveLength(1);
  });

  test("a language that it does not know, as the author wrote it", async () => {
    expect(await toldOf(`- a\n\n  \`\`\`Bsah\n  x\n  \`\`\`\n`)).toMatchInlineSnapshot(`
      "a.md:3:6  advice: fence in an unknown language "bsah"
          | \`\`\`Bsah
          |    ^^^^
        Did you mean "bash"? Name a language of Shiki, or "text" for no colours"
    `);
    expect(await toldOf(fence("zzzzzzzz"))).toMatchInlineSnapshot(`
      "a.md:1:4  advice: fence in an unknown language "zzzzzzzz"
          | \`\`\`zzzzzzzz
          |    ^^^^^^^^
        Name a language of Shiki, or "text" for no colours"
    `);
  });

  test("a label near a known one", async () => {
    expect(await toldOf(fence("bash chek=a"))).toMatchInlineSnapshot(`
      "a.md:1:9  fence with an unknown label "chek=a"
          | \`\`\`bash chek=a
          |         ^^^^^^
        Did you mean "check"? Write one check=<id>, or run=never"
    `);
  });

  test("a known label with another value", async () => {
    expect(await toldOf(fence("bash run=always check="))).toMatchInlineSnapshot(`
      "a.md:1:9  fence with an unknown label "run=always"
          | \`\`\`bash run=always check=
          |         ^^^^^^^^^^
        Write one check=<id>, or run=never

      a.md:1:20  fence with an unknown label "check="
          | \`\`\`bash run=always check=
          |                    ^^^^^^
        Write one check=<id>, or run=never"
    `);
  });

  test("a label that nobody knows, as advice, once in a file", async () => {
    expect(await toldOf(`${fence('js foo="a b" bar')}${fence("js baz")}`)).toMatchInlineSnapshot(`
      "a.md:1:7  advice: fence with an unknown label "foo='a b'"
          | \`\`\`js foo="a b" bar
          |       ^^^^^^^^^
        Write one check=<id>, or run=never"
    `);
  });

  test.each(["js {1,3}", 'yaml title="a" linenums="1" hl_lines="2"', "{ .yaml .annotate }", "js showLineNumbers copy"])(
    "nothing of what other generators understand: %s",
    async (info) => {
      expect(await toldOf(fence(info))).toBe("");
    },
  );

  test("an unknown language once in a file, and as a problem where it is a check's", async () => {
    const text = `${fence("zzzzzzzz")}${fence("ZZZZZZZZ")}${fence("yyyyyyyy check=a")}`;
    const { problems } = await render(text);

    expect(problems.map(({ kind, what, place }) => `${place.line} ${kind} ${what}`)).toEqual([
      '1 advice fence in an unknown language "zzzzzzzz"',
      '7 problem fence in an unknown language "yyyyyyyy"',
    ]);
  });

  test.each([
    "plaintext",
    "none",
    "golang",
    "sh-session",
    "YML",
    "jsonc",
    "env",
    "conf",
    "alertmanager",
    "log",
    "stdout",
  ])("nothing of %s", async (language) => {
    expect(await toldOf(fence(language))).toBe("");
  });

  test("a second check of one fence", async () => {
    expect(await toldOf(fence("bash check=a check=b"))).toMatchInlineSnapshot(`
      "a.md:1:17  fence with an unknown label "check=b"
          | \`\`\`bash check=a check=b
          |                 ^^^^^^^
        Write one check=<id>, or run=never"
    `);
  });

  test("a check that says run=never, and does not hand it on to be run", async () => {
    expect(await toldOf(fence("bash check=a run=never"))).toMatchInlineSnapshot(`
      "a.md:1:9  check "a" has run=never
          | \`\`\`bash check=a run=never
          |         ^^^^^^^
        Remove run=never or check=: a check is run, and only reads"
    `);
    expect((await render(fence("bash check=a run=never"))).checks).toEqual([]);
  });
});

describe("the title of a fence", () => {
  test.each([
    ["yaml title=\"<b> & 'c'.yaml\"", '<figcaption class="title">&lt;b&gt; &amp; &apos;c&apos;.yaml</figcaption>'],
    ["yaml:a.yml", '<figcaption class="title">a.yml</figcaption>'],
    ["sh title=a.sh", '<figcaption class="untried"><span class="title">a.sh</span> Not tested</figcaption>'],
    ["sh:a.sh run=never", '<figcaption class="never"><span class="title">a.sh</span> Changes the system '],
  ])("stands above the code: %s", async (info, caption) => {
    const html = await htmlOfText(`<b>x</b>\n\n${fence(info)}`);

    expect(html).toContain(caption);
    expect(html.match(/<figcaption/g)).toHaveLength(1);
  });

  test.each(["yaml", 'yaml title=""', "yaml:"])("is not there for %s", async (info) => {
    expect(await htmlOfText(fence(info))).not.toContain("title");
  });
});
