import { load } from "cheerio/slim";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Html, html, trusted, when } from "../../src/core/html.ts";

describe("html", () => {
  test("escapes text, in content and in attributes", () => {
    const text = `<b title="x">'&'</b>`;

    expect(String(html`<p title="${text}">${text}</p>`)).toMatchInlineSnapshot(
      `"<p title="&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;">&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;</p>"`,
    );
  });

  test("keeps nested HTML as it is, at any depth", () => {
    const items = ["a<", "b"].map((item) => html`<li>${item}</li>`);

    expect(String(html`<ul>${items}</ul>`)).toBe("<ul><li>a&lt;</li><li>b</li></ul>");
  });

  test("joins lists without commas and leaves nothing behind for null", () => {
    expect(String(html`[${["a", null, [1, ["b"]]]}${null}]`)).toBe("[a1b]");
  });

  test("prints zero, which is no nothing", () => {
    expect(String(html`${0}`)).toBe("0");
  });

  test("lets no < of a text survive, whatever the text is", () => {
    const nasty = fc.string({ unit: fc.constantFrom("<", ">", '"', "'", "&", "a", "/", "\n", "amp;", "&lt;") });

    fc.assert(
      fc.property(nasty, nasty, (text, value) => {
        const result = String(html`<p title="${value}">${text}</p>`);
        const $ = load(result, null, false);
        expect(result.match(/</g)).toHaveLength(2);
        expect($("p").text()).toBe(text);
        expect($("p").attr()).toEqual({ title: value });
      }),
    );
  });

  test("makes Html, and text that looks like Html is none", () => {
    const forged = "<p></p>";

    expect(html`${html``}`).toBeInstanceOf(Html);
    expect(String(html`${forged}`)).toBe("&lt;p&gt;&lt;/p&gt;");
  });
});

test("trusted() takes text as HTML", () => {
  expect(String(html`${trusted("<b>x</b>")}`)).toBe("<b>x</b>");
});

describe("when()", () => {
  test.each([true, "x", 1, []])("gives the part when %j holds", (condition) => {
    expect(String(html`${when(condition, () => html`part`)}`)).toBe("part");
  });

  test.each([false, "", 0, null, undefined])("gives nothing, and asks for no part, when %j does not", (condition) => {
    const part = () => {
      throw new Error("Asked for");
    };

    expect(when(condition, part)).toBeNull();
  });
});
