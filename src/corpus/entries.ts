// Entries below content/ that are not plain files or folders with a readable name. None of them is published, and the
// author must learn why.

import { stat } from "node:fs/promises";
import { type Place, topOf } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import { isDocumentFile } from "./addresses.ts";
import { type ContentFiles, NO_CONTENT, type ReadAt } from "./read.ts";
import { SETTINGS_FILE } from "./settings.ts";
import { type Entry, entriesBelow } from "./walk.ts";

/**
 * A symbolic link is not followed: it could show any file of the machine that builds, its environment included. Links
 * in test hosts are reported with the host.
 */
export async function entryProblems({ folder, at }: ReadAt): Promise<Problem[]> {
  const above = folder === "content" ? "" : `${folder.slice("content/".length)}/`;
  const entries = (await entriesBelow(at, { without: NO_CONTENT })).map(({ path, kind }) => ({
    path: above + path,
    kind,
  }));
  return entries.filter(({ path }) => !path.startsWith("hosts/") && !isPutAside(path)).flatMap(entryDefects);
}

/** A name that begins with a dot belongs to a tool: an editor's lock is a link, and a watcher's is a socket. */
function isPutAside(path: string): boolean {
  return path.startsWith(".") || path.includes("/.");
}

/** The defects of an entry, whose path is the one below content/. */
function entryDefects({ path, kind }: Pick<Entry, "path" | "kind">): Problem[] {
  const file = `content/${path}`;
  const place = topOf(file);
  if (kind === "file") return fileProblems(path, place);
  if (kind !== "folder") return [problem(place, ...WORDS[kind])];
  if (file === SETTINGS_FILE)
    return [problem(place, "a folder where a file belongs", "Replace the folder with a YAML file")];
  if (!isDocumentFile(file)) return [];
  const remedy = "Write a document as a file, and a folder's own page as the file _index.md in it";
  return [advice(place, "folder with the name of a document", remedy)];
}

const WORDS: Readonly<Record<Exclude<Entry["kind"], "file" | "folder">, readonly [what: string, remedy: string]>> = {
  link: ["symbolic link", "Replace it with a copy of the file"],
  pipe: ["named pipe, not a file", "Replace it with a plain file"],
  socket: ["socket, not a file", "Replace it with a plain file"],
  device: ["device, not a file", "Replace it with a plain file"],
  closed: ["folder that cannot be read", "Give the build read permission: chmod u+rx"],
  lost: ["file name that is not UTF-8", "Rename it; for a whole tree of such names, use convmv -f latin1 -t utf8"],
};

/** Folders that are read. */
const FOLDER = /^(?:postmortems|runbooks|pages|media|hosts|alerts)$/;

function fileProblems(path: string, place: Place): Problem[] {
  if (FOLDER.test(path)) return [problem(place, "a file where a folder belongs", "Move it into a folder of that name")];
  // The patterns that list files do not match a line break.
  if (!/[\n\r]/.test(path)) return [];
  return [problem(place, "file path that contains a line break", "Rename it")];
}

/** A wrong root would publish an empty site over a full one. */
export async function missingContent({ root, home }: ContentFiles): Promise<Problem[]> {
  const found = await stat(home.at).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found?.isDirectory()) return [];
  return [
    problem(topOf("content"), "no folder content/", `Create it in ${root}, or name the folder that has it with --root`),
  ];
}
