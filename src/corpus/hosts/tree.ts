// Reads the files of a host: everything below root/, byte for byte, and the folders of which nothing was kept.

import { lstat, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { topOf } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { type Entry, entriesBelow } from "../walk.ts";

const TREE = "root";
/** A recording is small; a log or a disk image is there by mistake, and would be shown on a page. */
const LARGEST = 2 ** 20;

/** Path on that machine → bytes. Links are never followed: a host's tree must not reach outside itself. */
export async function readTree(root: string, folder: string, problems: Problem[]): Promise<Map<string, Uint8Array>> {
  const entries = await entriesBelow(join(root, folder));
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const isTree = entry.path === TREE || entry.path.startsWith(`${TREE}/`);
    const defect = await defectOf(entry, isTree, `${folder}/${entry.path}`);
    if (defect !== undefined) problems.push(defect);
    else if (isTree && entry.kind === "file") {
      const bytes = await readFile(entry.at).catch(unread);
      if (bytes === undefined)
        problems.push(problem(topOf(`${folder}/${entry.path}`), "file that cannot be read", OPEN));
      else files.set(entry.path.slice(TREE.length), bytes);
    }
  }
  return files;
}

function unread(error: NodeJS.ErrnoException): undefined {
  if (error.code !== undefined) return undefined;
  throw error;
}

/** One Problem for each symbolic link directly in a folder, by its name. */
export async function linksIn(root: string, folder: string): Promise<Map<string, Problem>> {
  const entries = await entriesBelow(join(root, folder), { recursive: false });
  const links = entries.filter(({ kind }) => kind === "link");
  return new Map(await Promise.all(links.map(async (link) => [link.name, await linkAt(link, folder)] as const)));
}

async function defectOf({ kind, ...entry }: Entry, isTree: boolean, file: string): Promise<Problem | undefined> {
  if (kind === "link") return linkAt(entry, file.slice(0, -entry.path.length - 1));
  if (kind === "folder") return undefined;
  if (kind === "closed") return problem(topOf(file), "folder that cannot be read", OPEN);
  if (kind === "lost") return problem(topOf(file), "file name that is not UTF-8", "Rename it or remove it");
  if (kind !== "file") return problem(topOf(file), `${kind === "pipe" ? "named pipe" : kind}, not a file`, PLAIN);
  if (!isTree) return undefined;
  if (entry.path === TREE)
    return problem(topOf(file), "a file where a folder belongs", "Put the files of a test host below root/");
  const { size } = await lstat(entry.at);
  if (size <= LARGEST) return undefined;
  const what = `file of ${size} bytes, above the limit of ${LARGEST} (1 MiB) for one file of a test host`;
  return problem(topOf(file), what, "Keep only the part that a check reads");
}

const OPEN = "Give the build read permission: chmod u+r for a file, u+rx for a folder";
const PLAIN = "Replace it with a copy of its content: a test host holds only plain files";

async function linkAt({ at, path }: Pick<Entry, "at" | "path">, folder: string): Promise<Problem> {
  const what = `symbolic link to ${JSON.stringify(await readlink(at))}, which is not followed`;
  return problem(topOf(`${folder}/${path}`), what, PLAIN);
}
