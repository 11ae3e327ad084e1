// npm run new -- host: makes a test host from the output of a capture script, and shows what the check says on it.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { writeNew } from "../src/checks/authoring/write-new.ts";
import { CaptureError } from "../src/checks/capture/error.ts";
import { folderFiles } from "../src/checks/capture/folder.ts";
import { type AboutHost, hostOf } from "../src/checks/capture/host.ts";
import { type Finding, secretsIn } from "../src/checks/capture/secrets-in.ts";
import { type Capture, parseCapture } from "../src/checks/capture/text.ts";
import { saidOtherwise } from "../src/checks/capture/there.ts";
import { judge, unanswered } from "../src/checks/rules/verdict.ts";
import { checkCall } from "../src/checks/runs/call.ts";
import { findLauncher } from "../src/checks/sandbox/probe.ts";
import { sandboxBy } from "../src/checks/sandbox/sandbox.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { type Check, type Run, VERDICT_WORDS, VERDICTS, type Verdict } from "../src/model/check.ts";
import { EMPTY_HOST, HOST_NAME, type Host } from "../src/model/host.ts";
import { hostUrl } from "../src/model/urls.ts";
import { readEverything } from "../src/site/content.ts";
import { count, siteRoot } from "./command-line.ts";
import { asTyped, typedEnvironment, typedPath } from "./typed-path.ts";

export const HOST_CALL = asTyped("npm run new -- host NAME --summary … < capture.txt");

type Values = {
  readonly root?: string | undefined;
  readonly summary?: string | undefined;
  readonly source?: string | undefined;
  readonly "accept-secrets": boolean;
};

/** Throws a UsageError for an unusable value. */
export function hostOptions(name: string | undefined, values: Values) {
  const root = siteRoot(typedEnvironment(values.root).root);
  const folder = join("content", "hosts", usableName(name));
  if (existsSync(join(root, folder))) {
    throw new UsageError(
      `Test host "${name}" exists already: ${folder}. Choose another name, or remove that folder first`,
    );
  }
  if (process.stdin.isTTY) throw new UsageError("No input: add < capture.txt, the output of the capture script");
  const about: AboutHost = { name: usableName(name), ...stated("summary", values), ...stated("source", values) };
  // The command that is suggested next has to name the same folder.
  const call = asTyped(checkCall(values.root === undefined ? undefined : typedPath(values.root)));
  return { root, call, folder, about, acceptsSecrets: values["accept-secrets"] };
}

type HostOptions = ReturnType<typeof hostOptions>;

function usableName(name = ""): string {
  if (name === "") throw new UsageError("Name the new test host");
  if (name === EMPTY_HOST.name) throw new UsageError(`Test host "${name}" is built in. Choose another name`);
  if (HOST_NAME.test(name)) return name;
  throw new UsageError(
    `Test host name "${name}" cannot be part of an address. Use at most 100 letters, digits, dots, hyphens and underscores`,
  );
}

function stated<Key extends string>(key: Key, values: { readonly [key in Key]?: string | undefined }) {
  const text = values[key]?.trim();
  if (text === "") throw new UsageError(`--${key} is empty`);
  return text === undefined ? {} : { [key]: text };
}

/** Reads the output of a capture script, and makes a test host from it. */
export async function makeHost({ root, call, folder, about, acceptsSecrets }: HostOptions): Promise<number> {
  const text = await readText();
  if (text.trim() === "") throw new UsageError("The input is empty. Pass the output of the capture script");
  const read = readHost(text, about);
  if (read === undefined) return 1;
  const { capture, host } = read;
  const findings = await secretsIn(host);
  process.stderr.write(textOfFindings(findings, acceptsSecrets));
  if (findings.length > 0 && !acceptsSecrets) return 1;
  const { answer, refusal } = await answerOf({ root, call, folder }, capture, host);
  if (refusal !== undefined) {
    process.stderr.write(`${refusal} Nothing was written\n`);
    return 1;
  }
  const files = folderFiles(host);
  await writeNew(new Map([[join(root, folder), files]]));
  process.stdout.write(`${[...files.keys()].map((file) => `${join(folder, file)}\n`).join("")}`);
  if (host.shaped !== undefined) process.stdout.write(`Note: ${host.shaped}\n`);
  process.stdout.write(answer);
  process.stdout.write(`${PUBLISHED.replace("PAGE", hostUrl(about.name))}\n`);
  return 0;
}

const PUBLISHED =
  "PAGE will show everything captured. The next build publishes it, even if no check names the test host. " +
  "It stays unpublished only while every document whose checks name it is a draft, internal or restricted";

