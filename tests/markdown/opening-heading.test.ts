import { expect, test } from "vitest";
import { withoutOpening } from "../../src/markdown/opening-heading.ts";
import { render } from "./render.ts";

test.each([
  ["Markdown's", "# On `call` *now*\n", "On call now"],
  ["a raw one", "<H1 align=center>\n  On <b>call</b>&nbsp;&amp;\n</H1>\n", "On call &"],
  ["one below comments", "<!-- a\n\nb -->\n\n<!-- c -->\n\n# On call\n", "On call"],
  ["none: a mere image", "# ![logo](a.png)\n", undefined],
  ["none: a smaller one", "## On call\n", undefined],
  ["none: text comes first", "text\n\n# On call\n", undefined],
  ["none: nothing is there", "", undefined],
])("the words of the heading that opens a text: %s", async (_what, text, opening) => {
  expect((await render(text)).opening).toBe(opening);
});

test("withoutOpening() gives what follows, and asks what the title is", async () => {
  const { parts } = await render("# On [no]\n\n[a](b.md)\n");

  expect(withoutOpening(parts, (words) => words === "On [no]")).toMatchObject({
    heading: { text: "On [no]", id: "on-no" },
    parts: ["<p>", { kind: "link" }, "a", { kind: "link-end" }, "</p>\n"],
  });
  expect(withoutOpening(parts, () => false)).toBeUndefined();
});
