// Runs many snippets in one sandbox. A sandbox of its own costs each of them a tenth of a second, which is the price of
// its mounts; inside it, the snippets run one after the other, each as a script of its own, as bubblewrap.ts runs it.

import { beyondRecording } from "../../../src/checks/beyond-recording.ts";
import { beyondSandbox } from "../../../src/checks/sandbox/beyond-sandbox.ts";
import { REFUSED } from "../../../src/checks/sandbox/paths.ts";
import { deniedTo } from "../../../src/checks/sandbox/refusals.ts";
import { runInSandbox } from "../../../src/checks/sandbox/sandbox.ts";
import { readTrace } from "../../../src/checks/sandbox/strace.ts";
import { NOT_FOUND_FUNCTION } from "../../../src/checks/sandbox/transcript-scripts.ts";
import { asFunction } from "../../../src/checks/snippet.ts";
import { syntaxOf, writesIn } from "../../../src/checks/syntax.ts";
import type { Run } from "../../../src/model/check.ts";
import type { Host } from "../../../src/model/host.ts";

/** The part of a run that engines must agree on; `read` is sorted, and undefined where nothing was traced. */
export type Answer = Pick<Run, "exitCode" | "stdout" | "refused" | "timedOut"> & {
  readonly read: readonly string[] | undefined;
};

/** A page of output is the cap of a sandbox, so they cannot be too many. */
const BATCH = 20;
const TIMEOUT_MS = 60_000;
/** Where the scripts stand: a folder that no snippet lists. */
const FOLDER = "/run/differential";
/** Between the outputs of two snippets; no file of the host holds these two in a row. */
const MARK = "\x1e\x1f";

/** What the real bash and tools answer on a host, in the order of the snippets. */
export async function answersOf(snippets: readonly string[], host: Host, traced: boolean): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let i = 0; i < snippets.length; i += BATCH) {
    answers.push(...(await answersOfBatch(snippets.slice(i, i + BATCH), host, traced)));
  }
  return answers;
}

async function answersOfBatch(snippets: readonly string[], host: Host, traced: boolean): Promise<readonly Answer[]> {
  const scripts = snippets.map((snippet, i) => [`${FOLDER}/${i}`, bytes(scriptOf(snippet))] as const);
  const ran = await runInSandbox(
    driver(snippets.length),
    { ...host, files: new Map([...host.files, ...scripts]) },
    { timeoutMs: TIMEOUT_MS, traced },
  );
  const [outputs, errors] = [ran.stdout.split(MARK), ran.stderr.split(MARK)];
  if (outputs.length !== 2 * snippets.length + 1) throw new Error(`The batch broke off: ${ran.stdout}${ran.stderr}`);
  const traces = traced ? tracesOf(ran.trace, snippets.length) : [];
  const refusals = ran.refused.join("\0").split(MARK);
  return snippets.map((snippet, i) => {
    const { read, written } = readTrace(traces[i] ?? "", host.files);
    const refused = (refusals[i] ?? "").split("\0").filter((line) => line !== "");
    const denied = deniedTo({ ...ran, stderr: errors[i] ?? "", refused, overflowed: false });
    return {
      ...{ exitCode: Number(outputs[2 * i + 1]), stdout: outputs[2 * i] ?? "", timedOut: false },
      refused: [...new Set([...denied, ...written.map((path) => `> ${path}`), ...inText(snippet)])],
      read: traced ? [...read].sort() : undefined,
    };
  });
}

function scriptOf(snippet: string): string {
  return `${NOT_FOUND_FUNCTION}; ${asFunction(snippet).replace("\n", " ")}\n`;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Behind the output of each stands its exit code, and a mark behind what it said and what was refused to it. */
function driver(count: number): string {
  const mark = `printf '${MARK}'`;
  const marks = `${mark}; printf '%s' $code; ${mark}; ${mark} >&2; printf '${MARK}\0' >>${REFUSED}`;
  return `for ((i = 0; i < ${count}; i++)); do /bin/bash ${FOLDER}/$i; code=$?; ${marks}; done\n`;
}

/** From where bash opens a script (before, it has looked at files for its own ends) to where the next bash begins. */
function tracesOf(trace: string, count: number): readonly string[] {
  const [opened, begun] = [
    numbered(`"${FOLDER}/#", O_RDONLY`),
    numbered(`execve("/bin/bash", ["/bin/bash", "${FOLDER}/#"]`),
  ];
  return Array.from({ length: count }, (_, i) => {
    const end = trace.indexOf(begun(i + 1));
    return trace.slice(trace.indexOf(opened(i)), end === -1 ? undefined : end);
  });
}

function numbered(pattern: string): (i: number) => string {
  return (i) => pattern.replace("#", String(i));
}

function inText(snippet: string): readonly string[] {
  const tree = syntaxOf(asFunction(snippet));
  return tree === undefined ? [] : [...beyondRecording(tree), ...writesIn(tree), ...beyondSandbox(tree)];
}
