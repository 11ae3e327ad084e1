import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { checkOptions } from "../../scripts/check-options.ts";
import { writeSite } from "../corpus/tiny-site.ts";

async function optionsOf(...args: readonly string[]) {
  const root = await writeSite({ "content/pages/a.md": "# A" });
  return { ...checkOptions(["--root", root, ...args]), root: "", call: "" };
}

const NONE = { root: "", call: "", ids: [], all: false, quiet: false, update: false, patch: false, annotate: false };

describe("checkOptions()", () => {
  test("asks for what is not recorded of every check", async () => {
    expect(await optionsOf()).toEqual({ ...NONE, junit: undefined });
  });

  test("takes names, reporters, and a file as absolute path", async () => {
    const reporters = ["--reporter=junit", "--reporter", "github-actions", "--output-file=x.xml"];

    expect(await optionsOf("a", ...reporters, "--all", "--update", "b")).toEqual({
      ...{ ...NONE, ids: ["a", "b"], all: true, update: true, annotate: true },
      junit: resolve("x.xml"),
    });
    expect(await optionsOf("--patch", "--quiet")).toEqual({ ...NONE, patch: true, quiet: true, junit: undefined });
  });

  test.each([
    [["--reporter=junti"], 'No reporter is called "junti". Did you mean "junit"? Reporters: github-actions, junit'],
    [["--reporter=junit"], "--reporter junit needs --output-file FILE"],
    [["--output-file=x.xml"], "--output-file needs --reporter junit"],
    [["--reporter=junit", "--output-file=no/x.xml"], "The folder of --output-file no/x.xml does not exist"],
    [["--update", "--patch"], "--patch shows what --update would write: use only one of them"],
    [["--engine=all"], "Unknown option '--engine'"],
  ])("refuses %j", async (args, complaint) => {
    await expect(optionsOf(...args)).rejects.toThrow(complaint);
  });
});

describe("the call of checkOptions()", () => {
  test("names the folder that was given, as a word of a shell", async () => {
    const root = await writeSite({ "content/pages/a.md": "# A", "a b/content/pages/a.md": "# A" });

    expect(checkOptions([]).call).toBe("npm run check --");
    expect(checkOptions(["--root", root]).call).toBe(`npm run check -- --root ${root}`);
    expect(checkOptions(["--root", `${root}/a b`]).call).toBe(`npm run check -- --root '${root}/a b'`);
  });
});
