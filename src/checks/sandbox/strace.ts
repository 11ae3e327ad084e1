// Reads what strace(1) wrote of a run: which of the host's files were opened, which of its folders were listed, and
// what it tried to write.

import { foldersAbove } from "../folders.ts";
import { REFUSED } from "./paths.ts";
import { type Call, callsOf, pathIn } from "./strace-lines.ts";

export type Traced = {
  readonly read: readonly string[];
  readonly listed: readonly string[];
  /** Paths that were to be changed, or opened for it; the shell's own streams excepted. */
  readonly written: readonly string[];
};

const OPENS = /^open(at)?$/;
/** What strace is asked for beside these tells of no file. */
const CHANGES = /^(unlink|rename|mkdir|rmdir|truncate|link|symlink|mknod)/;
const FLAGS = /^(?:AT_FDCWD, )?"(?:[^"\\]|\\.)*", ([A-Z_|]+)/;
/** bash opens a terminal to see whether there is one. */
const STREAMS = /^\/dev\/(null|tty|fd\/\d+|std(in|out|err))$/;

/** Files that sed -i and a long here-document begin with. */
const TEMPORARY = /\/(sed\w{6}|sh-thd\S*)$/;

/** What the trace says of the host's own files; tools and libraries are none of its business. */
export function readTrace(trace: string, files: ReadonlyMap<string, unknown>): Traced {
  const [read, listed, written] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const folders = foldersAbove(files.keys());
  for (const call of callsOf(trace)) {
    for (const path of changedBy(call)) written.add(path);
    const opened = openedBy(call);
    if (opened === undefined) continue;
    const { path, flags } = opened;
    if (WRITES.test(flags)) written.add(path);
    else if (files.has(path)) read.add(path);
    else if (flags.includes("O_DIRECTORY") && folders.has(path)) listed.add(path);
  }
  // A name made of chance would be another one in every run.
  const names = new Set([...written].map((path) => path.replace(TEMPORARY, "/")));
  const isChange = (path: string) => path !== REFUSED && !STREAMS.test(path);
  return { read: [...read], listed: [...listed], written: [...names].filter(isChange) };
}

const WRITES = /O_WRONLY|O_RDWR|O_CREAT/;

type Opened = { readonly path: string; readonly flags: string };

/** The file that a call opens, or would have liked to write. */
function openedBy(call: Call): Opened | undefined {
  const [, flags = ""] = OPENS.test(call.name) ? (FLAGS.exec(call.args) ?? []) : [];
  const [text] = call.texts;
  if (flags === "" || text === undefined || (call.result < 0 && !WRITES.test(flags))) return undefined;
  return { path: pathIn(call, text), flags };
}

function changedBy(call: Call): readonly string[] {
  return CHANGES.test(call.name) ? call.texts.slice(-1).map((text) => pathIn(call, text)) : [];
}
