// The style sheet and the script of a site: one file each, for all pages, and a script for the search page alone. Only
// this file names esbuild.

import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import type { Grounds } from "../corpus/site/accent.ts";
import type { Settings } from "../model/settings.ts";

const THEME = new URL("../pages/theme/", import.meta.url);
/**
 * From these on, browsers read all of a page: what is newer than them, such as nesting, is rewritten. Older ones leave
 * out what only helps, such as room kept for a button that comes later.
 */
const BROWSERS = ["chrome107", "edge107", "firefox104", "safari16"];

/** The theme, joined and without comments: what site.css, site.js and search-page.js import. */
export type Theme = {
  readonly css: string;
  readonly script: string;
  readonly searchScript: string;
  readonly grounds: Grounds;
};

/** Addresses carry a hash of the content, so that browsers may keep the files for ever. */
export type Assets = {
  readonly style: string;
  readonly styleUrl: string;
  readonly script: string;
  readonly scriptUrl: string;
  readonly searchScript: string;
  readonly searchScriptUrl: string;
};

export async function readTheme(): Promise<Theme> {
  const { outputFiles } = await build({
    entryPoints: ["site.css", "site.js", "search-page.js"].map((name) => fileURLToPath(new URL(name, THEME))),
    outdir: fileURLToPath(THEME),
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: BROWSERS,
    logLevel: "silent",
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  const options = { loader: "css", minify: true, target: BROWSERS } as const;
  const { code: css } = await transform(withConstants(textOf("site.css")), options);
  return { css, script: textOf("site.js"), searchScript: textOf("search-page.js"), grounds: groundsOf(css) };
}

/**
 * What is stated once, such as --space-4, is a constant: it stands in place of its names, which weigh 150 bytes on the
 * first visit. Colours are stated for light and for dark.
 */
function withConstants(css: string): string {
  const stated = [...css.matchAll(/(--[\w-]+):([^;{}]*);?/g)];
  const times = Map.groupBy(stated, ([, name]) => name);
  return stated.reduce((text, [whole, name, value = ""]) => {
    if (times.get(name)?.length !== 1) return text;
    return text.replace(whole, "").replaceAll(`var(${name})`, value);
  }, css);
}

/** The style sheet names them for light first and for dark second. */
function groundsOf(css: string): Grounds {
  const [page, boxes] = ["bg", "surface"].map((name) =>
    [...css.matchAll(new RegExp(`--${name}:\\s*(#[\\da-f]{3,6})\\b`, "gi"))].map(([, color = ""]) => color),
  );
  const [light, dark] = [0, 1].map((i) => [page?.[i], boxes?.[i]].filter((color) => color !== undefined));
  if (light?.length !== 2 || dark?.length !== 2)
    throw new TypeError("Cannot read --bg and --surface of the style sheet");
  return { light, dark };
}

/** The theme with the site's own accent and the colours of the code that the documents contain. */
export function assetsOf(
  { css, script, searchScript }: Theme,
  tokenStyles: readonly ReadonlyMap<string, string>[],
  accent?: Settings["accent"],
): Assets {
  const all = new Map(tokenStyles.flatMap((styles) => [...styles]));
  const rules = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `.${name}{${text.toLowerCase()}}`);
  const style = `${css}${accentStyle(accent)}${rules.join("\n")}\n`;
  return {
    style,
    styleUrl: `/assets/style.${hashOf(style)}.css`,
    script,
    scriptUrl: `/assets/site.${hashOf(script)}.js`,
    searchScript,
    searchScriptUrl: `/assets/search.${hashOf(searchScript)}.js`,
  };
}

/** On paper, the light one counts. */
function accentStyle(accent: Settings["accent"]): string {
  if (accent === undefined) return "";
  const { light, dark } = accent;
  return `:root{--link:${light}}@media screen and (prefers-color-scheme:dark){:root{--link:${dark}}}\n`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}
