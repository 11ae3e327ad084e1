import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { severityBadge } from "../../../src/pages/parts/severity.ts";
import { loadSite } from "../../site/load-site.ts";
import { site } from "../../site/tiny-site.ts";

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
  const css = await readFile("src/pages/theme/home.css", "utf8");
  const colours = [...css.matchAll(/--(sev-\d)(-bg)?: (#[\da-f]{6});/g)];
  const words = colours.filter(([, , ground]) => ground === undefined);
  const grounds = colours.filter(([, , ground]) => ground !== undefined);
  const contrasts = words.map(([, , , word = ""], i) => contrast(word, grounds[i]?.[3] ?? ""));

  expect(words.map(([, name]) => name)).toEqual(grounds.map(([, name]) => name));
  expect(contrasts).toHaveLength(8);
  expect(Math.min(...contrasts)).toBeGreaterThanOrEqual(4.5);
});

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
