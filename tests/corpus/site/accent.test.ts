import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { assetsOf, readTheme } from "../../../src/site/assets.ts";
import { loadSite } from "../../site/support/load-site.ts";
import { site } from "../../site/support/tiny-site.ts";

const SETTINGS = "url: https://kb.example\n";
const loaded = async (accent: string) => loadSite(await site({ "content/site.yaml": `${SETTINGS}${accent}\n` }));

async function told(accent: string): Promise<string> {
  const { problems, corpus } = await loaded(accent);
  return problems.map((problem) => formatProblem(problem, corpus.readLine)).join("\n\n");
}

describe("an accent", () => {
  test("colours links in light and in dark, and holds no page back where it can be read", async () => {
    const { build, problems } = await loaded('accent: { light: "#7a1fa2", dark: "#d9a6f0" }');

    expect(problems).toEqual([]);
    expect(build.style).toContain(
      ":root{--link:#7a1fa2}@media screen and (prefers-color-scheme:dark){:root{--link:#d9a6f0}}",
    );
  });

  test("changes the address of the style sheet, and nothing where none is stated", async () => {
    const theme = await readTheme();
    const accent = { light: "#7a1fa2", dark: "#d9a6f0" };

    expect(assetsOf(theme, [], accent).styleUrl).not.toBe(assetsOf(theme, []).styleUrl);
    expect(assetsOf(theme, []).style.trimEnd()).toBe(theme.css.trimEnd());
  });

  test("that is hard to read is told with its contrast and the nearest shade that is not", async () => {
    expect(await told('accent:\n  light: "#5aa9e6"\n  dark: "#0b57a0"')).toMatchInlineSnapshot(`
      "content/site.yaml:3:10  accent "#5aa9e6" is hard to read: its contrast with #f4f6f8 is 2.34, less than 4.5
          | light: "#5aa9e6"
          |        ^^^^^^^^^
        Write "#3e759f", which is the nearest readable shade

      content/site.yaml:4:9  accent "#0b57a0" is hard to read: its contrast with #1c2228 is 2.2, less than 4.5
          | dark: "#0b57a0"
          |       ^^^^^^^^^
        Write "#598dbe", which is the nearest readable shade"
    `);
    expect(
      (await loaded('accent: { light: "#fff", dark: "#000" }')).problems.map(({ withholds }) => withholds),
    ).toEqual(["nothing", "nothing"]);
  });

  test("is two colours of red, green and blue, in quotes", async () => {
    const refused = [
      'accent: "#0b57a0"',
      "accent: { light: blue, dark: '#86baf2' }",
      "accent:\n  light: #0b57a0\n  dark: '#86baf2'",
      "accent: { light: '#0b57a080', dark: '#86baf2' }",
      "accent: { ligth: '#0b57a0', light: '#0b57a0', dark: '#86baf2' }",
    ];

    const messages = await Promise.all(refused.map(told));

    expect(messages.join("\n\n")).toMatchInlineSnapshot(`
      "content/site.yaml:2:9  "accent" cannot be "#0b57a0"
          | accent: "#0b57a0"
          |         ^^^^^^^^^
        Write two colours, as in { light: "#0b57a0", dark: "#86baf2" }

      content/site.yaml:2:18  "accent.light" cannot be "blue"
          | accent: { light: blue, dark: '#86baf2' }
          |                  ^^^^
        Write a colour as red, green and blue, as in "#0b57a0"

      content/site.yaml:3:10  "accent.light" cannot be null
          | light: #0b57a0
        Write a colour in quotes, as in "#0b57a0"

      content/site.yaml:2:18  "accent.light" cannot be "#0b57a080"
          | accent: { light: '#0b57a080', dark: '#86baf2' }
          |                  ^^^^^^^^^^^
        Write a colour as red, green and blue, as in "#0b57a0"

      content/site.yaml:2:11  unknown key "ligth"
          | accent: { ligth: '#0b57a0', light: '#0b57a0', dark: '#86baf2' }
          |           ^^^^^
        Did you mean "light"? Known keys here: light, dark"
    `);
  });
});

test("the colours behind text are those of the style sheet", async () => {
  const { css, grounds } = await readTheme();

  expect([grounds.light.length, grounds.dark.length]).toEqual([2, 2]);
  for (const color of [...grounds.light, ...grounds.dark]) expect(css).toContain(color);
  expect(grounds.light[0]).not.toBe(grounds.dark[0]);
});
