import { expect, test } from "vitest";
import { expectedHtml, htmlOf, htmlOfText, renderFixture } from "../render.ts";

test("tables renders its fixture", async () => {
  const rendered = await renderFixture("tables");

  await expect(htmlOf(rendered)).toMatchFileSnapshot(expectedHtml("tables"));
});

test("tables aligns by class, also where the author's own HTML is sanitised", async () => {
  const table = "| a | b |\n|--:|---|\n| 1 | 2 |\n";

  const [plain, beside] = [await htmlOfText(table), await htmlOfText(`${table}\n<b>x</b>\n`)];

  for (const html of [plain, beside]) {
    expect(html).toContain('<td class="align-right">1</td>');
    expect(html).toContain("<td>2</td>");
    expect(html).not.toContain("style=");
  }
});
