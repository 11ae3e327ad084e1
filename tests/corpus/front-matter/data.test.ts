import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Source } from "../../../src/core/position.ts";
import { formatProblem, type Problem } from "../../../src/core/problem.ts";
import { readData } from "../../../src/corpus/front-matter/data.ts";
import { Runbook } from "../../../src/model/runbook.ts";

function read(text: string, file = "content/runbooks/a.md") {
  const problems: Problem[] = [];
  const source = new Source(file, text);
  return { source, problems, ...readData(source, Runbook, ["sev1", "sev2"], problems) };
}

describe("readData()", () => {
  test("gives the same data for YAML, TOML and JSON", () => {
    const texts = [
      "---\ntitle: Disk\ntags: [zfs]\nweight: 2\ndate: 2024-05-06\n---\ntext",
      "+++\ntitle = 'Disk'\ntags = ['zfs']\nweight = 2\ndate = 2024-05-06\n+++\ntext",
      '{ "title": "Disk",\n"tags": ["zfs"],\n"weight": 2,\n"date": "2024-05-06"\n}\ntext',
    ];

    const [first, ...others] = texts.map((text) => read(text));

    expect(first?.problems).toEqual([]);
    expect(first?.found?.data).toMatchObject({ title: "Disk", tags: ["zfs"], weight: 2, date: "2024-05-06" });
    expect(others.map(({ found }) => found?.data)).toEqual([first?.found?.data, first?.found?.data]);
  });

  test("gives a document without front matter what every document has", () => {
    const { found, lines } = read("text", "content/runbooks/2024-05-06-a.md");

    expect(lines).toBe(0);
    expect(found?.data).toMatchObject({ date: "2024-05-06", draft: false, audience: "public", tags: [], aliases: [] });
  });

  test("spells a severity as the site does", () => {
    expect(read("---\nseverity: SEV2\n---\n").found?.data.severity).toBe("sev2");
  });

  test("takes whatever is written without an error, and is never silent about what it leaves out", () => {
    const marks = [
      "---\n",
      "+++\n",
      "{",
      "}",
      "\n",
      "\r\n",
      '"',
      "'''",
      '"""',
      "[",
      "]",
      "[[t]]\n",
      "|\n",
      "<!--",
      "-->",
    ];
    const keys = ["title", "draft", "Draft", "tags", "date", "slug", "__proto__", "constructor", ":", ": ", " = ", ","];
    const values = [
      "true",
      "null",
      "2024-05-06",
      "2024-05-06T09:00",
      "0x1F",
      "5.10",
      "&a ",
      "*a",
      "!x",
      "\0",
      "😀",
      " ",
      "\t",
    ];
    const text = fc
      .array(fc.constantFrom(...marks, ...keys, ...values), { maxLength: 30 })
      .map((parts) => parts.join(""));

    fc.assert(
      fc.property(
        fc.constantFrom("---\n", "+++\n", '{"title":', ""),
        text,
        fc.constantFrom("\n---\n", "\n+++\n", "}\n", ""),
        (open, inner, close) => {
          const { source, problems, found } = read(open + inner + close);

          for (const problem of problems) formatProblem(problem, (_file, line) => source.line(line));
          expect(found !== undefined || problems.some(({ kind }) => kind === "problem")).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
