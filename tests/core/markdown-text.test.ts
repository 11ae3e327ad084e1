import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { codeSpan, markdownLink, placeSpan } from "../../src/core/markdown-text.ts";

const rendered = (markdown: string) => new MarkdownIt({ html: true, linkify: true }).renderInline(markdown);

test.each([
  ["Fix Released", "<code>Fix Released</code>"],
  ["@everyone <img src=x onerror=alert(1)>", "<code>@everyone &lt;img src=x onerror=alert(1)&gt;</code>"],
  ["[a](https://evil.example/)", "<code>[a](https://evil.example/)</code>"],
  ["tick ` and `` ticks", "<code>tick ` and `` ticks</code>"],
  ["`", "<code>`</code>"],
  ["two\nlines", "<code>two lines</code>"],
  ["", ""],
])("codeSpan(%j) renders as %s", (text, html) => {
  expect(rendered(codeSpan(text))).toBe(html);
});

test("placeSpan() names a place, whatever its file is called", () => {
  const place = { file: "content/runbooks/a `b`.md", line: 12, column: 3, length: 4 };

  expect(rendered(placeSpan(place))).toBe("<code>content/runbooks/a `b`.md:12:3</code>");
});

test.each([
  ["LP #2034745", "https://bugs.launchpad.net/bugs/2034745", "LP #2034745"],
  ["a](https://evil.example/) [b", "https://example.org/a b", "a](https://evil.example/) [b"],
  ["<img src=x>", "https://example.org/?a=<b>", "&lt;img src=x&gt;"],
])("markdownLink(%j, %j) is one link with that text", (text, url, shown) => {
  const html = rendered(markdownLink(text, url));

  expect(html.match(/<a /g)).toHaveLength(1);
  expect(html).toContain(`>${shown}</a>`);
  expect(html).not.toContain("<img");
});
