// The steps of the workflow that keeps the site on GitHub, run as they stand, with real git and stand-ins for npm and gh.

import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkflow, scriptOf } from "../workflows/workflow.ts";
import { type Night, night } from "./night.ts";

const workflow = await readWorkflow("nightly.yml");

describe("Look upstream, build, report", () => {
  const NPM = `printf '%s ' "$@" >> "$CALLS"
printf '%s' "$REPORT" | tee night/report.md
printf '%s' "$STATES" > _data/states.json
exit "$EXIT"`;

  async function look(variables: Readonly<Record<string, string>>) {
    const at = await night("[]\n");
    await at.program("npm", NPM);
    const output = join(at.work, "outputs");
    const given = {
      ORIGIN: "https://o.github.io",
      BASE_PATH: "/kb",
      ACCEPT: "",
      REPORT: "",
      STATES: "[]\n",
      EXIT: "0",
    };
    const ran = await at.run(scriptOf(workflow, "Look upstream, build, report"), {
      ...given,
      ...variables,
      GITHUB_OUTPUT: output,
    });
    const outputs = await readFile(output, "utf8").catch(() => "");
    return { ...ran, outputs: outputs.split("\n").filter(Boolean), at };
  }

  test("asks for the site where GitHub Pages serves it", async () => {
    const { code, at } = await look({});

    expect(code).toBe(0);
    expect(await at.calls()).toEqual([
      "run --silent nightly -- --url https://o.github.io --path-prefix /kb/ --report night/report.md ",
    ]);
  });

  test("a site without a folder is served from /", async () => {
    const { at } = await look({ BASE_PATH: "" });

    expect((await at.calls())[0]).toContain("--path-prefix / ");
  });

  test("without Pages, the settings of the site say where", async () => {
    const { code, at } = await look({ ORIGIN: "", BASE_PATH: "" });

    expect(code).toBe(0);
    expect(await at.calls()).toEqual(["run --silent nightly -- --report night/report.md "]);
  });

  test("believes the tracker that somebody names by hand, whatever else they write there", async () => {
    const { at } = await look({ ACCEPT: "git hub; touch pwned" });

    expect((await at.calls())[0]).toMatch(/ --report night\/report\.md --accept git hub; touch pwned $/);
    expect(await readdir(at.work)).not.toContain("pwned");
  });

  test("without news there is nothing to record or tell", async () => {
    expect((await look({})).outputs).toEqual([]);
  });

  test("with news, record and report are handed on", async () => {
    const { outputs, at } = await look({ STATES: "[1]\n", REPORT: "- moved\n" });

    expect(outputs).toEqual(["moved=true", "told=true"]);
    expect(await readFile(join(at.work, "night/states.json"), "utf8")).toBe("[1]\n");
  });

  test("3 goes on, with a warning", async () => {
    const { code, stdout, outputs } = await look({ EXIT: "3", REPORT: "- blind\n" });

    expect(code).toBe(0);
    expect(stdout).toContain("\n::warning title=Faultbook::A tracker has been blind for seven days");
    expect(outputs).toEqual(["told=true"]);
  });

  test.each(["1", "2"])("%s ends the job with that code, and what was seen is handed on all the same", async (exit) => {
    const { code, stdout, outputs } = await look({ EXIT: exit, STATES: "[1]\n" });

    expect(code).toBe(Number(exit));
    expect(stdout).toContain(`\n::error title=Faultbook::The nightly ended with exit code ${exit}`);
    expect(outputs).toEqual(["moved=true"]);
  });

  test("nothing that the nightly prints is a command to the runner", async () => {
    const { stdout } = await look({ REPORT: "::add-path::/evil\n", EXIT: "3" });
    const [first, hostile, resume] = stdout.split("\n");
    const pause = /^::stop-commands::([0-9a-f-]{36})$/.exec(first ?? "")?.[1];

    expect(pause).toBeDefined();
    expect([hostile, resume]).toEqual(["::add-path::/evil", `::${pause}::`]);
  });
});

