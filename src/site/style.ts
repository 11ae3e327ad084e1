// The style sheet of a site: the theme and the colours of the code that its documents contain.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** Joined in this order: later sheets refine earlier ones. */
const SHEETS = ["base.css", "content.css", "incident.css", "references.css", "print.css"] as const;
const THEME = new URL("../pages/theme/", import.meta.url);

export type Style = { readonly style: string; readonly styleUrl: string };

/** The theme's sheets as one text. */
export type Theme = string;

export async function readTheme(): Promise<Theme> {
  const sheets = await Promise.all(SHEETS.map((sheet) => readFile(new URL(sheet, THEME), "utf8")));
  return minify(sheets.join("\n"));
}

/** Joins the theme with the token styles of all documents; the address carries the content's hash. */
export function styleOf(theme: Theme, tokenStyles: readonly ReadonlyMap<string, string>[]): Style {
  const all = new Map(tokenStyles.flatMap((styles) => [...styles]));
  const rules = [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, css]) => `.${name}{${css}}`);
  const style = `${theme}\n${rules.join("\n")}\n`;
  const hash = createHash("sha256").update(style).digest("hex").slice(0, 10);
  return { style, styleUrl: `/assets/style.${hash}.css` };
}

/** Removes only comments and line breaks: compression saves the rest as well as a minifier would. */
function minify(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}
