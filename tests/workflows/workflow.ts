// Reads a workflow for GitHub Actions as the repository has it: with GitHub's own parser, and as plain data.

import { readFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { parse } from "yaml";

export const FOLDER = ".github/workflows";

export type Step = {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
};

export type Job = {
  readonly if?: string;
  readonly needs?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
};

type Content = {
  readonly name?: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: unknown;
  readonly defaults?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
};

export type Workflow = Content & {
  /** Its name in the folder of workflows. */
  readonly file: string;
  readonly text: string;
  /** Those of all jobs. */
  readonly steps: readonly Step[];
};

/** The workflow with that name in the folder of workflows, such as "ci.yml". */
export async function readWorkflow(file: string): Promise<Workflow> {
  const text = await readFile(`${FOLDER}/${file}`, "utf8");
  const content = parse(text) as Content;
  return { ...content, file, text, steps: Object.values(content.jobs).flatMap((job) => job.steps) };
}

/** The script of the step with that name. */
export function scriptOf({ file, steps }: Workflow, name: string): string {
  const script = steps.find((step) => step.name === name)?.run;
  if (script === undefined) throw new Error(`No step of ${file} is called "${name}"`);
  return script;
}

/** What GitHub's own parser objects to in a workflow, with the words that it uses. */
export async function objections(content: string): Promise<readonly string[]> {
  // The parser was written for bundlers: it imports JSON without saying so, which Node refuses.
  const json = { importAttributes: { type: "json" } };
  const hooks = registerHooks({
    load: (url, context, next) => next(url, url.endsWith(".json") ? { ...context, ...json } : context),
  });
  const parser = await import("@actions/workflow-parser");
  hooks.deregister();
  const trace = new parser.NoOperationTraceWriter();
  const { context, value } = parser.parseWorkflow({ name: "workflow.yml", content }, trace);
  const found = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined) return [...found, "Nothing was parsed"];
  const template = await parser.convertWorkflowTemplate(context, value);
  return [...new Set([...found, ...(template.errors ?? []).map(({ Message }) => Message)])];
}
