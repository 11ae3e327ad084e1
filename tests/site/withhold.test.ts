import { describe, expect, test } from "vitest";
import { advice, type Problem, problem } from "../../src/core/problem.ts";
import { withheldBy } from "../../src/site/withhold.ts";
import { type Files, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "./support/load-site.ts";

/** What is withheld of a whole site. */
async function withheldOf(files: Files) {
  const { files: documents, hosts, alerts } = withheldBy(await loadSite(await writeSite(files)));
  return { files: [...documents], hosts: [...hosts], alerts: [...alerts] };
}

const NOTHING = { files: [], hosts: [], alerts: [] };

describe("withheldBy() blames", () => {
  test("the document that a problem stands in, once", async () => {
    const text = "[a](/nowhere/) [b](/nowhere-else/)\n";

    expect(await withheldOf({ "content/pages/a.md": text, "content/pages/b.md": "[a](a.md)\n" })).toEqual({
      ...NOTHING,
      files: ["content/pages/a.md"],
    });
  });

  test("both documents of one address", async () => {
    const files = { "content/pages/a.md": "text", "content/pages/2024-05-06-a.md": "text" };

    expect((await withheldOf(files)).files.toSorted()).toEqual(Object.keys(files).toSorted());
  });

  test("a host, wherever in its folder the defect is", async () => {
    const files = {
      "content/hosts/web/host.yaml": "summary: x\n",
      "content/hosts/db/host.yaml": "summary: x\nkind: shaped\nsource: x\n",
      "content/hosts/db/commands.yaml": "- [\n",
    };

    expect(await withheldOf(files)).toEqual({ ...NOTHING, hosts: ["db", "web"] });
  });

  test("a file that a page shows, and not the page", async () => {
    const files = {
      "content/pages/a.md": "![x](x.svg)\n",
      "content/pages/x.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    };

    expect(await withheldOf(files)).toEqual({ ...NOTHING, files: ["content/pages/x.svg"] });
  });

  test("the alert that begins at or above the line, and the rule file where none does", async () => {
    const rules = ["groups:", "  - name: g", "    rules:"];
    const alert = (name: string) => [`      - alert: ${name}`, "        expr: up == 0", "        annotations: {}"];
    const file = "content/alerts/a.yml";
    const site = await loadSite(
      await writeSite({ [file]: `${[...rules, ...alert("One"), ...alert("Two")].join("\n")}\n` }),
    );
    const at = (line: number): Problem => problem({ file, line, column: 20, length: 0 }, "x", "y");
    const blamed = (line: number) => {
      const { files, alerts } = withheldBy({ alerts: site.alerts, problems: [at(line)] });
      return [...files, ...alerts];
    };

    expect(site.alerts.flatMap(({ rules }) => rules.map(({ place }) => place.line))).toEqual([4, 7]);
    expect([2, 4, 6, 7, 9].map(blamed)).toEqual([
      [file],
      [`${file}:4:9`],
      [`${file}:4:9`],
      [`${file}:7:9`],
      [`${file}:7:9`],
    ]);
  });
});

test("withheldBy() blames a rule that cannot be read, and not the sound one above it", async () => {
  const url = "annotations: { runbook_url: https://wiki.example/ }";
  const rules = ["One", "Two"].map((name) => `{ alert: ${name}, expr: ${name === "Two" ? "[1]" : "up"}, ${url} }`);
  const text = `groups: [{ name: g, rules: [\n ${rules.join(",\n ")}] }]\n`;

  expect(await withheldOf({ "content/alerts/a.yml": text })).toEqual({
    ...NOTHING,
    alerts: ["content/alerts/a.yml:3:4"],
  });
});

test("withheldBy() blames nobody for advice, or for what concerns the site as a whole", () => {
  const place = { file: "content/pages/a.md", line: 1, column: 1, length: 0 };
  const problems: Problem[] = [advice(place, "x", "y"), { ...problem(place, "x", "y"), withholds: "nothing" }];

  const { files, hosts, alerts } = withheldBy({ alerts: [], problems });
  expect(files.size + hosts.size + alerts.size).toBe(0);
});
