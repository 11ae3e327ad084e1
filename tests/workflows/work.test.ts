// The workflows as a whole: which of them does what on which event. No work is done twice, and one of them publishes.

import { readdir, readFile } from "node:fs/promises";
import { glob } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { FOLDER, readWorkflow, type Workflow } from "./workflow.ts";

const workflows = await Promise.all((await readdir(FOLDER)).sort().map(readWorkflow));
const { scripts } = JSON.parse(await readFile("package.json", "utf8"));

const COMMAND = /npm (?:run (?:--silent )?)?([\w:]+)(?: -- (--[\w-]+(?:=\w+)?))?/g;

/** The commands of npm that an event leads to, each with its workflow and job; of a failure come more. */
function workOn(event: string): readonly string[] {
  return workflows
    .filter(({ on }) => event in on)
    .flatMap(({ file, jobs }) =>
      Object.entries(jobs)
        .filter(([, job]) => passes(event, job.if))
        .flatMap(([name, { steps }]) =>
          steps
            .filter((step) => passes(event, step.if) && step.if !== "failure()")
            .flatMap(({ run = "" }) => [...run.matchAll(COMMAND)])
            .map(([, command, option]) => [file, `${name}:`, command, option].filter(Boolean).join(" ")),
        ),
    );
}

/** Whether a condition lets an event pass; what else it asks is taken for granted. */
function passes(event: string, condition = ""): boolean {
  return condition
    .split("||")
    .some((part) =>
      [...part.matchAll(/github\.event_name (==|!=) '(\w+)'/g)].every(
        ([, is, name]) => (is === "==") === (name === event),
      ),
    );
}

const withoutInstalls = (work: readonly string[]) => work.filter((line) => !line.endsWith(": ci"));

describe("work", () => {
  test("of a pull request", () => {
    expect(withoutInstalls(workOn("pull_request")).join("\n")).toMatchInlineSnapshot(`
      "checks.yml build: build
      checks.yml checks: check --all
      ci.yml lint: lint
      ci.yml lint: types
      ci.yml lint: unused
      ci.yml tests: test
      ci.yml tests: test:all --project=slow
      ci.yml tests: play --required"
    `);
  });

  test("of a push to the default branch", () => {
    expect(withoutInstalls(workOn("push")).join("\n")).toMatchInlineSnapshot(`
      "checks.yml checks: check --all
      ci.yml lint: lint
      ci.yml lint: types
      ci.yml lint: unused
      ci.yml tests: test
      ci.yml tests: test:all --project=slow
      ci.yml tests: play --required
      nightly.yml site: build --keep-going"
    `);
  });

  test("of a night, and of a run by hand", () => {
    expect(withoutInstalls(workOn("schedule")).join("\n")).toMatchInlineSnapshot(`"nightly.yml site: nightly"`);
    expect(workOn("workflow_dispatch")).toEqual(workOn("schedule"));
  });

  test.each(["pull_request", "push", "schedule"])("of %s is done once", (event) => {
    const commands = withoutInstalls(workOn(event)).map((line) => line.split(": ")[1]?.split(" ")[0]);

    expect(commands).toEqual([...new Set(commands)]);
  });
});

test("a branch with a pull request is not tried as a push, too", () => {
  const pushes = workflows.map(({ on }) => on.push);

  expect(pushes).toEqual(Array(3).fill({ branches: ["main"] }));
});

test("one workflow writes and publishes, and never for a pull request", () => {
  const writes = ({ jobs }: Workflow) =>
    Object.values(jobs).some(({ permissions = {} }) => Object.values(permissions).includes("write"));

  expect(workflows.filter(writes).map(({ file, on }) => [file, Object.keys(on)])).toEqual([
    ["nightly.yml", ["schedule", "workflow_dispatch", "push"]],
  ]);
});

test("what publishes builds the tip of the branch, however long it has waited, and records on top of what it built", () => {
  const { site, record } = workflows.find(({ file }) => file === "nightly.yml")?.jobs ?? {};
  const checkouts = [site, record].map((job) => job?.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")));

  // The commit of the event would be older than what the run before this one has recorded.
  expect(checkouts).toEqual([
    [{ id: "built", uses: expect.any(String), with: { ref: `\${{ github.ref_name }}`, "persist-credentials": false } }],
    [{ uses: expect.any(String), with: { ref: `\${{ needs.site.outputs.built }}` } }],
  ]);
  expect(site?.outputs?.built).toBe(`\${{ steps.built.outputs.commit }}`);
});

test("only runs of a pull request cancel one another", () => {
  const others = workflows.filter(({ on }) => "pull_request" in on);

  expect(others.map(({ concurrency }) => concurrency)).toEqual(
    ["checks", "ci"].map((name) => ({
      group: `${name}-\${{ github.ref }}`,
      "cancel-in-progress": `\${{ github.event_name == 'pull_request' }}`,
    })),
  );
});

test("CI runs what npm run ok runs: the fast tests as people start them, then the slow ones; and the play", () => {
  const own = workOn("push").flatMap((line) => /^ci\.yml \w+: (?!ci$)(.*)$/.exec(line)?.[1] ?? []);

  expect(scripts.ok).toBe("npm run lint && npm run types && npm run unused && npm run test:all");
  expect(scripts.test).toBe(`${scripts["test:all"]} --project=fast`);
  expect(own).toEqual(["lint", "types", "unused", "test", "test:all --project=slow", "play --required"]);
});

test("no document holds a copy of a workflow", async () => {
  const texts = await Promise.all((await glob("docs/**/*.{yml,yaml,md}")).map((file) => readFile(file, "utf8")));

  expect(texts.length).toBeGreaterThan(4);
  expect(texts.filter((text) => text.includes("runs-on:"))).toEqual([]);
});
