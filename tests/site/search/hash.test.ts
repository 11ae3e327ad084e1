import { expect, test } from "vitest";
import { searchHash } from "../../../src/site/search/hash.ts";

const page = (body: string, head = "", attributes = ' data-pagefind-filter="kind:Page"') =>
  `<!doctype html><html lang="en"><head>${head}<title>T</title></head><body><header>Site</header>
<main data-pagefind-body${attributes}>${body}</main><footer>Foot</footer></body></html>`;
const BODY = '<h1 data-pagefind-meta="title">Title</h1><p>See <a href="/x/">this</a>, and that.</p>';

test("a page that keeps out of the index has none, even if it writes about the index", () => {
  expect(searchHash("<main><p>Text</p></main>")).toBe("");
  expect(searchHash("<main><p><code>data-pagefind-body</code></p></main>")).toBe("");
});

test.each([
  ["the style and the script", page(BODY, '<link href="/assets/a.css"><script src="/assets/b.js"></script>')],
  ["what lies outside", page(BODY).replace("Site", "Navigation").replace("Foot", "Seen yesterday")],
  ["what says that it is ignored", page(`${BODY}<em data-pagefind-ignore class="badge">open <b>now</b></em>`)],
  ["what the index leaves out", page(`${BODY}<button>Copy</button><p class="small facts">2 May</p>`)],
  ["what it leaves out there alone", page(`${BODY}<details class="check"><summary>OK</summary></details>`)],
  ["where a link leads, and titles", page(BODY.replace('href="/x/"', 'href="/y/" class="b" title="Seen today"'))],
])("it is the same: %s", (what, html) => {
  const plain = what === "what it leaves out there alone" ? `${BODY}<details class="check"></details>` : BODY;

  expect(searchHash(html)).toBe(searchHash(page(plain)));
});

test.each([
  ["a word", page(BODY.replace("that", "those"))],
  ["a word that an element parts", page(BODY.replace("that", "th<br>at"))],
  ["the title", page(BODY.replace("Title", "Titles"))],
  ["the kind", page(BODY, "", ' data-pagefind-filter="kind:Runbook"')],
  ["an anchor", page(BODY.replace("<p>", '<p id="a">'))],
  ["keywords", page(BODY, '<meta name="keywords" content="a, b" data-pagefind-meta="keywords[content]">')],
  ["metadata in what is ignored", page(`${BODY}<p data-pagefind-ignore><b data-pagefind-meta="name">N</b></p>`)],
  ["a summary elsewhere", page(`${BODY}<details><summary>More</summary></details>`)],
  ["text behind what is ignored", page(`${BODY}<p data-pagefind-ignore>x</p>y`)],
  ["the picture", page(`${BODY}<img src="/a.svg" alt="A">`)],
])("it is another one: %s", (_, html) => {
  expect(searchHash(html)).not.toBe(searchHash(page(BODY)));
  expect(searchHash(html)).not.toBe("");
});
