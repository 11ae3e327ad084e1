// From a capture to a recorded host. What the capture does not hold, host.yaml says so: nothing is made up in silence.

import { type Host, HostCard, MOST_STDIN, type Transcript } from "../../model/host.ts";
import { CaptureError } from "./error.ts";
import { hasNoSize, notThere, shapedOf } from "./shaped.ts";
import type { Capture, CommandEntry, PathEntry } from "./text.ts";

/** What its author says of it; the rest follows from the capture. */
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

/** What came home as it is. Names alone, and what only stands for content, are no recording of a file. */
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
  const remedy = `Run the script as root; what not even root may read counts as missing: write "missing" for "unreadable" there`;
  throw new CaptureError(undefined, `The script was not allowed to read ${unreadable.join(", ")}`, remedy);
}

/** Stands for content that nobody asked for: a file that is not empty must not become empty. */
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
  if (files.has("/")) throw new CaptureError(undefined, `"/" is told as a file`, "Capture the machine again");
  for (const path of files.keys()) {
    for (let at = path.indexOf("/", 1); at !== -1; at = path.indexOf("/", at + 1)) {
      const above = path.slice(0, at);
      if (!files.has(above)) continue;
      const what = `${above} is a file, and ${path} lies in it`;
      throw new CaptureError(undefined, what, "Capture the machine again: one of both has changed meanwhile");
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
  const fed = stdin === "large" ? undefined : text(stdin, "was fed with", command);
  const hasNul = fed?.includes("\0");
  if (fed !== undefined && fed.length <= MOST_STDIN && !hasNul) return fed;
  const size = fed === undefined ? "more than 1 MiB" : hasNul ? "a NUL" : `${fed.length} characters`;
  const what = `"${command}" was fed with ${size}, and a recorded host holds text of ${MOST_STDIN} characters at most`;
  throw new CaptureError(undefined, what, `Let the check feed it with what the answer needs, or ${TAKE_OUT}`);
}

const TAKE_OUT = "take the command's entry out, and its lines off the count in the last line";

function text(bytes: Uint8Array, stream: string, command: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const what = `What "${command}" ${stream} is not UTF-8`;
    throw new CaptureError(
      undefined,
      what,
      `A recorded answer is text: ${TAKE_OUT}, and write one without those bytes`,
    );
  }
}
