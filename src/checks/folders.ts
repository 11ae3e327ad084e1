// The folders of a host, which are known by the files in them.

import { folderOf } from "./simulation/host-fs.ts";

/** Every folder above the given paths, without a slash at its end; the root is always among them. */
export function foldersAbove(files: Iterable<string>): ReadonlySet<string> {
  const folders = new Set(["/"]);
  for (const file of files) {
    for (let at = folderOf(file); at !== "/"; at = folderOf(at.slice(0, -1))) folders.add(at.slice(0, -1));
  }
  return folders;
}
