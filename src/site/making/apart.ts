// A build of many documents in two processes: one reads the site, makes its pages and ends; then this one makes the index.
// Each needs a gigabyte for ten thousand documents, and neither has to wait for the memory of the other.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { RecordError } from "../../core/json-file.ts";
import { type Stage, Stages } from "../../core/stages.ts";
import { UsageError } from "../../core/usage-error.ts";
import { type BuildOptions, onlyIfChanged } from "../build.ts";
import { rememberBuild, type Said, type Told } from "./inputs.ts";
import { finishOutput, type Prepared } from "./output.ts";
import type { FileCounts } from "./publish.ts";

const WORKER = fileURLToPath(new URL("prepare.ts", import.meta.url));

/** What the other process has to tell. */
export type Message =
  | { readonly said: Said; readonly prepared: Prepared | undefined; readonly stages: readonly Stage[] }
  | { readonly failure: Failure };

/** An error whose class does not pass from process to process. */
export type Failure =
  | { readonly kind: "usage"; readonly text: string }
  | ({ readonly kind: "record" } & Pick<RecordError, "file" | "line" | "what" | "remedy">)
  | { readonly kind: "other"; readonly text: string; readonly code?: string };

/** Builds as buildSite() does. Throws what that throws; an unforeseen error has its stack as its message. */
export async function buildApart({
  stages = new Stages(),
  ...options
}: BuildOptions): Promise<Told & { readonly published: FileCounts | undefined }> {
  const message = await prepareApart(options);
  if ("failure" in message) throw errorOf(message.failure);
  const { said, prepared } = message;
  for (const { name, seconds } of message.stages) stages.add(name, seconds);
  if (prepared === undefined) return { ...said.told, published: undefined };
  const finished = await finishOutput(prepared, stages).catch(onlyIfChanged);
  if (finished === undefined) return buildApart({ ...options, stages });
  const { counts, stamps } = finished;
  if (options.inputs !== undefined)
    await rememberBuild(options.root, prepared.output, options.inputs, { said, stamps });
  return { ...said.told, published: counts };
}

function prepareApart(options: Omit<BuildOptions, "stages">): Promise<Message> {
  const child = fork(WORKER, { serialization: "advanced" });
  return new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`The process that makes pages ended (${signal ?? code})`)));
    child.send(options);
  });
}

function errorOf(failure: Failure): Error {
  if (failure.kind === "usage") return new UsageError(failure.text);
  if (failure.kind === "record") return new RecordError(failure, failure.what, failure.remedy);
  const { text, code } = failure;
  return code === undefined ? new Error(text) : Object.assign(new Error(text), { code });
}
