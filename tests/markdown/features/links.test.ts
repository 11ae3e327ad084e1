import { describe, expect, test } from "vitest";
import { formatProblem } from "../../../src/core/problem.ts";
import { leadsOut } from "../../../src/markdown/features/links.ts";
import { expectedHtml, htmlOf, htmlOfText, render, renderFixture } from "../render.ts";

const placed = async (text: string) =>
  (await render(text)).links.map(({ url, place }) => `${place.line}:${place.column}+${place.length} ${url}`);

describe("links", () => {
  test("renders its fixture", async () => {
    const rendered = await renderFixture("links");

    await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("links"));
  });

  test("collects every link as the author wrote it, with its place", async () => {
    const { links } = await renderFixture("links");

    expect(links.map(({ url, place }) => `${place.line}:${place.column} ${url}`)).toMatchInlineSnapshot(`
      [
        "1:11 /runbooks/disk-latency/",
        "1:51 /runbooks/disk-latency/#mitigation",
        "1:103 #below",
        "1:123 other.md",
        "3:12 https://example.org/1",
        "3:37 https://example.org/2",
        "3:61 https://example.org/3",
        "15:8 https://example.org/5",
        "5:11 https://example.org/ä",
        "5:45 https://example.org/%C3%A4",
        "5:82 https://example.org/?a=1&b=2",
        "7:34 //example.org/",
        "7:58 mailto:on-call@example.org",
        "13:15 https://example.org/4",
      ]
    `);
  });

  test("puts slots only behind links that lead out, with the URL under which the link is collected", async () => {
    const { links, parts } = await renderFixture("links");

    const slots = parts.flatMap((part) => (typeof part === "string" || part.kind !== "state" ? [] : [part.url]));
    expect(slots).toEqual(links.map(({ url }) => url).filter(leadsOut));
  });

  test("tells one link of a paragraph from the next", async () => {
    const text = "a `#b` [x](#b-c) [y](#b)\n[z](#b) and https://e.org/x https://e.org/\n";

    expect(await placed(text)).toEqual([
      "1:12+4 #b-c",
      "1:22+2 #b",
      "2:5+2 #b",
      "2:13+15 https://e.org/x",
      "2:29+14 https://e.org/",
    ]);
  });

  test("finds links in cells of a table, in lists and in quotations", async () => {
    const text = "| a |\n|---|\n| [x](/x/) |\n| [x](/x/) |\n\n- [y](/y/)\n  - [x](/x/)\n\n> [z](/z/)\n> [x](/x/)\n";

    expect(await placed(text)).toEqual(["3:7+3 /x/", "4:7+3 /x/", "6:7+3 /y/", "7:9+3 /x/", "9:7+3 /z/", "10:7+3 /x/"]);
  });

  test("places a link by reference at its definition, where it can be mended", async () => {
    expect(await placed("[a][r] and [b][r]\n\ntext\n\n[r]: /nowhere/ 'title'\n")).toEqual([
      "5:6+9 /nowhere/",
      "5:6+9 /nowhere/",
    ]);
  });

  test("counts lines of the front matter", async () => {
    expect((await render("text\n\n[a](/a/)")).links[0]?.place.line).toBe(3);
  });

  test("finds an image that is a link", async () => {
    expect(await placed("[![alt](/a.png)](/x/)")).toContain("1:18+3 /x/");
  });
});

describe("links whose scheme is refused", () => {
  const told = async (text: string) =>
    (await render(text)).problems.map((problem) => formatProblem(problem, () => text)).join("\n");

  test("are told, and shown as text with their address", async () => {
    expect(await htmlOfText("[f](file:///etc/x) [j](javascript:x) <javascript:y>\n")).toBe(
      "<p>f (file:///etc/x) j (javascript:x) javascript:y</p>\n",
    );
    expect(await told("a `[j](javascript:x)` [j](javascript:x)")).toMatchInlineSnapshot(`
      "a.md:1:27  advice: link "javascript:x" is shown as text: its scheme is not allowed
          | a \`[j](javascript:x)\` [j](javascript:x)
          |                           ^^^^^^^^^^^^
        Write it in \`code\`: a browser would run it, or look for it on the reader's machine"
    `);
    expect(await told("[s](<slack://x>)")).toMatchInlineSnapshot(`
      "a.md:1:6  advice: link "slack://x" is shown as text: its scheme is not allowed
          | [s](<slack://x>)
          |      ^^^^^^^^^
        To make it a link, allow the scheme in content/site.yaml: links: { schemes: [slack] }"
    `);
    expect(await told("[s](java&#115;cript:x)")).toMatchInlineSnapshot(`
      "a.md:1:1  advice: link "javascript:x" is shown as text: its scheme is not allowed
          | [s](java&#115;cript:x)
        Write it in \`code\`: a browser would run it, or look for it on the reader's machine"
    `);
  });

  test("are told and shown without what would be a whole file", async () => {
    const text = `[k](data:text/plain,${"x".repeat(500)})`;

    expect((await told(text)).length).toBeLessThan(500);
    expect((await htmlOfText(text)).length).toBeLessThan(200);
  });

  test("are told as definitions that nothing refers to, too", async () => {
    expect(await told("text\n\n[f]: file:///etc/x\n")).toContain('address "[f]" is not used, and not shown');
  });
});

describe("links are found", () => {
  test("behind the image that they hold, also where both lead to the same", async () => {
    expect(await placed("[![alt](/a.png)](/a.png) [b](/a.png)")).toEqual([
      "1:9+6 /a.png",
      "1:18+6 /a.png",
      "1:30+6 /a.png",
    ]);
  });

  test("behind code, whatever its backticks", async () => {
    expect(await placed("`` [a](/x/) `` and `[a](/x/)\n[b](/x/)` [a](/x/)")).toEqual(["2:15+3 /x/"]);
  });
});

describe("links and images of the site", () => {
  test("become slots, links and images of Markdown and raw HTML alike, once", async () => {
    const { parts } = await render(
      '[a](/a/ "t") ![b](b.png) <a href="/c/" class="x">c</a> <a href="#d">d</a> <img src="e.png" alt="f">',
    );

    expect(parts.filter((part) => typeof part !== "string")).toEqual([
      { kind: "link", url: "/a/", attributes: ' title="t"' },
      { kind: "link-end", url: "/a/" },
      { kind: "image", url: "b.png", alt: "b", attributes: ' alt="b"' },
      { kind: "link", url: "/c/", attributes: ' class="x"' },
      { kind: "link-end", url: "/c/" },
      { kind: "image", url: "e.png", alt: "f", attributes: ' alt="f"' },
    ]);
  });

  test("leaves no half of a link where the sanitiser takes out what holds its other end", async () => {
    const { parts } = await render("[a <script>](/a/) x</script> b\n");

    expect(parts.filter((part) => typeof part !== "string")).toEqual([]);
  });

  test("takes a title that is a role for the role, and leaves other titles as they are", async () => {
    const url = "https://github.com/o/r/pull/1";
    const { links, parts } = await render(`[it](${url} "Cause"), [that](${url} "the cause of it")`);

    expect(links.map(({ role }) => role)).toEqual(["cause", undefined]);
    expect(parts.filter((part) => typeof part === "string").join("")).toContain(
      `<a href="${url}">it</a>, <a href="${url}" title="the cause of it">`,
    );
  });
});
