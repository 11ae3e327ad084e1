import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { loadSite } from "../../src/site/site.ts";
import { SOUND, siteWith } from "../checks/check-site.ts";
import { writeSite } from "../corpus/tiny-site.ts";

const recorded = (stdout: string) =>
  JSON.stringify({ version: 1, checks: { "swap-on": { with: { verdict: "ok", stdout } } } });

async function toldBy(files: Readonly<Record<string, string>>): Promise<string> {
  const { root } = await siteWith(`${SOUND}\n\`\`\`sh\nuname\n\`\`\`\n`, files);
  const { problems, corpus } = await loadSite(root);
  return problems.map((problem) => formatProblem(problem, corpus.readLine)).join("\n\n");
}

describe("checkRecordProblems()", () => {
  test("advises to look at an output that is not the recorded one", async () => {
    expect(await toldBy({ "_data/outputs.json": recorded("3 lines\n") })).toMatchInlineSnapshot(`
      "content/postmortems/2023-09-21-slow.md:6:9  advice: check "swap-on" does not print on host "with" what was recorded
          | \`\`\`bash check=swap-on
          |         ^^^^^^^^^^^^^
        npm run check shows the difference; when it is right: npm run check -- --update"
    `);
  });

  test("says nothing of what is as recorded, or not recorded", async () => {
    expect(await toldBy({ "_data/outputs.json": recorded("2 lines\n") })).toBe("");
    expect(await toldBy({})).toBe("");
  });

  test("refuses a site that tests less than it asks for", async () => {
    expect(await toldBy({ "content/site.yaml": "checks:\n  tested: 100\n" })).toMatchInlineSnapshot(`
      "content/site.yaml:2:3  1 of 2 shell snippets are tested (50 %), expected at least 100 %
          | tested: 100
          | ^^^^^^
        Make a check of one, or say run=never where it changes the system: content/postmortems/2023-09-21-slow.md:13"
    `);
  });

  test("ends with the line of a record that can't be read", async () => {
    const root = await writeSite({ "content/pages/a.md": "# A", "_data/outputs.json": "{\n" });

    await expect(loadSite(root)).rejects.toThrow(/outputs\.json:2 {2}Not valid JSON/);
  });
});
