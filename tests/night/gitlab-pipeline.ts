// Reads the pipeline for GitLab as it is shipped, with what a job gets by "extends".

import { readFile } from "node:fs/promises";
import { parse } from "yaml";

export const FILE = "docs/nightly/gitlab-ci.yml";

export type Rule = { readonly if: string; readonly when?: string };

export type Job = {
  readonly stage?: string;
  readonly rules?: readonly Rule[];
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly artifacts?: Readonly<Record<string, unknown>>;
  readonly cache?: Readonly<Record<string, unknown>>;
  readonly allow_failure?: unknown;
  readonly environment?: unknown;
  readonly resource_group?: string;
  readonly image?: string;
  readonly timeout?: string;
};

type Raw = Job & { readonly extends?: string };

export const pipeline = parse(await readFile(FILE, "utf8"), { merge: true }) as Readonly<Record<string, Raw>>;

/** The jobs that run, complete. Keys that begin with a dot are only there to be extended or copied. */
export const jobs: Readonly<Record<string, Job>> = Object.fromEntries(
  Object.keys(pipeline)
    .filter((name) => name !== "stages" && !name.startsWith("."))
    .map((name) => [name, resolved(name)]),
);

function resolved(name: string): Job {
  const job = pipeline[name];
  if (job === undefined) throw new Error(`${FILE} has no job "${name}"`);
  const { extends: base, ...own } = job;
  return base === undefined ? own : { ...resolved(base), ...own };
}

/** Everything that a job's shell runs: GitLab's runner joins it to one script. */
export function scriptOf(name: string): string {
  const { before_script: before = [], script = [] } = jobs[name] ?? {};
  if (script.length === 0) throw new Error(`${FILE} has no script for a job "${name}"`);
  return [...before, ...script].join("\n");
}
