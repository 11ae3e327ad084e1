// Every workflow of the repository: what GitHub's parser accepts, who may do what, and what never reaches a shell.

import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { NO_SHELLCHECK, shellcheck } from "../checks/downloads/run-script.ts";
import { syntaxErrors } from "../night/night.ts";
import { describeUnless } from "../summary/summary.ts";
import { FOLDER, objections, readWorkflow } from "./workflow.ts";

const workflows = await Promise.all((await readdir(FOLDER)).sort().map(readWorkflow));
const jobs = workflows.flatMap((workflow) => Object.values(workflow.jobs));
const scripts = workflows.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

test("there are three", () => {
  expect(workflows.map(({ file, name }) => [file, name])).toEqual([
    ["checks.yml", "Checks"],
    ["ci.yml", "CI"],
    ["nightly.yml", "Site"],
  ]);
});

describe("GitHub's own parser", () => {
  test.each(workflows)("has nothing against $file", async ({ text }) => {
    expect(await objections(text)).toEqual([]);
  });

  test("would object to a misspelt key and to an expression that means nothing", async () => {
    const [text = ""] = workflows.filter(({ file }) => file === "nightly.yml").map((workflow) => workflow.text);
    const broken = text.replace("timeout-minutes", "timeout-minuts").replace("!cancelled()", "!canceled()");

    const found = (await objections(broken)).map((line) => line.replace(/^.*?\): /, ""));

    expect(found).toEqual(["Unexpected value 'timeout-minuts'", "Unrecognized function: 'canceled'"]);
  });
});

describe("every workflow", () => {
  test.each(workflows)("$file gives no right to what a job does not name", ({ permissions }) => {
    expect(permissions).toEqual({});
    expect(jobs.filter((job) => job.permissions === undefined)).toEqual([]);
  });

  test("installs other people's code only where nothing can be written, and git keeps no password", () => {
    const installing = jobs.filter((job) => job.steps.some(({ run }) => run?.includes("npm")));
    const rights = installing.flatMap(({ permissions = {} }) => Object.values(permissions));

    expect(installing.length).toBeGreaterThan(4);
    expect(rights.filter((right) => right !== "read")).toEqual([]);
    expect(installing.filter(({ steps }) => steps[0]?.with?.["persist-credentials"] !== false)).toEqual([]);
  });

  test("hands a pull request no secret and no right but to read", () => {
    const open = workflows.filter(({ on }) => "pull_request" in on);

    expect(open.map(({ file }) => file)).toEqual(["checks.yml", "ci.yml"]);
    expect(open.filter(({ text }) => /secrets\.|github\.token|environment:|actions\/cache/.test(text))).toEqual([]);
    expect(open.flatMap((workflow) => Object.values(workflow.jobs).map(({ permissions }) => permissions))).toEqual(
      Array(4).fill({ contents: "read" }),
    );
    expect(workflows.filter(({ on }) => "pull_request_target" in on || "workflow_run" in on)).toEqual([]);
  });

  test("ends by itself", () => {
    expect(jobs.filter((job) => !((job["timeout-minutes"] ?? 360) <= 60))).toEqual([]);
  });

  test("pins every action by a major version or a commit", () => {
    const used = workflows.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));

    expect(used.length).toBeGreaterThan(10);
    expect(used.filter((action) => !/^actions\/[\w/-]+@(v\d+|[0-9a-f]{40})$/.test(action))).toEqual([]);
  });

  test("pins an action by the same version everywhere", () => {
    const used = new Set(workflows.flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? [])));
    const names = [...used].map((action) => action.replace(/@.*/, ""));

    expect(names).toEqual([...new Set(names)]);
  });
});

describe("every script", () => {
  test("is bash, and has its syntax right", async () => {
    expect(workflows.map(({ defaults }) => defaults)).toEqual(Array(3).fill({ run: { shell: "bash" } }));
    expect(scripts.length).toBeGreaterThan(15);
    expect(await Promise.all(scripts.map(syntaxErrors))).toEqual(scripts.map(() => ""));
  });

  test("of more than a line ends at its first error", () => {
    const long = scripts.filter((script) => script.includes("\n"));

    expect(long.length).toBeGreaterThan(5);
    expect(long.filter((script) => !script.startsWith("set -euo pipefail\n"))).toEqual([]);
  });

  test("contains no expression: what GitHub fills in would be read by the shell", () => {
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });
});

describeUnless(NO_SHELLCHECK, "ShellCheck", () => {
  test("has nothing against any script", () => {
    expect(scripts.map((script) => shellcheck(`# shellcheck shell=bash\n${script}`))).toEqual(scripts.map(() => ""));
  });
});
