// From a capture to a test host. host.yaml says what the capture does not hold: nothing is made up silently.

import { type Host, HostCard, MOST_STDIN, type Transcript } from "../../model/host.ts";
import { CaptureError } from "./error.ts";
import { hasNoSize, notThere, shapedOf } from "./shaped.ts";
import type { Capture, CommandEntry, PathEntry } from "./text.ts";

/** What its author says about it; the rest follows from the capture. */
export type AboutHost = { readonly name: string; readonly summary?: string; readonly source?: string };

/** The host, with its folders as files "/a/b/". Throws a CaptureError where the capture lacks what a check needs. */
export function hostOf(capture: Capture, about: AboutHost): Host {
  refuseUnreadable(capture);
  const files = filesOf(capture.paths);
  refuseContradictions(files);
  const transcripts = capture.commands.flatMap(transcriptOf);
  const [shaped, special] = [shapedOf(capture), notThere(capture)];
  const card = HostCard.parse({
    summary: about.summary ?? summaryOf(capture, transcripts),
    kind: "recorded",
    source: about.source ?? `Captured with the script of the check ${capture.check}`,
    recorded: recordedOf(capture, transcripts),
    ...(shaped === "" ? {} : { shaped }),
    ...(special === "" ? {} : { special }),
  });
  return { ...card, name: about.name, files, transcripts };
}

/** What was captured unchanged. Names alone, and placeholders for content, are no recording of a file. */
function recordedOf({ paths }: Capture, transcripts: readonly Transcript[]): string[] {
  const things = paths.flatMap((entry) => {
    if (entry.kind === "listed") return entry.names?.length === 0 && entry.path !== "/" ? [`${entry.path}/`] : [];
    return entry.kind === "file" || (entry.kind === "empty" && !hasNoSize(entry.path)) ? [entry.path] : [];
  });
  const lines = transcripts.map(({ argv }) => argv.join(" "));
  return [...things.sort(), ...new Set(lines.sort())];
}

function summaryOf({ check }: Capture, transcripts: readonly Transcript[]): string {
  const kernel = transcripts.find(({ argv }) => argv.join(" ") === "uname -r")?.stdout.trim();
  return `Captured for the check ${check}${kernel ? `, kernel ${kernel}` : ""}`;
}

function refuseUnreadable({ paths }: Capture): void {
  const unreadable = paths.filter(({ kind }) => kind === "unreadable").map(({ path }) => path);
  if (unreadable.length === 0) return;
  const remedy = `Run the script as root. If root cannot read it either, replace "unreadable" with "missing" there`;
  throw new CaptureError(undefined, `The script was not allowed to read ${unreadable.join(", ")}`, remedy);
}

/** A placeholder for content that was not captured: a file that is not empty must not become empty. */
const UNKNOWN = new TextEncoder().encode("(not captured)\n");
const NOTHING = new Uint8Array();

function filesOf(paths: readonly PathEntry[]): Map<string, Uint8Array> {
  const told = new Set(paths.map(({ path }) => path));
  return new Map(
    paths.flatMap((entry): readonly (readonly [string, Uint8Array])[] => {
      if (entry.kind === "file") return [[entry.path, entry.content]];
      if (entry.kind === "empty") return [[entry.path, NOTHING]];
      if (entry.kind === "present") return [[entry.path, UNKNOWN]];
      if (entry.kind !== "folder" && entry.kind !== "listed") return [];
      const folder = entry.path === "/" ? "/" : `${entry.path}/`;
      const names = entry.kind === "listed" ? (entry.names ?? []) : [];
      const inside = names.map((name) => folder + name).filter((path) => !told.has(path.replace(/\/$/, "")));
      return [folder, ...inside].filter((path) => path !== "/").map((path) => [path, NOTHING] as const);
    }),
  );
}

/** A path that is a file in one line and a folder in another cannot be laid down on a disk. */
function refuseContradictions(files: ReadonlyMap<string, Uint8Array>): void {
  if (files.has("/")) throw new CaptureError(undefined, `"/" is listed as a file`, "Capture the machine again");
  for (const path of files.keys()) {
    for (let at = path.indexOf("/", 1); at !== -1; at = path.indexOf("/", at + 1)) {
      const above = path.slice(0, at);
      if (!files.has(above)) continue;
      const what = `${above} is a file, but ${path} is inside it`;
      throw new CaptureError(undefined, what, "Capture the machine again: one of them changed during the capture");
    }
  }
}

function transcriptOf({ argv, stdin, ended }: CommandEntry): readonly Transcript[] {
  const { exit, stdout, stderr } = ended ?? {};
  const line = argv.join(" ");
  const fed = stdin === undefined ? {} : { stdin: fedWith(stdin, line) };
  if (typeof exit !== "number" || stdout === undefined || stderr === undefined) return [];
  const streams = { stdout: text(stdout, `wrote to stdout`, line), stderr: text(stderr, `wrote to stderr`, line) };
  return [{ argv: [...argv], ...fed, ...streams, exit }];
}

function fedWith(stdin: Uint8Array | "large", command: string): string {
  const fed = stdin === "large" ? undefined : text(stdin, "had as stdin", command);
  const hasNul = fed?.includes("\0");
  if (fed !== undefined && fed.length <= MOST_STDIN && !hasNul) return fed;
  const size = fed === undefined ? "more than 1 MiB" : hasNul ? "a NUL" : `${fed.length} characters`;
  const what = `"${command}" had ${size} as stdin, but a test host holds text of at most ${MOST_STDIN} characters`;
  throw new CaptureError(undefined, what, `Let the check pass less to it, or ${TAKE_OUT}`);
}

const TAKE_OUT = "remove the command's entry and subtract its lines from the count in the last line";

function text(bytes: Uint8Array, stream: string, command: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const what = `What "${command}" ${stream} is not UTF-8`;
    throw new CaptureError(
      undefined,
      what,
      `A transcript is text: ${TAKE_OUT}, then write a transcript without those bytes`,
    );
  }
}
