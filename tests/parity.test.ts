// One new tracker, launcher, Markdown feature or page type is one new file, one line in the list beside its contract,
// and its tests and fixtures. Whoever forgets one of these is told here.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { glob } from "tinyglobby";
import { describe, expect, test } from "vitest";

const namesIn = async (pattern: string) => (await glob(pattern)).map((file) => basename(file, ".ts")).sort();

describe.each([
  ["tracker", "src/trackers/adapters/*.ts", "src/trackers/index.ts", "tests/trackers/adapters"],
  ["Markdown feature", "src/markdown/features/*.ts", "src/markdown/index.ts", "tests/markdown/features"],
])("every %s", (_, files, list, tests) => {
  test(`is in ${list}, in alphabetical order`, async () => {
    const text = await readFile(list, "utf8");

    const listed = [...text.matchAll(/^import .* from "\.\/(?:adapters|features)\/([\w-]+)\.ts";$/gm)].map(
      ([, name]) => name,
    );

    expect(listed).toEqual(await namesIn(files));
  });

  test(`has a test in ${tests}`, async () => {
    const untested = (await namesIn(files)).filter((name) => !existsSync(`${tests}/${name}.test.ts`));

    expect(untested).toEqual([]);
  });
});

test("every launcher of the sandbox is in its list, and in its test", async () => {
  const names = await namesIn("src/checks/sandbox/launchers/*.ts");
  const [list, tests] = await Promise.all(
    ["src/checks/sandbox/index.ts", "tests/checks/sandbox/launchers.test.ts"].map((file) => readFile(file, "utf8")),
  );

  const [listed] = [...(list ?? "").matchAll(/= \[([\w, ]+)\];/g)].map(([, all = ""]) => all.split(", ").sort());

  expect(listed).toEqual(names);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(tests ?? ""))).toEqual([]);
});

test("every tracker has fixtures that say where they come from", async () => {
  const without = (await namesIn("src/trackers/adapters/*.ts")).filter(
    (name) => !existsSync(`tests/fixtures/trackers/${name}/provenance.md`),
  );

  expect(without).toEqual([]);
});

test("every page type states its address and renders", async () => {
  const pages = await glob("src/pages/*.11ty.ts");

  const modules = await Promise.all(pages.map(async (page) => [page, (await import(`../${page}`)).default] as const));

  const lacking = modules.filter(([, page]) => page.data?.permalink === undefined || typeof page.render !== "function");
  expect(pages.length).toBeGreaterThan(15);
  expect(lacking.map(([page]) => page)).toEqual([]);
});
