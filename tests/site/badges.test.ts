import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "cheerio";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reference } from "../../src/model/reference.ts";
import { STATES } from "../../src/model/state.ts";
import { BADGE_COLORS, badgeSvg, LABEL_COLOR, writeBadges } from "../../src/site/badges.ts";
import { BADGES_FILE } from "../../src/site/files.ts";
import { EVIL, machineSite } from "../pages/support/machine-site.ts";

const site = await machineSite();

function reference(label: string, words: string): Reference {
  const [first] = site.references.list;
  if (first === undefined) throw new Error("the site has no reference");
  return { ...first, label, words };
}

describe("badgeSvg()", () => {
  test("is two rectangles, and its text as title and label", () => {
    expect(badgeSvg(reference("a/b#1", "open"))).toMatchInlineSnapshot(`
      "<svg xmlns="http://www.w3.org/2000/svg" width="82" height="20" role="img" aria-label="a/b#1: open"><title>a/b#1: open</title><g shape-rendering="crispEdges"><rect width="45" height="20" fill="#3d464d"/><rect x="45" width="37" height="20" fill="#a3231b"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><text x="235" y="140" textLength="350" transform="scale(.1)">a/b#1</text><text x="625" y="140" textLength="270" transform="scale(.1)">open</text></g></svg>
      "
    `);
  });

  test("has no script, no link, no style and no address to load from, whatever upstream says", () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.constant(EVIL), fc.constant("https://evil.example/x.svg"));
    fc.assert(
      fc.property(text, text, (label, words) => {
        const svg = badgeSvg(reference(label, words));
        const $ = load(svg, { xml: true });
        const tags = [...svg.matchAll(/<(\w+)/g)].map(([, name]) => name);
        const attributes = $("*")
          .map((_, element) => Object.keys($(element).attr() ?? {}))
          .get();

        expect(tags.filter((name) => !["svg", "title", "g", "rect", "text"].includes(name ?? ""))).toEqual([]);
        expect(attributes.filter((name) => /^on|href|src|style|filter/i.test(name))).toEqual([]);
        expect(svg).not.toMatch(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|\p{Bidi_Control}|url\(/u);
      }),
      { numRuns: 50 },
    );
  });

  test("keeps hostile text as text", () => {
    const $ = load(badgeSvg(reference(EVIL, EVIL)), { xml: true });

    expect($("title").text()).toContain(`"><img src=x onerror=alert(1)>]]></title><script>alert(2)</script>&`);
    expect($("svg").attr("aria-label")).toBe($("title").text());
  });
});

describe("BADGE_COLORS", () => {
  test("white text can be read on each of them", () => {
    const colors = [LABEL_COLOR, ...STATES.map((state) => BADGE_COLORS[state])];

    expect(colors.filter((color) => contrastWithWhite(color) < 4.5)).toEqual([]);
    expect(contrastWithWhite("#777777")).toBeLessThan(4.5);
  });
});

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrastWithWhite(color: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const part = Number.parseInt(color.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

describe("writeBadges()", () => {
  test("writes one for each reference that is shown, and takes away what is there no more", async () => {
    const output = await mkdtemp(join(tmpdir(), "faultbook-badges-"));
    await writeBadges(site, output);
    await writeFile(join(output, "badges/github-old-1.svg"), "");

    await writeBadges(site, output);

    expect((await readdir(join(output, "badges"))).sort()).toEqual([
      "github-a-b-1.svg",
      "github-a-b-2.svg",
      "github-a-c-9.svg",
      "launchpad-lp-7.svg",
    ]);
    expect(await readFile(join(output, "badges/launchpad-lp-7.svg"), "utf8")).toContain("fixed in 1 of 2 series");
  });

  test("references that look alike have badges of their own", async () => {
    const output = await mkdtemp(join(tmpdir(), "faultbook-badges-"));
    const list = site.references.list.map((one) => ({ ...one, label: "same" }));

    await writeBadges({ ...site, references: { ...site.references, list } }, output);

    expect(await readdir(join(output, "badges"))).toHaveLength(list.length);
  });

  test("leaves those where they are that are published already, byte by byte, and names them", async () => {
    const [published, staged] = await Promise.all(
      ["published", "staged"].map((name) => mkdtemp(join(tmpdir(), `faultbook-${name}-`))),
    );
    await writeBadges(site, published ?? "");
    await writeFile(join(published ?? "", "badges/github-a-b-2.svg"), "changed by hand");

    const kept = await writeBadges(site, staged ?? "", published);

    expect([...kept.keys()].sort()).toEqual([
      "badges/github-a-b-1.svg",
      "badges/github-a-c-9.svg",
      "badges/launchpad-lp-7.svg",
    ]);
    expect(await readdir(join(staged ?? "", "badges"))).toEqual(["github-a-b-2.svg"]);
  });

  test("draws anew where its cache is broken, or was drawn otherwise", async () => {
    const output = await mkdtemp(join(tmpdir(), "faultbook-badges-"));
    const cache = join(site.corpus.root, BADGES_FILE);
    await writeBadges(site, output);
    const good = await readFile(cache, "utf8");

    for (const broken of ["{", "[]", good.replaceAll("badge-maker", "another")]) {
      await writeFile(cache, broken);
      await writeBadges(site, output);
      expect(await readFile(cache, "utf8")).toBe(good);
    }
  });

  test("does without its cache where nothing can be kept", async () => {
    const root = await mkdtemp(join(tmpdir(), "faultbook-badges-"));
    await writeFile(join(root, ".cache"), "a file, where the folder should be");

    await writeBadges({ ...site, corpus: { ...site.corpus, root } }, root);

    expect(await readdir(join(root, "badges"))).toHaveLength(site.references.list.length);
  });
});
