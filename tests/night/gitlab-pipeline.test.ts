// The pipeline for GitLab: keywords that GitLab knows, what runs when, and what never reaches a shell or a log.

import { describe, expect, test } from "vitest";
import { jobs, pipeline, scriptOf } from "./gitlab-pipeline.ts";
import { syntaxErrors } from "./night.ts";

/** The job keywords of https://docs.gitlab.com/ci/yaml/#keywords, without those that are deprecated. */
const KEYWORDS =
  `after_script allow_failure artifacts before_script cache coverage dast_configuration dependencies environment extends
  identity image inherit interruptible manual_confirmation needs pages parallel release resource_group retry rules script
  run secrets services stage start_in tags timeout trigger variables when`.split(/\s+/);

/** Of those that have keywords of their own: the ones that the same page lists and a template such as this may need. */
const INNER: Readonly<Record<string, readonly string[]>> = {
  allow_failure: ["exit_codes"],
  artifacts: ["paths", "exclude", "expire_in", "expose_as", "name", "public", "access", "reports", "untracked", "when"],
  cache: ["paths", "key", "untracked", "unprotect", "when", "policy", "fallback_keys"],
  environment: ["name", "url", "on_stop", "action", "auto_stop_in", "kubernetes", "deployment_tier"],
};

const NIGHT = '$CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';
const MERGE_REQUEST = '$CI_PIPELINE_SOURCE == "merge_request_event"';
const PUSH = '$CI_PIPELINE_SOURCE != "schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH';

describe("keywords", () => {
  test("of every job are known to GitLab", () => {
    const unknown = Object.entries(jobs).flatMap(([name, job]) =>
      Object.keys(job).flatMap((key) => (KEYWORDS.includes(key) ? [] : [`${name}: ${key}`])),
    );

    expect(unknown).toEqual([]);
  });

  test("within a keyword are known to GitLab", () => {
    const unknown = Object.values(jobs).flatMap((job) =>
      Object.entries(INNER).flatMap(([key, inner]) =>
        Object.keys(Object.entries(job).find(([name]) => name === key)?.[1] ?? {}).filter((k) => !inner.includes(k)),
      ),
    );

    expect(unknown).toEqual([]);
  });

  test("every job has a script, an image, and a stage of the list", () => {
    const stages = Object.values(jobs).map(({ stage }) => stage);

    expect(pipeline.stages).toEqual(["build", "deploy"]);
    expect([...new Set(stages)].toSorted()).toEqual(["build", "deploy"]);
    expect(Object.values(jobs).filter(({ script, image }) => !script || !image)).toEqual([]);
  });
});

describe("the pipeline", () => {
  test("runs the nightly by schedule and a plain build otherwise, on the default branch alone, and checks merge requests", () => {
    const rules = Object.entries(jobs).map(([name, job]) => [name, job.rules]);

    expect(Object.fromEntries(rules)).toEqual({
      "faultbook-check": [{ if: MERGE_REQUEST }],
      "faultbook-build": [{ if: PUSH }],
      "faultbook-nightly": [{ if: NIGHT }],
      "faultbook-record": [{ if: NIGHT, when: "always" }],
      "faultbook-tell": [{ if: NIGHT, when: "always" }],
      pages: [{ if: NIGHT }, { if: PUSH }],
    });
  });

  test("goes on after exit code 3 alone, with the files of the job that ended so", () => {
    expect(jobs["faultbook-nightly"]?.allow_failure).toEqual({ exit_codes: [3] });
    expect(jobs["faultbook-nightly"]?.artifacts).toMatchObject({ when: "always", paths: ["public", "night"] });
    expect(Object.values(jobs).filter(({ allow_failure: allowed }) => allowed !== undefined)).toHaveLength(1);
  });

  test("publishes public/ in a job called pages", () => {
    expect(jobs.pages?.artifacts).toEqual({ paths: ["public"] });
    expect(jobs.pages?.script).toEqual(["test -s public/index.html"]);
  });

  test("keeps the looks also after a failure; a push only reads them", () => {
    const kept = { key: "faultbook-looks", paths: [".cache/looks.json", ".cache/untold.md"] };

    expect(jobs["faultbook-nightly"]?.cache).toEqual({ ...kept, when: "always" });
    expect(jobs["faultbook-build"]?.cache).toEqual({ ...kept, policy: "pull" });
  });

  test("runs one job at a time; only the check of a merge request waits for none", () => {
    const free = Object.keys(jobs).filter((name) => jobs[name]?.resource_group !== "faultbook");

    expect(free).toEqual(["faultbook-check"]);
  });

  test("checks a merge request strictly, and hands nothing on", () => {
    const { script, image, stage, rules, timeout, ...others } = jobs["faultbook-check"] ?? {};

    expect(script).toEqual(["set -euo pipefail\nnpm ci\nnpm run build\n"]);
    expect([image, stage, timeout, rules?.length]).toEqual(["node:24", "build", "30 minutes", 1]);
    expect(others).toEqual({});
  });

  test("gives its token only to jobs that run none of other people's code", () => {
    const scoped = Object.keys(jobs).filter((name) => jobs[name]?.environment !== undefined);
    const using = Object.keys(jobs).filter((name) => scriptOf(name).includes("FAULTBOOK_PUSH_TOKEN"));

    expect(scoped).toEqual(using);
    expect(using.filter((name) => scriptOf(name).includes("npm"))).toEqual([]);
  });
});

describe("every script", () => {
  test("has its syntax right", async () => {
    const names = Object.keys(jobs);
    const errors = await Promise.all(names.map(async (name) => [name, await syntaxErrors(scriptOf(name))]));

    expect(errors).toEqual(names.map((name) => [name, ""]));
  });

  test("of more than a line ends at its first error", () => {
    const long = Object.keys(jobs)
      .map(scriptOf)
      .filter((script) => script.includes("\n"));

    expect(long.length).toBe(5);
    expect(long.filter((script) => !script.startsWith("set -euo pipefail\n"))).toEqual([]);
  });
});
