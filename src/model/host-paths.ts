// The folders of a host, which follow from the files in them.

import type { Host } from "./host.ts";

/** "/a/b" → "/a/" */
export function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/** Every folder above the given files, without a final slash; the root is always among them. */
export function foldersAbove(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set(["/"]);
  for (const file of files) {
    for (let at = folderOf(file); at !== "/"; at = folderOf(at.slice(0, -1))) folders.add(at.slice(0, -1));
  }
  return folders;
}

/** True for a file or a folder of the host. */
export function hasPath({ files }: Pick<Host, "files">, path: string): boolean {
  return files.has(path) || [...files.keys()].some((name) => name.startsWith(`${path}/`));
}
