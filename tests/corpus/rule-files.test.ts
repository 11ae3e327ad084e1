import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { readContent } from "../../src/corpus/content.ts";
import { type Files, writeSite } from "./tiny-site.ts";

const RULES = "groups: []\n";

async function read(files: Files, before: (root: string) => Promise<void> = async () => {}) {
  const root = await writeSite({ "content/pages/a.md": "# a\n", ...files });
  await before(root);
  const { ruleFiles, hasUnreadRules, problems, readLine } = await readContent(root, { shortForms: () => [] });
  return {
    files: ruleFiles.map(({ source }) => source.file),
    hasUnreadRules,
    told: problems.map((one) => formatProblem(one, readLine)).join("\n"),
  };
}

describe("rule files", () => {
  test("are read from all folders of content/alerts/, whatever the case of their ending", async () => {
    const names = ["a.yml", "b/c.yaml", "b/d/E.YML", "f.rules", "G.Rules"].map((name) => `content/alerts/${name}`);

    const { files, told } = await read(Object.fromEntries(names.map((name) => [name, RULES])));

    expect(files.sort()).toEqual([...names].sort());
    expect(told).toBe("");
  });

  test("with another ending are told, but for what belongs to a tool", async () => {
    const { told, files } = await read({ "content/alerts/a/b.json": "{}", "content/alerts/.gitkeep": "" });

    expect(files).toEqual([]);
    expect(told).toMatchInlineSnapshot(`
      "content/alerts/a/b.json:1:1  file "b.json" is not read
        Rules are read from files that end in .yml, .yaml or .rules; name any other file in alerts.files, or move it out of content/alerts/"
    `);
  });

  test("with another ending are read if the settings name them", async () => {
    const settings = "alerts: { files: [{ path: content/alerts/*.json }] }\n";

    expect(await read({ "content/site.yaml": settings, "content/alerts/a.json": '{ "groups": [] }' })).toMatchObject({
      files: ["content/alerts/a.json"],
      told: "",
    });
  });

  test("that the settings name are read wherever they are, once", async () => {
    const settings =
      "alerts: { files: [{ path: ../common/**/*.yml }, { path: content/alerts/a.yml }, { path: prometheus/x.txt }] }\n";

    const { files, told } = await read({
      "content/site.yaml": settings,
      "content/alerts/a.yml": RULES,
      "prometheus/x.txt": RULES,
    });

    expect(files).toEqual(["content/alerts/a.yml", "prometheus/x.txt"]);
    expect(told).toMatchInlineSnapshot(`
      "content/site.yaml:1:27  no rule file matches "../common/**/*.yml"
          | alerts: { files: [{ path: ../common/**/*.yml }, { path: content/alerts/a.yml }, { path: prometheus/x
          |                           ^^^^^^^^^^^^^^^^^^
        Write a path from the folder that holds content/, as in ../rules/**/*.yml"
    `);
  });

  test("are no documents, hosts or settings, however wide a pattern is", async () => {
    const { files } = await read({
      "content/site.yaml": "alerts: { files: [{ path: '**/*' }] }\n",
      "content/alerts/a.yml": RULES,
      "content/hosts/web/host.yaml": "summary: a host\nkind: shaped\nsource: written for a test\n",
      "rules/b.txt": RULES,
    });

    expect(files).toEqual(["content/alerts/a.yml", "rules/b.txt"]);
  });

  test.each(["/etc/prometheus/*.yml", "\\\\\\\\host\\\\a.yml", "C:/rules/a.yml", ""])(
    "are not looked for at %j",
    async (path) => {
      expect((await read({ "content/site.yaml": `alerts: { files: [{ path: "${path}" }] }\n` })).told).toContain(
        "Write a path from the folder that holds content/",
      );
    },
  );

  test("that are symbolic links are told, and then no name is said to be missing", async () => {
    const settings = { "content/site.yaml": "alerts: { files: [{ path: rules/*.yml }] }\n", "rules/a.txt": RULES };
    const inContent = await read({}, async (root) => {
      await mkdir(join(root, "content/alerts"));
      await symlink("/etc/hostname", join(root, "content/alerts/a.yml"));
    });
    const outside = await read(settings, (root) => symlink("a.txt", join(root, "rules/b.yml")));

    expect(inContent).toMatchObject({
      files: [],
      hasUnreadRules: true,
      told: expect.stringContaining("symbolic link"),
    });
    expect(outside).toMatchObject({ files: [], hasUnreadRules: true, told: expect.stringContaining("symbolic link") });
  });
});
