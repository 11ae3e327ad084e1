import { describe, expect, test } from "vitest";
import { severityOf } from "../../src/corpus/severity.ts";
import { loadSite, told } from "./tiny-site.ts";

const load = (frontMatter: string, site = "title: x\n") =>
  loadSite({ "content/postmortems/a.md": `---\n${frontMatter}\n---\n`, "content/site.yaml": site });

test.each([
  ["sev2", "sev2"],
  ["SEV2", "sev2"],
  [" Sev2 ", "sev2"],
  ["P1", "P1"],
  [undefined, undefined],
])("severityOf() makes %j the site's own %j", (stated, severity) => {
  expect(severityOf(stated, ["sev1", "sev2"])).toBe(severity);
});

describe("a severity", () => {
  test.each([
    ["severity: SEV3", "title: x\n", "sev3"],
    ["severity: p2", "severities: [P1, P2]\n", "P2"],
    ["severity: 2", "severities: ['1', '2']\n", "2"],
    ["severity:", "title: x\n", undefined],
  ])("%s is right with %j", async (frontMatter, site, severity) => {
    const { postmortems, problems } = await load(frontMatter, site);

    expect(problems).toEqual([]);
    expect(postmortems[0]?.data.severity).toBe(severity);
  });

  test("that the site does not name is kept, with advice", async () => {
    const corpus = await load("severity: sev22");

    expect(corpus.postmortems[0]?.data.severity).toBe("sev22");
    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:11  advice: unknown severity "sev22"
          | severity: sev22
          |           ^^^^^
        Did you mean "sev2"? Write one of: sev1, sev2, sev3, sev4; or add it to "severities" in content/site.yaml"
    `);
  });

  test("that the site does not name fails the build of a finished document", async () => {
    const { problems } = await load("status: final\nseverity: critical", "severities: [P1, P2]\n");

    expect(problems.find(({ what }) => what.includes('severity "'))).toMatchObject({
      kind: "problem",
      what: 'unknown severity "critical"',
      place: { line: 3, column: 11 },
    });
  });

  test("of any length is told on one line", async () => {
    const { problems } = await load(`severity: ${"high ".repeat(80)}`);

    expect(problems[0]?.what.length).toBeLessThan(80);
  });
});

test("the scale has at least one name, and none that is empty", async () => {
  expect(told(await load("title: x", "severities: []\n"))).toMatchInlineSnapshot(`
    "content/site.yaml:1:13  "severities" cannot be []
        | severities: []
        |             ^^
      Write at least one entry"
  `);
  expect(told(await load("title: x", "severities: [P1, ' ']\n"))).toMatchInlineSnapshot(`
    "content/site.yaml:1:18  "severities[1]" cannot be " "
        | severities: [P1, ' ']
        |                  ^^^
      Write a name"
  `);
});
