// The jobs of the pipeline for GitLab run as they are shipped, with real git and a stand-in for npm and curl.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { scriptOf } from "./gitlab-pipeline.ts";
import { type Night, night } from "./night.ts";

const NPM = `echo "$@" >> "$CALLS"
[ "$1 $4" = "run --" ] || exit 0
printf '%s' "$REPORT" > night/report.md
[ -z "$STATES" ] || printf '%s' "$STATES" > _data/states.json
exit "$EXIT"`;

const read = (at: Night, path: string) => readFile(join(at.work, path), "utf8").catch(() => undefined);

/** The branch that holds the record, begun beside the default branch. */
async function withRecord(states: string): Promise<Night> {
  const at = await night('["main"]\n');
  await at.git("branch", "faultbook-record", "main");
  await at.push("faultbook-record", "_data/states.json", states);
  return at;
}

async function look(at: Night, variables: Readonly<Record<string, string>> = {}) {
  await at.program("npm", NPM);
  const given = { CI_PAGES_URL: "https://g.gitlab.io/sub/kb", REPORT: "", STATES: "", EXIT: "0", ...variables };
  return { ...(await at.run(scriptOf("faultbook-nightly"), given)), calls: await at.calls() };
}

describe("faultbook-nightly", () => {
  test.each([
    ["https://g.gitlab.io/sub/kb", "https://g.gitlab.io", "/sub/kb/"],
    ["https://g.gitlab.io/kb/", "https://g.gitlab.io", "/kb/"],
    ["https://kb-1a2b.gitlab.io", "https://kb-1a2b.gitlab.io", "/"],
    ["http://pages.intra:8090/kb", "http://pages.intra:8090", "/kb/"],
  ])("serves %s from %s and %s", async (pages, url, path) => {
    const { code, calls } = await look(await night("[]\n"), { CI_PAGES_URL: pages });

    expect(code).toBe(0);
    expect(calls).toEqual([
      "ci",
      `run --silent nightly -- --output public --url ${url} --path-prefix ${path} --report night/report.md`,
    ]);
  });

  test("believes the tracker that a variable names", async () => {
    const { calls } = await look(await night("[]\n"), { FAULTBOOK_ACCEPT: "gitlab" });

    expect(calls.at(-1)).toMatch(/ --report night\/report\.md --accept gitlab$/);
  });

  test("says what is missing where there are no Pages", async () => {
    const { code, stderr } = await look(await night("[]\n"), { CI_PAGES_URL: "" });

    expect(code).not.toBe(0);
    expect(stderr).toContain("CI_PAGES_URL: GitLab Pages is not available to this project");
  });

  test("begins with the record of its branch, where that is there", async () => {
    const at = await withRecord('["branch"]\n');
    await look(at);

    expect(await read(at, "night/before.json")).toBe('["branch"]\n');
    expect(await read(at, "_data/states.json")).toBe('["branch"]\n');
    expect(await read(at, "night/base")).toBe(await at.git("rev-parse", "faultbook-record"));
  });

  test("begins with the record of the default branch in the first night", async () => {
    const at = await night('["main"]\n');
    const { stdout } = await look(at);

    expect(stdout).toContain("No branch faultbook-record yet");
    expect(await read(at, "night/before.json")).toBe('["main"]\n');
    expect(await read(at, "night/base")).toBeUndefined();
  });

  test("ends where the remote cannot be read: it would write over a record that it has not seen", async () => {
    const at = await withRecord('["branch"]\n');
    await at.run('git remote set-url origin "file:///nowhere"');

    const { code, calls } = await look(at);

    expect(code).not.toBe(0);
    expect(calls).toEqual([]);
    expect(await read(at, "night/states.json")).toBeUndefined();
  });

  test.each(["0", "1", "2", "3"])("ends with the nightly's own exit code %s and hands the record on", async (exit) => {
    const at = await night("[]\n");
    const { code, stdout } = await look(at, { EXIT: exit, STATES: "[1]\n" });

    expect(code).toBe(Number(exit));
    expect(stdout.includes("A tracker has been blind for seven days")).toBe(exit === "3");
    expect(await read(at, "night/states.json")).toBe("[1]\n");
  });
});

