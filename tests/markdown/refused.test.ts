import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { decodeUrl } from "../../src/core/decode-url.ts";
import { htmlOfText, render } from "./render.ts";

describe("no address that Markdown gives a page runs or looks anywhere:", () => {
  const spellings = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#115;cript:alert(1)",
    "java&#x73;cript&colon;alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#9;javascript:alert(1)",
    "&#1;javascript:alert(1)",
    "&#x1f;javascript:alert(1)",
    "<java\tscript:alert(1)>",
    "< javascript:alert(1)>",
    "<\tjavascript:alert(1)>",
    "%6aavascript:alert(1)",
    "%6Aavascript&#58;alert(1)",
    "%01javascript:alert(1)",
    "java%0ascript:alert(1)",
    "java%09script:alert(1)",
    "java%0d%0ascript:alert(1)",
    "java&shy;script:alert(1)",
    "java\u200bscript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "java\\script:alert(1)",
    "javascript\\:alert(1)",
    "java%73cript:alert(1)",
    "vbscript:x",
    "VBSCRIPT:x",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD4=",
    "DATA:text/html,x",
    "data:image/svg+xml;base64,AA",
    "data:,x",
    "data&colon;text/html,x",
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "f&#105;le:///etc/passwd",
    "blob:https://e.org/x",
    "view-source:javascript:x",
    "feed:javascript:x",
    "jar:javascript:x!/",
    "ms-settings:x",
  ];
  /** What a browser makes of an address, also where something decodes it first. */
  const isHarmful = (address: string) =>
    [address, decodeUrl(address)].some((url) => !/^https?:$/.test(new URL(url, "https://e.org/").protocol));
  const forms: [string, (url: string) => string][] = [
    ["link", (url) => `[x](${url})`],
    ["link with a title", (url) => `[x](${url} "t")`],
    ["reference", (url) => `[x][r] ![y][r]\n\n[r]: ${url}`],
    ["image", (url) => `![x](${url})`],
    ["image in a link", (url) => `[![x](${url})](${url})`],
    ["autolink", (url) => `<${url}>`],
    ["bare address", (url) => `see ${url} there`],
    ["heading", (url) => `## [x](${url})`],
    ["cell", (url) => `| a |\n|---|\n| [x](${url}) ![y](${url}) |`],
    ["footnote", (url) => `x[^1]\n\n[^1]: [x](${url}) ![y](${url})`],
    ["inline footnote", (url) => `x^[[x](${url})]`],
  ];

  test.each(forms)("%s", async (_, form) => {
    const found: string[][] = [];
    for (const url of spellings) {
      // With HTML of an author's own, the sanitiser sees all of it.
      for (const lead of ["", "<b>raw</b>", "(javascript:alert(1))"]) {
        const { parts, links } = await render(`${lead}\n\n${form(url)}`);
        const slots = parts.filter((part) => typeof part !== "string");
        const html = parts.filter((part) => typeof part === "string").join("");
        const addresses = slots.flatMap((slot) => ("url" in slot ? [slot.url] : []));
        const $ = load(html);
        const shown = $("[href], [src]")
          .toArray()
          .map(({ attribs }) => attribs.href ?? attribs.src ?? "");
        found.push([...shown, ...addresses, ...links.map((link) => link.url)].filter(isHarmful));
      }
    }

    expect(found.flat()).toEqual([]);
  });

  test.each(["png", "jpeg", "gif", "webp", "avif"])("but a small image of the type %s stays", async (type) => {
    expect(await htmlOfText(`![x](data:image/${type};base64,AA)`)).toContain(`<img src="data:image/${type};base64,AA"`);
  });
});
