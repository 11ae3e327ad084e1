import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { htmlOfText, render } from "../render.ts";

const LIST = "- [ ] restart **it**\n- [x] done\n- plain\n";

describe("task lists", () => {
  test("show a box with a name for each task, and leave other items alone", async () => {
    expect(await htmlOfText(LIST)).toMatchInlineSnapshot(`
      "<ul class="tasks">
      <li class="task-item"><span class="task" role="img" aria-label="to do">☐</span> restart <strong>it</strong></li>
      <li class="task-item"><span class="task" role="img" aria-label="done">☑</span> done</li>
      <li>plain</li>
      </ul>
      "
    `);
  });

  test("look the same beside raw HTML, which is sanitised", async () => {
    const html = await htmlOfText(`${LIST}\n<b>x</b>\n`);

    expect(html).toContain('<span class="task" role="img" aria-label="to do">');
    expect(html).toContain('<li class="task-item">');
  });

  test("are valid HTML", async () => {
    const validator = new HtmlValidate({ extends: ["html-validate:standard"] });

    const { results } = await validator.validateString(await htmlOfText(`${LIST}\n1. [X] numbered\n   - [ ] nested\n`));

    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });

  test.each(["[x] no list", "- [y] no state", "- [x](/x/)", "- \\[x] escaped", "- `[x]` code"])(
    "leaves %j alone",
    async (text) => {
      expect(await htmlOfText(text)).not.toContain("task");
    },
  );

  test("keeps links in a task", async () => {
    expect((await render("- [x] [a](https://example.org/)\n")).links).toMatchObject([
      { place: { line: 1, column: 11 } },
    ]);
  });
});
