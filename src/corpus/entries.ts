// What lies below content/ and is no plain file or folder of a name that can be read. Nothing of it is published, and its
// author must hear why.

import { stat } from "node:fs/promises";
import { type Place, topOf } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import { isDocumentFile } from "./addresses.ts";
import { type ContentFiles, NO_CONTENT, type ReadAt } from "./read.ts";
import { SETTINGS_FILE } from "./settings.ts";
import { type Entry, entriesBelow } from "./walk.ts";

/**
 * A symbolic link is not followed, because it could show any file of the machine that builds, its environment included. What
 * lies in hosts is told with the host.
 */
export async function entryProblems({ folder, at }: ReadAt): Promise<Problem[]> {
  const above = folder === "content" ? "" : `${folder.slice("content/".length)}/`;
  const entries = (await entriesBelow(at, { without: NO_CONTENT })).map(({ path, kind }) => ({
    path: above + path,
    kind,
  }));
  return entries.filter(({ path }) => !path.startsWith("hosts/") && !isPutAside(path)).flatMap(entryDefects);
}

/** What begins with a dot belongs to a tool: an editor's lock is a link, and that of a watcher a socket. */
function isPutAside(path: string): boolean {
  return path.startsWith(".") || path.includes("/.");
}

/** What is wrong with an entry, whose path is the one below content/. */
function entryDefects({ path, kind }: Pick<Entry, "path" | "kind">): Problem[] {
  const file = `content/${path}`;
  const place = topOf(file);
  if (kind === "file") return fileProblems(path, place);
  if (kind !== "folder") return [problem(place, ...WORDS[kind])];
  if (file === SETTINGS_FILE) return [problem(place, "a folder where a file belongs", "Settings are one file of YAML")];
  if (!isDocumentFile(file)) return [];
  const remedy = "A document is a file; a folder's own page is the file _index.md in it";
  return [advice(place, "folder whose name is that of a document", remedy)];
}

const WORDS: Readonly<Record<Exclude<Entry["kind"], "file" | "folder">, readonly [what: string, remedy: string]>> = {
  link: ["symbolic link", "Put a copy of the file here"],
  pipe: ["named pipe, not a file", "Put a plain file here"],
  socket: ["socket, not a file", "Put a plain file here"],
  device: ["device, not a file", "Put a plain file here"],
  closed: ["folder that cannot be read", "Let whoever builds read it: chmod u+rx"],
  lost: ["file name that is not UTF-8", "Rename it; where all names of a tree are like that: convmv -f latin1 -t utf8"],
};

/** Folders that are read. */
const FOLDER = /^(?:postmortems|runbooks|pages|media|hosts|alerts)$/;

function fileProblems(path: string, place: Place): Problem[] {
  if (FOLDER.test(path)) return [problem(place, "a file where a folder belongs", "Put it into a folder of that name")];
  // No pattern that lists files matches a line break.
  if (!/[\n\r]/.test(path)) return [];
  return [problem(place, "file whose name or folder has a line break in it", "Rename it")];
}

/** A wrong root would publish an empty site over a full one. */
export async function missingContent({ root, home }: ContentFiles): Promise<Problem[]> {
  const found = await stat(home.at).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found?.isDirectory()) return [];
  return [problem(topOf("content"), "no folder content/", `Documents live below it; looked for it in ${root}`)];
}
