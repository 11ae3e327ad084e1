// The workflow for GitHub Actions: what GitHub's parser accepts, who may do what, and what never reaches a shell.

import { describe, expect, test } from "vitest";
import { objections, steps, text, workflow } from "./github-workflow.ts";
import { syntaxErrors } from "./night.ts";

describe("GitHub's own parser", () => {
  test("has nothing against the workflow", async () => {
    expect(await objections(text)).toEqual([]);
  });

  test("would object to a misspelt key and to an expression that means nothing", async () => {
    const broken = text.replace("timeout-minutes", "timeout-minuts").replace("!cancelled()", "!canceled()");

    const found = (await objections(broken)).map((line) => line.replace(/^.*?\): /, ""));

    expect(found).toEqual(["Unexpected value 'timeout-minuts'", "Unrecognized function: 'canceled'"]);
  });
});

describe("the workflow", () => {
  test("starts by night, by hand, on a push to the default branch, and on a pull request without its rights", () => {
    expect(Object.keys(workflow.on)).toEqual(["schedule", "workflow_dispatch", "push", "pull_request"]);
    expect(workflow.on.push).toEqual({ branches: ["main"] });
    expect(workflow.on.schedule).toEqual([{ cron: expect.stringMatching(/^([1-9]|[1-5]\d) [0-5] \* \* \*$/) }]);
  });

  test("gives each job only what it needs, and none to what a job does not name", () => {
    const given = Object.entries(workflow.jobs).map(([name, { permissions }]) => [name, permissions]);

    expect(workflow.permissions).toEqual({});
    expect(Object.fromEntries(given)).toEqual({
      check: { contents: "read" },
      site: { contents: "read", pages: "read" },
      publish: { pages: "write", "id-token": "write" },
      record: { contents: "write" },
      tell: { issues: "write" },
    });
  });

  test("installs other people's code only where nothing can be written", () => {
    const installing = Object.values(workflow.jobs).filter((job) => job.steps.some(({ run }) => run?.includes("npm")));

    expect(installing.flatMap(({ permissions }) => Object.values(permissions))).toEqual(["read", "read", "read"]);
    expect(installing.map((job) => job.steps[0]?.with)).toEqual([
      { "persist-credentials": false },
      { "persist-credentials": false },
    ]);
  });

  test("builds a pull request strictly, without a secret, and publishes nothing of it", () => {
    const { check, site, publish, record, tell } = workflow.jobs;

    expect(check?.if).toBe("github.event_name == 'pull_request'");
    expect(check?.steps.map(({ uses, run }) => uses ?? run)).toEqual([
      "actions/checkout@v6",
      "npm ci",
      "npm run build",
    ]);
    expect(JSON.stringify(check)).not.toMatch(/secrets|github\.token|"env"/);
    expect(site?.if).toMatch(/^github\.event_name != 'pull_request' && \(/);
    expect([publish, record, tell].map((job) => job?.needs)).toEqual(["site", "site", "site"]);
  });

  test("never runs twice at the same time, and throws no waiting night out; a pull request waits for none", () => {
    expect(workflow.concurrency).toEqual({
      group: `\${{ github.event_name == 'pull_request' && github.ref || 'faultbook' }}`,
      "cancel-in-progress": false,
      queue: "max",
    });
  });

  test("publishes only after success; records and tells also after a failure", () => {
    const { publish, record, tell } = workflow.jobs;

    expect(publish).toMatchObject({ needs: "site" });
    expect(publish?.if).toBeUndefined();
    expect([record?.if, tell?.if]).toEqual([
      `\${{ !cancelled() && needs.site.outputs.moved == 'true' }}`,
      `\${{ !cancelled() && needs.site.outputs.told == 'true' }}`,
    ]);
  });

  test("keeps the looks under a new key each run, and begins with the newest", () => {
    const [restore, save] = steps.filter(({ uses }) => uses?.startsWith("actions/cache/"));

    expect(save?.with).toEqual({ path: restore?.with?.path, key: restore?.with?.key });
    expect(String(save?.with?.path).trim().split("\n")).toEqual([".cache/looks.json", ".cache/untold.md"]);
    expect(save?.if).toBe(`\${{ !cancelled() && github.event_name != 'push' }}`);
    expect(restore?.with?.key).toBe(
      `${restore?.with?.["restore-keys"]}\${{ github.run_id }}-\${{ github.run_attempt }}`,
    );
  });

  test("pins every action by a major version or a commit", () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);

    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((action) => !/^actions\/[\w/-]+@(v\d+|[0-9a-f]{40})$/.test(action))).toEqual([]);
  });
});

describe("every script", () => {
  const scripts = steps.flatMap(({ run }) => run ?? []);

  test("is bash, and has its syntax right", async () => {
    expect(workflow.defaults).toEqual({ run: { shell: "bash" } });
    expect(scripts.length).toBeGreaterThan(4);
    expect(await Promise.all(scripts.map(syntaxErrors))).toEqual(scripts.map(() => ""));
  });

  test("of more than a line ends at its first error", () => {
    const long = scripts.filter((script) => script.includes("\n"));

    expect(long.filter((script) => !script.startsWith("set -euo pipefail\n"))).toEqual([]);
  });

  test("contains no expression: what GitHub fills in would be read by the shell", () => {
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
  });
});