test("faultbook-build looks at nothing and leaves broken pages out", async () => {
  const at = await withRecord('["branch"]\n');
  await at.program("npm", 'echo "$@" >> "$CALLS"');

  const { code } = await at.run(scriptOf("faultbook-build"), { CI_PAGES_URL: "https://g.gitlab.io/kb" });

  expect(code).toBe(0);
  expect(await at.calls()).toEqual([
    "ci",
    "run build -- --keep-going --output public --url https://g.gitlab.io --path-prefix /kb/",
  ]);
  expect(await read(at, "_data/states.json")).toBe('["branch"]\n');
});

describe("faultbook-record", () => {
  const record = (at: Night, variables = { FAULTBOOK_PUSH_TOKEN: "glpat-secret" }) => {
    const url = `file://${at.remote.replace(/\.git$/, "")}`;
    return at.run(scriptOf("faultbook-record"), { CI_PROJECT_URL: url, ...variables });
  };

  test("does nothing where the nightly did not come so far", async () => {
    const at = await withRecord("[]\n");

    expect(await record(at)).toMatchObject({ code: 0, stdout: "The nightly wrote no record\n" });
    expect(await at.git("log", "--format=%s", "faultbook-record")).toBe("other\nfirst\n");
  });

  test("commits nothing while the record is as it was", async () => {
    const at = await withRecord("[]\n");
    await look(at);

    expect(await record(at)).toMatchObject({ code: 0, stdout: "The record is as it was\n" });
    expect(await at.git("log", "--format=%s", "faultbook-record")).toBe("other\nfirst\n");
  });

  test("commits and pushes to its branch when something moved", async () => {
    const at = await withRecord("[]\n");
    await look(at, { STATES: "[1]\n" });

    expect(await record(at)).toMatchObject({ code: 0 });
    expect(await at.git("log", "--format=%s", "faultbook-record")).toMatch(
      /^data: upstream states of \d{4}-\d\d-\d\d\nother\nfirst\n$/,
    );
    expect(await at.git("show", "faultbook-record:_data/states.json")).toBe("[1]\n");
    expect(await at.git("log", "--format=%s", "main")).toBe("first\n");
  });

  test("begins the branch, with the record alone, in the first night that something moves", async () => {
    const at = await night("[]\n");
    await look(at, { STATES: "[1]\n" });

    expect(await record(at)).toMatchObject({ code: 0 });
    expect(await at.git("rev-list", "--count", "faultbook-record")).toBe("1\n");
    expect(await at.git("ls-tree", "-r", "--name-only", "faultbook-record")).toBe("_data/states.json\n");
  });

  test("pushes after somebody who pushed meanwhile", async () => {
    const at = await withRecord("[]\n");
    await look(at, { STATES: "[1]\n" });
    await at.push("faultbook-record", "README.md", "The record\n");

    expect(await record(at)).toMatchObject({ code: 0 });
    expect(await at.git("log", "--format=%s", "faultbook-record")).toMatch(/^data: .*\nother\nother\nfirst\n$/);
  });

  test("fails, and pushes nothing, where the same lines were changed meanwhile", async () => {
    const at = await withRecord("[]\n");
    await look(at, { STATES: "[1]\n" });
    await at.push("faultbook-record", "_data/states.json", "[2]\n");

    expect((await record(at)).code).not.toBe(0);
    expect(await at.git("show", "faultbook-record:_data/states.json")).toBe("[2]\n");
  });

  test("names the missing token", async () => {
    const at = await withRecord("[]\n");
    await look(at, { STATES: "[1]\n" });

    const { code, stderr } = await record(at, { FAULTBOOK_PUSH_TOKEN: "" });

    expect(code).not.toBe(0);
    expect(stderr).toContain("FAULTBOOK_PUSH_TOKEN: Set it to a project access token with the scope write_repository");
  });

  test("git is told the token when it asks, and it stands in no output", async () => {
    const at = await withRecord("[]\n");
    await look(at, { STATES: "[1]\n" });
    const git = (await at.run("command -v git")).stdout.trim();
    await at.program("git", `[ "$1" != push ] || "$GIT_ASKPASS" "Password for x" >> "$CALLS"\nexec ${git} "$@"`);

    const { code, stdout, stderr } = await record(at);

    expect(code).toBe(0);
    expect((await at.calls()).at(-1)).toBe("glpat-secret");
    expect(stdout + stderr).not.toContain("glpat-secret");
  });
});
