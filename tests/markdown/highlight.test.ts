import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cwd } from "node:process";
import MarkdownIt from "markdown-it";
import { createJavaScriptRegexEngine, createOnigurumaEngine, type Highlighter as Shiki } from "shiki";
import { globSync } from "tinyglobby";
import { beforeAll, describe, expect, test } from "vitest";
import { parseFenceInfo } from "../../src/markdown/fence-info.ts";
import { createHighlighter, type Highlighter, PLAIN_LANGUAGES } from "../../src/markdown/highlight.ts";
import { colorsByShiki, colorsOfOurs, createShiki } from "./shiki-colors.ts";

const SAMPLES = join(import.meta.dirname, "../fixtures/markdown/code");
const samples = globSync("*.txt", { cwd: SAMPLES }).map((file) => ({
  language: file.replace(".txt", ""),
  code: readFileSync(join(SAMPLES, file), "utf8"),
}));
const LANGUAGES = samples.map(({ language }) => language);

/** Every fence of the site's content that has colours. */
function fencesOfContent(): { where: string; language: string; code: string }[] {
  const files = globSync("content/*/*.md", { cwd: cwd() });
  return files.flatMap((file) =>
    new MarkdownIt()
      .parse(readFileSync(join(cwd(), file), "utf8"), {})
      .filter(({ type }) => type === "fence")
      .map(({ info, content, map }) => ({
        where: `${file}:${(map?.[0] ?? 0) + 1}`,
        language: parseFenceInfo(info).language,
        code: content,
      }))
      .filter(({ language }) => !(PLAIN_LANGUAGES as readonly string[]).includes(language)),
  );
}

let highlighter: Highlighter;
let engines: Record<string, Shiki>;

beforeAll(async () => {
  const fences = fencesOfContent().map(({ language }) => language);
  const langs = [...new Set([...LANGUAGES, ...fences])];
  highlighter = await createHighlighter();
  await highlighter.load(langs);
  engines = {
    JavaScript: await createShiki(createJavaScriptRegexEngine(), langs),
    Oniguruma: await createShiki(createOnigurumaEngine(import("shiki/wasm")), langs),
  };
});

/** Characters whose style is not what Shiki gives them, with their neighbourhood. */
function differences(engine: string, code: string, language: string): string[] {
  const shiki = engines[engine];
  if (shiki === undefined) throw new TypeError(`No engine ${engine}`);
  const text = code.replace(/\n$/, "");
  const ours = colorsOfOurs(highlighter.highlight(text, language));
  const theirs = colorsByShiki(shiki, text, language);
  expect(ours.length).toBe(text.length);
  expect(theirs.length).toBe(text.length);
  return theirs.flatMap((style, i) =>
    style === ours[i] ? [] : [`${JSON.stringify(text.slice(Math.max(0, i - 10), i + 10))}: ${ours[i]}, not ${style}`],
  );
}

describe.each(["JavaScript", "Oniguruma"])(
  "highlight() differs in no character from Shiki's two themes, by %s,",
  (engine) => {
    test.each(samples)("in $language", ({ language, code }) => {
      expect(differences(engine, code, language)).toEqual([]);
    });

    test("in any fence of the content", () => {
      const fences = fencesOfContent();

      const found = fences.flatMap(({ where, language, code }) =>
        differences(engine, code, language).map((d) => `${where} ${d}`),
      );

      expect(fences.length).toBeGreaterThan(5);
      expect(found).toEqual([]);
    });
  },
);

test("the comparison sees a colour that is wrong", () => {
  const { html, styles } = highlighter.highlight("echo x", "bash");
  const swapped = new Map([...styles].map(([name, css]) => [name, css.replace("#", "#0")]));

  expect(colorsOfOurs({ html, styles: swapped })).not.toEqual(colorsOfOurs({ html, styles }));
});

describe("highlight()", () => {
  test("gives elements with a class and nothing else", () => {
    const { html } = highlighter.highlight('echo "<b>" & # "x"', "bash");

    expect(html).toMatchInlineSnapshot(
      `"<i class="seb60">echo </i><i class="sea51">&quot;&lt;b&gt;&quot; </i>&amp; <i class="s6af6"># &quot;x&quot;</i>"`,
    );
  });

  test("gives declarations of both themes for each class, and for no other", () => {
    const { html, styles } = highlighter.highlight("# Is it *fast*?\n", "markdown");

    expect(Object.fromEntries(styles)).toMatchInlineSnapshot(`
      {
        "s273b": "color:light-dark(#1F2328,#E6EDF3);font-style:italic",
        "s8b9f": "color:light-dark(#0550AE,#79C0FF);font-weight:600",
      }
    `);
    expect(new Set([...html.matchAll(/class="(\w+)"/g)].map(([, name]) => name))).toEqual(new Set(styles.keys()));
  });

  test("names classes after their content, so that the order of documents does not matter", async () => {
    const [first, second] = await Promise.all([createHighlighter(), createHighlighter()]);
    await first.load(LANGUAGES);
    await second.load(LANGUAGES.toReversed());

    const forwards = samples.map(({ code, language }) => first.highlight(code, language));
    const backwards = samples.toReversed().map(({ code, language }) => second.highlight(code, language));

    expect(backwards.toReversed()).toEqual(forwards);
  });

  test("gives two styles two names", () => {
    const all = new Map<string, Set<string>>();
    for (const { code, language } of [...samples, ...fencesOfContent()]) {
      for (const [name, css] of highlighter.highlight(code, language).styles) {
        all.set(name, (all.get(name) ?? new Set()).add(css));
      }
    }

    expect([...all.values()].filter((css) => css.size > 1)).toEqual([]);
  });

  test.each(PLAIN_LANGUAGES)("escapes %s and leaves it without colours", (language) => {
    expect(highlighter.highlight('a < b & "c"', language)).toEqual({
      html: "a &lt; b &amp; &quot;c&quot;",
      styles: new Map(),
    });
  });

  test("keeps every character of the code, blanks at line ends and empty lines among them", () => {
    const code = "\n  echo   x  \n\n\t# y \n";

    expect(
      colorsOfOurs(highlighter.highlight(code, "bash"))
        .map((cell) => cell.charAt(0))
        .join(""),
    ).toBe(code);
  });
});

describe("knows()", () => {
  test.each(["bash", "sh", "console", "promql", "text", "yml", "c++"])("%s", (language) => {
    expect(highlighter.knows(language)).toBe(true);
  });

  test.each(["bsh", "", "constructor", "BASH"])("not %j", (language) => {
    expect(highlighter.knows(language)).toBe(false);
  });
});

test("load() passes over what it does not know, and what is plain", async () => {
  await expect(highlighter.load(["nothing-like-it", "text", "bash"])).resolves.toBeUndefined();
});
