// What a host has that starts from another one: files and transcripts of both, where its own override the other's.

import type { Host, Transcript } from "../../model/host.ts";

type Files = ReadonlyMap<string, Uint8Array>;

/** `own`: the host as its folder has it, with `without` on its card. */
export function startFrom(parent: Host, own: Host): Host {
  const without = own.without ?? [];
  return {
    ...own,
    files: tidy([...lessFiles(parent.files, without).filter(([path]) => !clashes(path, own.files)), ...own.files]),
    transcripts: mergeTranscripts(lessTranscripts(parent.transcripts, without), own.transcripts),
    differences: { from: parent.name, own: [...own.files.keys(), ...own.transcripts.map(lineOf)], without },
  };
}

/** Everything that a host can leave out: its files and folders ("/a" and "/a/"), its commands by name and by line. */
export function everyName(host: Host): ReadonlySet<string> {
  return new Set([...everyThing(host), ...host.transcripts.map(({ argv }) => argv[0] ?? "")]);
}

/** Everything that a host has: its files, its folders ("/a" and "/a/"), its commands by line. */
export function everyThing({ files, transcripts }: Host): readonly string[] {
  const folders = [...files.keys()].flatMap(foldersAbove);
  const paths = [...files.keys()].filter((path) => !path.endsWith("/"));
  return [...paths, ...folders, ...folders.map((folder) => folder.slice(0, -1)), ...transcripts.map(lineOf)];
}

/** "/a/b/c" → "/a/", "/a/b/" */
function foldersAbove(path: string): string[] {
  const names = path.split("/").slice(1, -1);
  return names.map((_, i) => `/${names.slice(0, i + 1).join("/")}/`);
}

/** In order, and a folder's own entry only if no other entry shows that it exists. */
export function tidy(files: Iterable<readonly [string, Uint8Array]>): Files {
  const all = new Map(files);
  const paths = [...all.keys()];
  const isShown = (folder: string) => paths.some((path) => path !== folder && path.startsWith(folder));
  const kept = [...all].filter(([path]) => !(path.endsWith("/") && isShown(path)));
  return new Map(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is taken away leaves its folder: on a real machine its neighbours exist, recorded or not. */
function lessFiles(files: Files, without: readonly string[]): (readonly [string, Uint8Array])[] {
  const gone = without.filter((thing) => thing.startsWith("/"));
  const kept = [...files].filter(([path]) => !gone.some((thing) => lies(path, thing)));
  const left = gone.map((thing) => thing.slice(0, thing.replace(/\/$/, "").lastIndexOf("/") + 1));
  const isGone = (folder: string) => gone.some((thing) => lies(folder, thing));
  const folders = left.filter((folder) => folder !== "/" && !isGone(folder));
  return [...folders.map((folder) => [folder, new Uint8Array()] as const), ...kept];
}

/** "/a/b" is, or lies in, "/a/b", "/a" and "/a/". */
function lies(path: string, thing: string): boolean {
  return path === thing || path.startsWith(thing.replace(/\/?$/, "/"));
}

/** A file cannot be a folder: the host's own kind counts. */
function clashes(path: string, own: Files): boolean {
  return [...own.keys()].some((mine) => path.startsWith(`${mine}/`) || mine.startsWith(`${path}/`));
}

function lessTranscripts(transcripts: readonly Transcript[], without: readonly string[]): Transcript[] {
  return transcripts.filter(
    (transcript) => !without.includes(transcript.argv[0] ?? "") && !without.includes(lineOf(transcript)),
  );
}

function mergeTranscripts(theirs: readonly Transcript[], own: readonly Transcript[]): Transcript[] {
  const byCall = new Map([...theirs, ...own].map((one) => [JSON.stringify([one.argv, one.stdin]), one]));
  return [...byCall.values()];
}

function lineOf({ argv }: Transcript): string {
  return argv.join(" ");
}
