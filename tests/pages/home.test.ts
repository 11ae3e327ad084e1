// What the home page says of what it does not know or show.

import { load } from "cheerio";
import { expect, test } from "vitest";
import { createRenderer } from "../../src/markdown/renderer.ts";
import home from "../../src/pages/home.11ty.ts";
import { type Files, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/load-site.ts";

const renderer = createRenderer();
const homeOf = async (files: Files, withheld?: { titles: readonly string[]; others: number }) => {
  const site = await loadSite(await writeSite(files), { renderer: await renderer });
  return load(home.render(withheld === undefined ? site : { ...site, build: { ...site.build, withheld } }));
};
const FILE = "content/postmortems/018edf27-f738-448d-8c46-947cd3b6d5b0.md";

test("only what has dates can be the newest", async () => {
  expect((await homeOf({ "content/postmortems/a.md": "---\ndate: 2024-05-06\n---\n" }))("h2").text()).toBe(
    "Newest post-mortems",
  );
  expect((await homeOf({ "content/postmortems/a.md": "# A\n" }))("h2").text()).toBe("Post-mortems");
});

test("a document whose name is a number for machines is called by its first words", async () => {
  const text = `---\nsummary: "*It* was [DNS](https://x.example/)."\n---\n\n${"All `crates` were broken ".repeat(9)}\n`;
  const $ = await homeOf({ [FILE]: text });

  expect($(".documents a").text()).toBe(
    "All crates were broken All crates were broken All crates were broken All crates …",
  );
  expect($(".documents p").text()).toBe("It was DNS.");
});

test("the page of content/pages/ opens the home page, title and all", async () => {
  const settings = { "content/site.yaml": "title: Ours\n" };
  const titleOf = async (text: string) => (await homeOf({ ...settings, "content/pages/index.md": text }))("h1").text();

  expect(await titleOf("# Operations\n\nWelcome.\n")).toBe("Operations");
  expect(await titleOf("Welcome.\n"), "without a title of its own").toBe("Ours");
});

test("files alone are no other files", async () => {
  const listed = async (titles: string[], others: number) =>
    (await homeOf({}, { titles, others }))(".callout li")
      .map((_, item) => load(item).text())
      .get();

  expect(await listed([], 1)).toEqual(["1 file"]);
  expect(await listed(["<A>"], 2)).toEqual(["<A>", "2 other files"]);
});