describe("Commit the record", () => {
  const commit = (at: Night) => at.run(scriptOf(workflow, "Commit the record"), { BRANCH: "main" });

  test("commits nothing while the record is as it was", async () => {
    const at = await night("[]\n");
    await at.write("night/states.json", "[]\n");

    const { code, stdout } = await commit(at);

    expect({ code, stdout }).toEqual({ code: 0, stdout: "The record is as it was\n" });
    expect(await at.git("rev-list", "--count", "main")).toBe("1\n");
  });

  test("commits and pushes that one file when it changed", async () => {
    const at = await night("[]\n");
    await at.write("night/states.json", "[1]\n");
    await at.write("stray.txt", "not mine\n");

    expect((await commit(at)).code).toBe(0);
    expect(await at.git("show", "--stat=80", "--format=%s", "main")).toMatch(
      /^data: upstream states of \d{4}-\d\d-\d\d\n\n _data\/states\.json \| 2 \+-\n 1 file changed/,
    );
    expect(await at.git("show", "main:_data/states.json")).toBe("[1]\n");
    // A deploy key, unlike the run's own token, would start all workflows.
    expect(await at.git("show", "--no-patch", "--format=%b", "main")).toBe("[skip ci]\n\n");
  });

  test("pushes after somebody who pushed meanwhile", async () => {
    const at = await night("[]\n");
    await at.write("night/states.json", "[1]\n");
    await at.push("main", "content/runbooks/disk.md", "# Disk\n");

    expect((await commit(at)).code).toBe(0);
    expect(await at.git("log", "--format=%s", "main")).toMatch(/^data: upstream states of .*\nother\nfirst\n$/);
  });

  test("fails, and pushes nothing, where the same lines of the record were changed meanwhile", async () => {
    const at = await night("[]\n");
    await at.write("night/states.json", "[1]\n");
    await at.push("main", "_data/states.json", "[2]\n");

    expect((await commit(at)).code).not.toBe(0);
    expect(await at.git("show", "main:_data/states.json")).toBe("[2]\n");
  });

  test("says what to do where the branch takes no commit of this job", async () => {
    const at = await night("[]\n");
    await at.write("night/states.json", "[1]\n");
    const hook = join(at.remote, "hooks/pre-receive");
    await writeFile(hook, "#!/bin/sh\necho 'GH006: Protected branch update failed' >&2\nexit 1\n");
    await chmod(hook, 0o755);

    const { code, stdout, stderr } = await commit(at);

    expect(code).toBe(1);
    expect(stdout).toBe(
      "::error title=Faultbook::The record cannot be pushed. Is main protected? See docs/nightly/README.md, Set up\n",
    );
    expect(stderr).toContain("GH006: Protected branch update failed");
    expect(await at.git("show", "main:_data/states.json")).toBe("[]\n");
  });
});

describe("Tell the maintainers in one issue", () => {
  const GH = `echo "$@" >> "$CALLS"
[ "$1 $2" != "issue list" ] || printf '%s' "$ISSUE"`;

  async function tell(report: string, issue: string) {
    const at = await night();
    await at.program("gh", GH);
    await at.write("night/report.md", report);
    const run = "https://github.example/o/kb/actions/runs/7";
    const ran = await at.run(scriptOf(workflow, "Tell the maintainers in one issue"), { ISSUE: issue, RUN: run });
    const body = await readFile(join(at.work, "night/comment.md"), "utf8");
    return { code: ran.code, calls: (await at.calls()).slice(2), body, files: await readdir(at.work) };
  }

  test("comments on the open issue", async () => {
    const { code, calls, body } = await tell("- moved\n", "12\n");

    expect(code).toBe(0);
    expect(calls).toEqual(["issue comment 12 --body-file night/comment.md"]);
    expect(body).toBe("- moved\n");
  });

  test("opens one where there is none", async () => {
    const { calls } = await tell("- moved\n", "");

    expect(calls).toEqual([
      "issue create --title Faultbook: what the nightly found upstream --label faultbook-nightly --body-file night/comment.md",
    ]);
  });

  test("calls nobody and leaves no trace upstream", async () => {
    const report = "- @torvalds, (@zfs/dev): [x](https://github.com/openzfs/zfs/issues/1) a@b.org https://h/@me/1\n";

    expect((await tell(report, "12")).body.replaceAll("\u200b", "<ZWSP>")).toBe(
      "- @<ZWSP>torvalds, (@<ZWSP>zfs/dev): [x](https://redirect.github.com/openzfs/zfs/issues/1) a@b.org https://h/@me/1\n",
    );
  });

  test("runs nothing that stands in the report", async () => {
    const { code, body, files } = await tell('$(touch pwned) `touch pwned` "; touch pwned\n', "12");

    expect(code).toBe(0);
    expect(files.filter((file) => !file.startsWith("."))).toEqual(["night"]);
    expect(body).toBe('$(touch pwned) `touch pwned` "; touch pwned\n');
  });

  test("cuts what GitHub would refuse, and says where the rest is", async () => {
    const { code, body } = await tell("- moved\n".repeat(10_000), "12");

    expect(code).toBe(0);
    expect(body.length).toBeLessThan(65_536);
    expect(body).toMatch(/Cut here; the summary of https:\S+\/runs\/7 has the whole report\.\n$/);
  });
});
