import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { severityBadge } from "../../../src/pages/parts/severity.ts";
import { loadSite } from "../../site/support/load-site.ts";
import { site } from "../../site/support/tiny-site.ts";

const dataOf = async (settings: string) => loadSite(await site({ "content/site.yaml": settings }));

test("a badge has the word of the scale, and its rank as a class", async () => {
  const data = await dataOf("severities: [blocker, critical, major, minor, trivial, cosmetic]\n");
  const badges = ["blocker", "minor", "cosmetic", "<sev9>"].map((severity) => String(severityBadge(data, severity)));

  expect(badges).toEqual([
    '<span class="sev sev-1">BLOCKER</span>',
    '<span class="sev sev-4">MINOR</span>',
    '<span class="sev sev-4">COSMETIC</span>',
    '<span class="sev">&lt;SEV9&gt;</span>',
  ]);
  expect(severityBadge(data, undefined)).toBeNull();
});

test("its words can be read on its colour, in light and dark", async () => {
  const css = await readFile("src/pages/theme/tokens.css", "utf8");
  // Light stands before dark; "#fff" is short.
  const [light = "", dark = ""] = css.split("@media");
  for (const tokens of [light, dark]) {
    const of = (name: string) => longForm(new RegExp(`--${name}: (#[\\da-f]+);`).exec(tokens)?.[1] ?? "");
    const ground = of("bg");
    expect(contrast(of("soft"), of("surface"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ground, of("bad"))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("bad"), mixed(of("bad"), 0.12, ground))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("unsure"), mixed(of("unsure"), 0.14, ground))).toBeGreaterThanOrEqual(4.5);
  }
});

function longForm(colour: string): string {
  return colour.length === 4 ? colour.replace(/[\da-f]/g, "$&$&") : colour;
}

/** What color-mix(in srgb) gives: so much of one colour, and the rest of the other. */
function mixed(one: string, share: number, other: string): string {
  const part = (colour: string, at: number) => Number.parseInt(colour.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(one, at) * share + part(other, at) * (1 - share)));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
