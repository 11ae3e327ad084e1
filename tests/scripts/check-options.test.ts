import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { checkOptions, enginesNamed } from "../../scripts/check-options.ts";
import { simulatedWithin } from "../../src/checks/engines/simulated.ts";
import { engines } from "../../src/checks/index.ts";
import { writeSite } from "../corpus/tiny-site.ts";

async function optionsOf(...args: readonly string[]) {
  const root = await writeSite({ "content/pages/a.md": "# A" });
  return { ...checkOptions(["--root", root, ...args]), root: "", call: "" };
}

describe("checkOptions()", () => {
  test("asks for every check in the default engine", async () => {
    expect(await optionsOf()).toEqual({
      ...{ root: "", call: "", ids: [], quiet: false, update: false, reporters: [], outputFiles: {} },
      engines: [engines[0]],
    });
  });

  test("takes names, reporters once each, and files as absolute paths", async () => {
    const args = ["a", "--reporter=junit", "--reporter=json", "--reporter=tap", "--reporter=junit", "b"];

    const { ids, reporters, outputFiles } = await optionsOf(
      ...args,
      ...["--output-file=junit=x.xml", "--output-file", "json=y/z.json"],
    );

    expect({ ids, reporters, outputFiles }).toEqual({
      ids: ["a", "b"],
      reporters: ["junit", "json", "tap"],
      outputFiles: { junit: resolve("x.xml"), json: resolve("y/z.json") },
    });
    expect((await optionsOf("--reporter=tap", "--reporter=json", "--output-file=x")).outputFiles).toEqual({
      json: resolve("x"),
    });
  });

  test.each([
    [["--engine=simulate"], 'No engine is called "simulate". Did you mean "simulated"? Engines: simulated, '],
    [["--reporter=junti"], 'No reporter is called "junti". Did you mean "junit"? Reporters: default, '],
    [["--output-file=x.xml"], 'Cannot tell which reporter writes "x.xml". Add --reporter json or junit'],
    [["--reporter=junit", "--reporter=json", "--output-file=x"], 'which reporter writes "x". Write junit=x'],
    [["--reporter=tap", "--update"], "--reporter goes without --update"],
    [["--reporter=tap", "--quiet"], "--reporter goes without --quiet"],
    [["--engine=all", "--update"], '--update accepts what the engine "simulated" says: leave --engine out'],
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

describe("enginesNamed()", () => {
  const here = simulatedWithin(1);
  const absent = { ...here, name: "elsewhere", missing: () => "it is not installed. apt-get install it" };

  test("gives the engines that can run here", () => {
    expect(enginesNamed("simulated", [here, absent])).toEqual([here]);
    expect(enginesNamed("all", [here])).toEqual([here]);
  });

  test.each(["elsewhere", "all"])("says why %s cannot run here, and what to install", (name) => {
    expect(() => enginesNamed(name, [here, absent])).toThrow(
      'Engine "elsewhere" cannot run here: it is not installed. apt-get install it',
    );
  });
});
