import { describe, expect, test } from "vitest";
import type { Owner } from "../../../src/model/owner.ts";
import { htmlOf, render } from "../render.ts";

const OWNERS: readonly Owner[] = [
  { name: "platform on-call", tel: "+44 1632 960999" },
  { name: "web", tel: "(01632) 960001", pager: "https://pager.example/web?a=1&b=2" },
  { name: "storage", pager: "mailto:storage@example.org" },
];

const SCRIPT = '<script>write("<a href=1>")</script>';

const htmlFor = async (text: string, owners = OWNERS) => htmlOf(await render(text, [], [], owners)).trim();
const linked = async (text: string) => [...(await htmlFor(text)).matchAll(/class="owner"/g)].length;

describe("owners", () => {
  test("links each mention, and writes the number out at the first one", async () => {
    expect(
      await htmlFor("- **Call** the platform on-call.\n- Wake the Platform on-call again."),
    ).toMatchInlineSnapshot(`
      "<ul>
      <li><strong>Call</strong> the <a class="owner" href="tel:+441632960999">platform on-call</a> (<a class="contact" href="tel:+441632960999">+44 1632 960999</a>).</li>
      <li>Wake the <a class="owner" href="tel:+441632960999">Platform on-call</a> again.</li>
      </ul>"
    `);
  });

  test("writes out the telephone and the pager of an owner who has both", async () => {
    expect(await htmlFor("Call web, or storage.")).toMatchInlineSnapshot(
      `"<p>Call <a class="owner" href="tel:01632960001">web</a> (<a class="contact" href="tel:01632960001">(01632) 960001</a>, <a class="contact" href="https://pager.example/web?a=1&amp;b=2">pager.example/web?a=1&amp;b=2</a>), or <a class="owner" href="mailto:storage@example.org">storage</a> (<a class="contact" href="mailto:storage@example.org">storage@example.org</a>).</p>"`,
    );
  });

  test("links a name that goes on in the next line, and keeps the lines", async () => {
    expect(await htmlFor("a\nb platform\non-call\nc")).toMatchInlineSnapshot(`
      "<p>a
      b <a class="owner" href="tel:+441632960999">platform
      on-call</a> (<a class="contact" href="tel:+441632960999">+44 1632 960999</a>)
      c</p>"
    `);
  });

  test("adds nothing to a site without owners", async () => {
    expect(await htmlFor("Call web.", [])).toBe("<p>Call web.</p>");
  });

  test("says which owners the text writes out", async () => {
    const { namedOwners } = await render("storage, web, web", [], [], OWNERS);

    expect(namedOwners.map(({ name }) => name)).toEqual(["storage", "web"]);
  });

  test("makes no reference and no problem of a pager", async () => {
    const { links, problems } = await render("Call web.\n\nA <b>raw</b> tag: storage.", [], [], OWNERS);

    expect([links, problems]).toEqual([[], []]);
  });

  test.each([
    ["a code span", "`web`"],
    ["a code block", "```text\nweb\n```"],
    ["a heading", "## Call web"],
    ["a heading with a line below", "Call web\n---"],
    ["the text of a link", "[see web and **storage**](/x/)"],
    ["a bare address", "https://e.org/web"],
    ["an image's alternative text", "![web](a.png)"],
    ["an HTML block", "<div>web</div>"],
    ["the text of a raw link", 'a <a href="/x/">web <b>storage</b></a>'],
    ["raw inline code", "a <code>web</code> <kbd>storage</kbd>"],
    ["what other raw elements hold", "a <var>web</var> <button>storage</button> <summary>web</summary>"],
    ["a raw link round blocks", '<a href="/x/">\n\nweb\n\n- storage\n\n</a>'],
    ["a raw heading round a paragraph", "<h2>\n\nweb\n\n</h2>"],
    ["a raw summary round a paragraph", "<details><summary>\n\nCall *web*\n\n</summary>\n</details>"],
    ["another word", "webhook web-server"],
    ["the mark of a callout", "> [!web] a title"],
    ["what a template would fill in", "{{< owner web >}} {{% web %}} {{ web }} {% web %}"],
    ["a formula", "$web$ and $$storage$$"],
  ])("leaves %s alone", async (_what, text) => {
    expect(await linked(text)).toBe(0);
  });

  test.each([
    ["emphasis", "**web** and *storage*", 2],
    ["a table's cell", "| a |\n| - |\n| web |", 1],
    ["a quotation", "> web", 1],
    ["a footnote", "a[^1]\n\n[^1]: web", 1],
    ["what stands round an escape", "\\_web\\_ \\*storage\\*", 1],
    ["what stands beside a link", "web [a](/x/) storage", 2],
    ["what follows a raw block", '<a href="/x/">web</a>\n\nweb\n\n<details><summary>web</summary>\n\nstorage', 2],
    ["what follows an anchor, a comment and a script", `<a id="x">\n\n<!-- <a href=""> -->\n\n${SCRIPT}\n\nweb`, 1],
    ["what follows a raw link that its own paragraph ends", 'a <a href="/x/">b\n\nweb', 1],
    ["what follows a raw link without an end", '<p><a href="/x/">b</p>\n\nweb\n\nstorage', 2],
    ["what stands between variables", "Set ($HOME), call web ($PATH)", 1],
    ["what stands beside an amount", "It costs $5: web, $6: storage", 2],
  ])("links in %s", async (_what, text, count) => {
    expect(await linked(text)).toBe(count);
  });

  test("keeps the links where authors wrote HTML", async () => {
    const html = await htmlFor('Call web <b>now</b>, or <a href="https://pager.example/other">another</a>.');

    expect(html).toContain('<a class="owner" href="tel:01632960001">web</a>');
    expect(html).toContain('<a class="contact" href="https://pager.example/web?a=1&amp;b=2">');
    expect(html.match(/state of/g)).toHaveLength(1);
  });
});
