// The style sheet and the script of a site: one file each, for all pages. Only this file names esbuild.

import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const THEME = new URL("../pages/theme/", import.meta.url);
/** From these on, browsers know what the theme uses; what is newer than them, such as nesting, is rewritten. */
const BROWSERS = ["chrome107", "edge107", "firefox104", "safari16"];

/** The theme, joined and without comments: what site.css and site.js import. */
export type Theme = { readonly css: string; readonly script: string };

/** Addresses carry a hash of the content, so that browsers may keep the files for ever. */
export type Assets = {
  readonly style: string;
  readonly styleUrl: string;
  readonly script: string;
  readonly scriptUrl: string;
};

export async function readTheme(): Promise<Theme> {
  const { outputFiles } = await build({
    entryPoints: ["site.css", "site.js"].map((name) => fileURLToPath(new URL(name, THEME))),
    outdir: fileURLToPath(THEME),
    write: false,
    bundle: true,
    minify: true,
    format: "esm",
    target: BROWSERS,
    logLevel: "silent",
  });
  const textOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { css: textOf(".css"), script: textOf(".js") };
}

/** The theme with the colours of the code that the documents contain. */
export function assetsOf({ css, script }: Theme, tokenStyles: readonly ReadonlyMap<string, string>[]): Assets {
  const all = new Map(tokenStyles.flatMap((styles) => [...styles]));
  const rules = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => `.${name}{${text}}`);
  const style = `${css}${rules.join("\n")}\n`;
  return {
    style,
    styleUrl: `/assets/style.${hashOf(style)}.css`,
    script,
    scriptUrl: `/assets/site.${hashOf(script)}.js`,
  };
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}
