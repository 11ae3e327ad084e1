// Reads the files of a host: what lies below root/, byte for byte, and the folders of which nothing was kept.

import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { type Problem, problem } from "../../core/problem.ts";

const TREE = "root";
/** A recording is small; a log or a disk image is there by mistake, and would stand on a page. */
const LARGEST = 2 ** 20;

type Entry = Awaited<ReturnType<typeof entriesOf>>[number];

/** Path on that machine → bytes. Links are never followed: a host's tree must not reach out of itself. */
export async function readTree(root: string, folder: string, problems: Problem[]): Promise<Map<string, Uint8Array>> {
  const entries = await entriesOf(join(root, folder), { recursive: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const isTree = entry.path === TREE || entry.path.startsWith(`${TREE}/`);
    const defect = await defectOf(entry, isTree, `${folder}/${entry.path}`);
    if (defect !== undefined) problems.push(defect);
    else if (isTree && entry.isFile()) files.set(entry.path.slice(TREE.length), await readFile(entry.at));
  }
  return files;
}

/** One Problem for each symbolic link that lies in a folder itself, by its name. */
export async function linksIn(root: string, folder: string): Promise<Map<string, Problem>> {
  const links = (await entriesOf(join(root, folder))).filter((entry) => entry.isSymbolicLink());
  return new Map(await Promise.all(links.map(async (link) => [link.name, await linkAt(link, folder)] as const)));
}

async function entriesOf(base: string, { recursive = false } = {}) {
  const entries = await readdir(base, { recursive, withFileTypes: true }).catch(nothing);
  return entries
    .map((entry) => {
      const at = join(entry.parentPath, entry.name);
      return Object.assign(entry, { at, path: relative(base, at).replaceAll("\\", "/") });
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A site need not have any host. */
function nothing(error: NodeJS.ErrnoException): [] {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return [];
  throw error;
}

async function defectOf(entry: Entry, isTree: boolean, file: string): Promise<Problem | undefined> {
  if (entry.isSymbolicLink()) return linkAt(entry, file.slice(0, -entry.path.length - 1));
  if (!isTree || entry.isDirectory()) return undefined;
  if (!entry.isFile()) return problem(topOf(file), `${kindOf(entry)}, not a file`, PLAIN);
  if (entry.path === TREE)
    return problem(topOf(file), "a file where a folder belongs", "Files of a host lie below root/");
  const { size } = await lstat(entry.at);
  if (size <= LARGEST) return undefined;
  const what = `file of ${size} bytes, more than the ${LARGEST} (1 MiB) that one file of a recording may have`;
  return problem(topOf(file), what, "Keep the part of it that a check reads");
}

const PLAIN = "A host holds plain files only; put a copy of the content here";

async function linkAt({ at, path }: Entry, folder: string): Promise<Problem> {
  const what = `symbolic link to ${JSON.stringify(await readlink(at))}, which is not followed`;
  return problem(topOf(`${folder}/${path}`), what, PLAIN);
}

function kindOf(entry: Entry): string {
  if (entry.isFIFO()) return "named pipe";
  if (entry.isSocket()) return "socket";
  return "device";
}

function topOf(file: string) {
  return { file, line: 1, column: 1, length: 0 };
}
