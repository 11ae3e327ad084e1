// The jobs that try the content in CI, on GitHub as the repository has them, for GitLab to be copied: what their shell
// steps make of the exit codes of npm run check.

import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Job as GitlabJob } from "../../night/gitlab-pipeline.ts";
import { readWorkflow } from "../../workflows/workflow.ts";

const { jobs } = await readWorkflow("checks.yml");
const gitlab = parse(await readFile("docs/checks/gitlab-ci.yml", "utf8")) as Readonly<Record<string, GitlabJob>>;

/** Runs a script in an empty folder, with an npm that ends with these codes; gives what is there after it. */
async function ran(script: string, codes: { readonly all: number; readonly patch: number }) {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-ci-"));
  const npm = `#!/bin/sh
case "$*" in
ci) ;;
*--patch*) echo "diff --git"; echo "1 problem" >&2; exit ${codes.patch} ;;
*--all*) exit ${codes.all} ;;
*) echo "not expected: $*" >&2; exit 99 ;;
esac
`;
  await writeFile(join(folder, "npm"), npm);
  await chmod(join(folder, "npm"), 0o755);
  const env = { PATH: `${folder}:/usr/bin:/bin` };
  const code = await new Promise((done) => {
    execFile("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env }, (error) => done(error?.code ?? 0));
  });
  const patch = await readFile(join(folder, "checks.patch"), "utf8").catch(() => undefined);
  return { code, patch };
}

describe("for GitHub", () => {
  test("a pull request is built strictly; all checks are tried for a push, too", () => {
    const { build, checks } = jobs;

    expect(build?.if).toBe("github.event_name == 'pull_request'");
    expect(build?.steps.map(({ uses, run }) => uses ?? run)).toEqual([
      "actions/checkout@v6",
      "npm ci",
      "npm run build",
    ]);
    expect(checks?.if).toBeUndefined();
  });

  test("only where a check fails the patch is made", async () => {
    const [all, show, upload] = jobs.checks?.steps.slice(-3) ?? [];

    expect(all).toEqual({ name: "Try all checks", run: "npm run check -- --all" });
    expect([show?.if, upload?.if]).toEqual(["failure()", "failure()"]);
    expect(await ran(show?.run ?? "", { all: 99, patch: 1 })).toEqual({ code: 0, patch: "diff --git\n" });
    expect(await ran(show?.run ?? "", { all: 99, patch: 0 })).toEqual({ code: 0, patch: "diff --git\n" });
    expect(await ran(show?.run ?? "", { all: 99, patch: 2 })).toMatchObject({ code: 1 });
  });
});

describe("for GitLab", () => {
  const script = gitlab["faultbook-checks"]?.script?.join("\n") ?? "";

  test("the job has keywords that GitLab knows, and a stage that every pipeline of ours has", () => {
    const known = ["image", "stage", "timeout", "rules", "script", "artifacts"];

    expect(Object.keys(gitlab)).toEqual(["faultbook-checks"]);
    expect(Object.keys(gitlab["faultbook-checks"] ?? {})).toEqual(known);
    expect(gitlab["faultbook-checks"]).toMatchObject({ stage: "build", artifacts: { when: "on_failure" } });
  });

  test.each([
    [0, { code: 0, patch: undefined }],
    [1, { code: 1, patch: "diff --git\n" }],
    [2, { code: 2, patch: undefined }],
  ])("where the checks end with %i, so does the job, and 1 alone gives a patch", async (all, expected) => {
    expect(await ran(script, { all, patch: 1 })).toEqual(expected);
  });
});
