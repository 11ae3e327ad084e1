import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { expectedHtml, htmlOf, render, renderFixture } from "../render.ts";

const URL = "https://github.com/a/b/issues/1";

async function told(title: string): Promise<string> {
  const text = `Keep [it](${URL} "${title}")`;
  const { problems, untils } = await render(text);
  expect(untils).toEqual([]);
  return problems.map((problem) => formatProblem(problem, () => text)).join("\n");
}

async function textOf(markdown: string): Promise<string | undefined> {
  return (await render(markdown)).untils[0]?.text;
}

describe("until", () => {
  test("renders its fixture: a slot behind link and badge, and no title", async () => {
    const rendered = await renderFixture("until");

    await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("until"));
  });

  test("collects what is waited for, where, and what is done until then", async () => {
    const { untils, problems } = await renderFixture("until");

    const found = untils.map(({ until, place, kind, text }) => {
      const where = until.package === undefined ? "" : ` in ${until.package}`;
      return `${place.line}:${place.column} ${kind}, ${until.state}${where}: ${text}`;
    });
    expect(found).toMatchInlineSnapshot(`
      [
        "1:37 text, released in linux: Keep the pin until the fix is out, then take it back.",
        "4:40 callout, closed: Do not scrub until this is closed.",
        "12:6 step, released: Boot the old kernel until then.",
        "7:23 step, fixed: Tell everybody, all of them.",
      ]
    `);
    expect(problems).toEqual([]);
  });

  test("has the address under which the link is collected, so that its reference is found", async () => {
    const { untils, links } = await renderFixture("until");

    expect(untils.map(({ until }) => until.ref)).toEqual(links.slice(0, 4).map(({ url }) => url));
    expect(untils.map(({ place }) => place)).toEqual(links.slice(0, 4).map(({ place }) => place));
  });

  test("finds each of several in one paragraph", async () => {
    const { untils, parts } = await render(
      `[a](${URL} "until closed")[b](${URL}2 "until fixed") [c](${URL}3 "until released")`,
    );

    expect(untils.map(({ until }) => until.state)).toEqual(["closed", "fixed", "released"]);
    expect(parts.flatMap((part) => (typeof part === "string" ? [] : [part.kind]))).toEqual([
      ...["state", "until", "state", "until", "state", "until"],
    ]);
  });

  test("leaves raw HTML beside it alone", async () => {
    const html = htmlOf(await render(`[a](${URL} "until closed") <a href="${URL}2" title="until closed">b</a>`));

    expect(html).toContain("<!-- until at 1:5 -->");
    expect(html.match(/<!-- until/g)).toHaveLength(1);
    expect(html.match(/<!-- state/g)).toHaveLength(2);
  });

  test("takes any case and any blanks", async () => {
    expect((await render(`[a](${URL} "Until  Released in linux ")`)).untils).toMatchObject([
      { until: { ref: URL, state: "released", package: "linux" } },
    ]);
  });

  test("is the innermost thing that it stands in", async () => {
    expect(
      (await render(`> [!NOTE]\n> - [a](${URL} "until closed")\n>\n> [b](${URL}2 "until closed")\n`)).untils,
    ).toMatchObject([
      { kind: "step", text: "a" },
      { kind: "callout", text: "b" },
    ]);
  });

  test("shortens a long text between words, and joins paragraphs", async () => {
    const text = await textOf(`- First.\n\n  ${"word ".repeat(40)}[a](${URL} "until closed")\n`);

    expect(text).toMatch(/^First\. word .* word …$/);
    expect(text?.length).toBeLessThan(145);
  });

  test("is told where a title begins like one and does not fit", async () => {
    const titles = [
      "until relaesed",
      "until relaesed in linux",
      "until landed",
      "until released in linux 5.15",
      "until",
    ];

    expect((await Promise.all(titles.map(told))).join("\n")).toMatchInlineSnapshot(`
      "a.md:1:11  link title "until relaesed" looks like an until but is not one
          | Keep [it](https://github.com/a/b/issues/1 "until relaesed")
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Did you mean "until released"? Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released
      a.md:1:11  link title "until relaesed in linux" looks like an until but is not one
          | Keep [it](https://github.com/a/b/issues/1 "until relaesed in linux")
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Did you mean "until released in linux"? Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released
      a.md:1:11  link title "until landed" looks like an until but is not one
          | Keep [it](https://github.com/a/b/issues/1 "until landed")
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released
      a.md:1:11  link title "until released in linux 5.15" looks like an until but is not one
          | Keep [it](https://github.com/a/b/issues/1 "until released in linux 5.15")
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Did you mean "until released in linux"? Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released
      a.md:1:11  link title "until" looks like an until but is not one
          | Keep [it](https://github.com/a/b/issues/1 "until")
          |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released"
    `);
  });

  test("is told where a colon stands behind its first word", async () => {
    const titles = ["until: released", "Until: closed", "until:relaesed in linux", "until: https://e.org/"];

    const all = await Promise.all(titles.map(told));

    expect(all.map((text) => text.replace(/\n.*\n.*\n/, " ")).join("\n")).toMatchInlineSnapshot(`
      "a.md:1:11  link title "until: released" looks like an until but is not one   Did you mean "until released"? Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released
      a.md:1:11  link title "Until: closed" looks like an until but is not one   Did you mean "until closed"? Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released
      a.md:1:11  link title "until:relaesed in linux" looks like an until but is not one   Did you mean "until released in linux"? Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released
      a.md:1:11  link title "until: https://e.org/" looks like an until but is not one   Write "until STATE" or "until STATE in PACKAGE", where STATE is one of closed, merged, fixed, released"
    `);
  });

  test.each(["Until: the end of the year", "untilled", "Until it is closed"])("is not meant by %j", async (title) => {
    expect(await told(title)).toBe("");
  });
});