/** Windows' PowerShell writes UTF-16 with a mark at its beginning. */
async function readText(): Promise<string> {
  const bytes = Buffer.concat(await process.stdin.toArray());
  return bytes.toString(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf16le" : "utf8");
}

function readHost(text: string, about: AboutHost): { capture: Capture; host: Host } | undefined {
  try {
    const capture = parseCapture(text);
    return { capture, host: hostOf(capture, about) };
  } catch (error) {
    if (!(error instanceof CaptureError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

function textOfFindings(findings: readonly Finding[], areAccepted: boolean): string {
  if (findings.length === 0) return "";
  const lines = findings.map(({ where, line, what, masked }) => `${where}, line ${line}: ${what}, ${masked}`);
  const counted = `${count(findings.length, "value")} of this machine may be private`;
  const remedy = areAccepted
    ? "They were accepted"
    : "Nothing was written. Replace each with a value of the same length, or accept them with --accept-secrets";
  return `${lines.join("\n")}\n${counted}. ${remedy}\n`;
}

type Place = Pick<HostOptions, "root" | "call" | "folder">;
type Answer =
  | { readonly answer: string; readonly refusal?: undefined }
  | { readonly answer?: undefined; readonly refusal: string };

/** What the check says on the new test host, and what is left to do; or why it is no test host of that check. */
async function answerOf(place: Place, capture: Capture, host: Host): Promise<Answer> {
  const { check: id } = capture;
  const { checks, settings } = await readEverything(place.root);
  const check = checks.find((candidate) => candidate.id === id);
  if (check === undefined) {
    const known = checks.map((candidate) => candidate.id);
    return {
      refusal: `This site has no check "${id}". ${didYouMean(id, known, "The capture may belong to a check of another site.")}`,
    };
  }
  const { launcher, ...found } = await findLauncher();
  if (launcher === undefined)
    return { answer: `${id} was not run on the new test host: ${"missing" in found ? found.missing : ""}\n` };
  const ran = await sandboxBy({ launcher, tools: settings.checks.tools }).run(check.snippet, host);
  if (isOfAnother(ran, host)) {
    return {
      refusal: `The capture holds nothing that ${id} asks for: ${unanswered(ran)}. It may belong to another check.`,
    };
  }
  const verdict = judge(ran, check.exits);
  const said = unanswered(ran) ?? ran.stdout.split("\n", 1)[0];
  const otherwise = saidOtherwise(capture, check.exits, verdict);
  const next = lacksTranscript(ran)
    ? afterTranscript(check, place)
    : `${naming(check, verdict, host.name)}Then: ${place.call} ${id} --update\n`;
  return {
    answer: `${id} says ${VERDICT_WORDS[verdict]}: ${said}
${otherwise === undefined ? "" : `Note: ${otherwise}\n`}${next}`,
  };
}

/** The run used nothing of the host, and found no transcript of what it asked for. */
function isOfAnother({ refused, read, looked, listed, ran }: Run, { transcripts }: Host): boolean {
  const hasAnswered = transcripts.some(({ argv }) => ran.includes(argv.join(" ")));
  return refused.some(({ cause }) => cause === "command") && !hasAnswered && [read, looked, listed].every(isEmpty);
}

function isEmpty(list: readonly string[]): boolean {
  return list.length === 0;
}

function lacksTranscript({ refused }: Run): boolean {
  return refused.some(({ cause }) => cause === "command" || cause === "recording");
}

/** Until the transcript is there, the verdict is unknown, so no list can be suggested. */
function afterTranscript(check: Check, { call, folder }: Place): string {
  return `The capture lacks that answer. Capture again with the current script of the check, or add the transcript to ${join(folder, "commands.yaml")}
Then list the test host in ${check.place.file} under the verdict that it should get, and run: ${call} ${check.id} --update
`;
}

/** Which list of the check has to name the host; one may have named it before it existed. */
function naming(check: Check, verdict: Verdict, name: string): string {
  const { file } = check.place;
  const named = VERDICTS.filter((list) => check[list].includes(name));
  if (named.includes(verdict) && named.length === 1) return `${file} lists it under ${verdict}, as it should\n`;
  const others = named.filter((list) => list !== verdict);
  const instead = others.length === 0 ? "" : `, and remove it from ${others.join(" and ")}`;
  return `If that is right, list the test host in ${file}${instead}:
  checks:
    ${check.id}:
      ${verdict}: [${[...new Set([...check[verdict], name])].join(", ")}]
`;
}
