// The steps of the workflow that keeps the site on GitHub where Pages or issues are not switched on, run as they stand, with
// stand-ins for npm and gh.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkflow, scriptOf } from "../workflows/workflow.ts";
import { night } from "./night.ts";

const workflow = await readWorkflow("nightly.yml");

describe("See what is set up", () => {
  const GH = `echo "$@" >> "$CALLS"
case "$2" in
*/pages) printf '%s' "$SAID" >&2; printf '%s' "$PAGES"; exit "$CODE" ;;
*) printf '%s' "$ISSUES"; exit "$REPOSITORY_CODE" ;;
esac`;
  const NOT_FOUND = { PAGES: '{"message":"Not Found","status":"404"}', SAID: "gh: Not Found (HTTP 404)\n", CODE: "1" };
  const NO_PAGES =
    "::warning title=Faultbook::The site is not published: choose Settings → Pages → Source: GitHub Actions\n";
  const NO_ISSUES = "::warning title=Faultbook::Reports open no issue: tick Settings → General → Features → Issues\n";

  async function setup(variables: Readonly<Record<string, string>> = {}) {
    const at = await night();
    await at.program("gh", GH);
    const output = join(at.work, "outputs");
    const given = { PAGES: "workflow\n", SAID: "", CODE: "0", ISSUES: "true\n", REPOSITORY_CODE: "0", ...variables };
    const ran = await at.run(scriptOf(workflow, "See what is set up"), {
      ...given,
      GITHUB_REPOSITORY: "o/kb",
      GITHUB_OUTPUT: output,
    });
    const outputs = await readFile(output, "utf8").catch(() => "");
    return { ...ran, outputs: outputs.split("\n").filter(Boolean), calls: await at.calls() };
  }

  test("a repository with Pages and issues gets both", async () => {
    const { code, stdout, outputs, calls } = await setup();

    expect({ code, stdout, outputs }).toEqual({ code: 0, stdout: "", outputs: ["pages=true", "issues=true"] });
    expect(calls).toEqual(["api repos/o/kb/pages --jq .build_type", "api repos/o/kb --jq .has_issues"]);
  });

  test.each([
    ["no Pages", NOT_FOUND],
    ["Pages of a branch, which a deployment would not reach", { PAGES: "legacy\n" }],
  ])("with %s the night goes on, and the run says what to choose", async (_, variables) => {
    const { code, stdout, stderr, outputs } = await setup(variables);

    expect({ code, stdout, stderr, outputs }).toEqual({
      code: 0,
      stdout: NO_PAGES,
      stderr: "",
      outputs: ["issues=true"],
    });
  });

  test("a fork as GitHub makes it gets neither, and each is told once", async () => {
    const { code, stdout, outputs } = await setup({ ...NOT_FOUND, ISSUES: "false\n" });

    expect({ code, stdout, outputs }).toEqual({ code: 0, stdout: NO_PAGES + NO_ISSUES, outputs: [] });
  });

  test("an answer that says nothing is not taken for a no, and is shown", async () => {
    const { code, stdout, stderr, outputs } = await setup({
      PAGES: "",
      SAID: "gh: Bad Gateway (HTTP 502)\n",
      CODE: "1",
    });

    expect({ code, stderr, outputs }).toEqual({ code: 1, stderr: "gh: Bad Gateway (HTTP 502)\n", outputs: [] });
    expect(stdout).toBe("::error title=Faultbook::GitHub did not say whether Pages is on; its answer is above\n");
    expect(await setup({ ISSUES: "", REPOSITORY_CODE: "1" })).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("Build", () => {
  async function build(variables: Readonly<Record<string, string>>) {
    const at = await night();
    await at.program("npm", `printf '%s|' "$@" >> "$CALLS"`);
    const { code } = await at.run(scriptOf(workflow, "Build"), variables);
    return { code, calls: await at.calls() };
  }

  test("asks for the site where GitHub Pages serves it", async () => {
    expect(await build({ ORIGIN: "https://o.github.io", BASE_PATH: "/kb" })).toEqual({
      code: 0,
      calls: ["run|build|--|--keep-going|--url|https://o.github.io|--path-prefix|/kb/|"],
    });
  });

  test("without Pages, asks for it where the settings of the site say", async () => {
    expect(await build({ ORIGIN: "", BASE_PATH: "" })).toEqual({ code: 0, calls: ["run|build|--|--keep-going|"] });
  });
});
