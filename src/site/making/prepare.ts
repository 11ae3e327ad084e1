// The process that makes the pages of a build: see apart.ts.

import { RecordError } from "../../core/json-file.ts";
import { Stages } from "../../core/stages.ts";
import { UsageError } from "../../core/usage-error.ts";
import { type BuildOptions, prepareSite, said } from "../build.ts";
import type { Failure, Message } from "./apart.ts";

process.once("message", (options: BuildOptions) => {
  void prepare(options).then((message) => process.send?.(message, () => process.disconnect()));
});

async function prepare(options: BuildOptions): Promise<Message> {
  const stages = new Stages();
  stages.upToNow("loading");
  try {
    const { site, prepared } = await prepareSite({ ...options, stages });
    return { said: said(site), prepared, stages: stages.all };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { kind: "other", text: String(error) };
  if (error instanceof UsageError) return { kind: "usage", text: error.message };
  if (error instanceof RecordError) {
    const { file, line, what, remedy } = error;
    return { kind: "record", file, line, what, remedy };
  }
  if ("code" in error) return { kind: "other", text: error.message, code: String(error.code) };
  return { kind: "other", text: error.stack ?? error.message };
}
