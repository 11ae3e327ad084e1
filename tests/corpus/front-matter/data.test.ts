import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Source } from "../../../src/core/position.ts";
import { formatProblem, type Problem } from "../../../src/core/problem.ts";
import { readData } from "../../../src/corpus/front-matter/data.ts";
import { Runbook } from "../../../src/model/runbook.ts";
import { loadSite, told } from "../tiny-site.ts";

function read(text: string, file = "content/runbooks/a.md") {
  const problems: Problem[] = [];
  const source = new Source(file, text);
  return { source, problems, ...readData(source, Runbook, { severities: ["sev1", "sev2"], statuses: [] }, problems) };
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

describe("a word of `status` that the team has of its own", () => {
  const site = (status: string, statuses = "[Resolved, accepted]") =>
    loadSite({
      "content/site.yaml": `title: x\nstatuses: ${statuses}\n`,
      "content/postmortems/a.md": `---\nstatus: ${status}\n---\ntext\n`,
    });

  test.each(["resolved", "RESOLVED", '" accepted "'])(
    "shows the document where the site names it: %s",
    async (status) => {
      const { postmortems, problems } = await site(status);

      expect(postmortems.map(({ data }) => [data.status, data.draft])).toEqual([[undefined, false]]);
      expect(problems).toEqual([]);
    },
  );

  test.each(["draft", "review"])("changes nothing of %s", async (status) => {
    expect((await site(status)).postmortems).toEqual([]);
  });

  test("is a Problem where the site does not name it, and says where that is done", async () => {
    expect(told(await site("resolvd"))).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:9  "status" cannot be "resolvd"
          | status: resolvd
          |         ^^^^^^^
        Write one of: draft, review, final. They say how far the text is; without the key it is shown. Add your own words to "statuses" in content/site.yaml"
    `);
  });

  test("is none of ours", async () => {
    expect(told(await site("draft", "[draft]"))).toMatchInlineSnapshot(`
      "content/site.yaml:2:11  "statuses" cannot be ["draft"]
          | statuses: [draft]
          |           ^^^^^^^
        Write other words than draft, review or final"
    `);
  });
});
