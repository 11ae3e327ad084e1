// The workflow that keeps the site on GitHub: what starts it, who may do what, and what it does where something is not
// set up. What holds for every workflow stands in tests/workflows/.

import { describe, expect, test } from "vitest";
import { readWorkflow } from "../workflows/workflow.ts";

const workflow = await readWorkflow("nightly.yml");
const { steps } = workflow;

describe("the workflow", () => {
  test("starts by night, by hand, and on a push to the default branch", () => {
    expect(Object.keys(workflow.on)).toEqual(["schedule", "workflow_dispatch", "push"]);
    expect(workflow.on.push).toEqual({ branches: ["main"] });
    expect(workflow.on.schedule).toEqual([{ cron: expect.stringMatching(/^([1-9]|[1-5]\d) [0-5] \* \* \*$/) }]);
  });

  test("gives each job only what it needs", () => {
    const given = Object.entries(workflow.jobs).map(([name, { permissions }]) => [name, permissions]);

    expect(Object.fromEntries(given)).toEqual({
      site: { contents: "read", pages: "read" },
      publish: { pages: "write", "id-token": "write" },
      record: { contents: "write" },
      tell: { issues: "write" },
    });
  });

  test("runs other people's code only in the job that can write nothing", () => {
    const installing = Object.keys(workflow.jobs).filter((name) =>
      workflow.jobs[name]?.steps.some(({ run }) => run?.includes("npm")),
    );

    expect(installing).toEqual(["site"]);
  });

  test("builds no other branch than the default one, whoever starts it there by hand", () => {
    const { site, publish, record, tell } = workflow.jobs;

    expect(site?.if).toBe(
      "github.event_name == 'schedule' || github.ref_name == github.event.repository.default_branch",
    );
    expect([publish, record, tell].map((job) => job?.needs)).toEqual(["site", "site", "site"]);
  });

  test("never runs twice at the same time, and throws no waiting night out", () => {
    expect(workflow.concurrency).toEqual({ group: "faultbook", "cancel-in-progress": false, queue: "max" });
  });

  test("publishes only after success, and where Pages is set up", () => {
    const { publish, site } = workflow.jobs;
    const forPages = site?.steps.filter(({ uses }) => uses?.includes("pages")) ?? [];

    // A condition without a function of status also asks for the success of what it needs.
    expect(publish).toMatchObject({ needs: "site", if: "needs.site.outputs.pages == 'true'" });
    expect(forPages.map(({ uses, if: condition }) => [uses, condition])).toEqual([
      ["actions/configure-pages@v6", "steps.setup.outputs.pages == 'true'"],
      ["actions/upload-pages-artifact@v5", "steps.setup.outputs.pages == 'true'"],
    ]);
  });

  test("records and tells also after a failure; opens an issue only where there are issues", () => {
    const { record, tell } = workflow.jobs;

    expect([record?.if, tell?.if]).toEqual([
      `\${{ !cancelled() && needs.site.outputs.moved == 'true' }}`,
      `\${{ !cancelled() && needs.site.outputs.told == 'true' && needs.site.outputs.issues == 'true' }}`,
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
});
