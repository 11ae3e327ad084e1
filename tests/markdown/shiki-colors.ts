// Colours of code, character by character: as Shiki gives them with two themes, and as our own HTML says them.

import { load } from "cheerio/slim";
import { type BundledLanguage, createHighlighter, type RegexEngine, type Highlighter as Shiki } from "shiki";
import type { Highlighted } from "../../src/markdown/highlight.ts";

const THEMES = ["github-light-default", "github-dark-default"] as const;
/** Foreground of both themes: what stands in no element of ours has it. */
const DEFAULT = "color:light-dark(#1f2328,#e6edf3)";

export async function createShiki(engine: RegexEngine | Promise<RegexEngine>, langs: string[]): Promise<Shiki> {
  return createHighlighter({ themes: [...THEMES], langs, engine: await engine });
}

/** Each character with its style; white space has none, because nobody sees it. */
export function colorsByShiki(shiki: Shiki, code: string, lang: string): string[] {
  const [light = [], dark = []] = THEMES.map((theme) =>
    shiki
      .codeToTokens(code, { lang: lang as BundledLanguage, theme })
      .tokens.flatMap((line, i) => [
        ...(i === 0 ? [] : [{ character: "\n", color: "", font: 0 }]),
        ...line.flatMap(({ content, color = "", fontStyle = 0 }) =>
          content.split("").map((character) => ({ character, color, font: Math.max(0, fontStyle) })),
        ),
      ]),
  );
  return light.map(({ character, color, font }, i) =>
    styled(character, `color:light-dark(${color},${dark[i]?.color})${fontCss(font)}`, font === dark[i]?.font),
  );
}

/** FontStyle: italic 1, bold 2, underline 4. */
function fontCss(font: number): string {
  const css = [";font-style:italic", ";font-weight:600", ";text-decoration:underline"];
  return css.filter((_, bit) => (font & (1 << bit)) !== 0).join("");
}

export function colorsOfOurs({ html, styles }: Highlighted): string[] {
  const $ = load(html, null, false);
  return $.root()
    .contents()
    .toArray()
    .flatMap((node) => {
      const css = styles.get($(node).attr("class") ?? "") ?? DEFAULT;
      return $(node)
        .text()
        .split("")
        .map((character) => styled(character, css, true));
    });
}

function styled(character: string, css: string, sameFont: boolean): string {
  if (character.trim() === "") return character;
  return `${character} ${css.toLowerCase()}${sameFont ? "" : " (fonts of the themes differ)"}`;
}
