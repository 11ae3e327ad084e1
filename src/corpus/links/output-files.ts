// The files of a site by their addresses: two pages cannot be one file, and a file cannot hold others as a folder does.
// On some machines, names that differ only in case are one file; a site is the same wherever it was built.

import { dirname } from "node:path/posix";
import { outputOf } from "../../model/urls.ts";

export class OutputFiles {
  /** File or folder → its owner, in words. */
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();

  constructor(addresses: Iterable<readonly [url: string, what: string]>) {
    for (const [url, what] of addresses) this.add(url, what);
  }

  add(url: string, what: string): void {
    const file = fileOf(url);
    this.#files.set(file, what);
    for (const folder of foldersOf(file)) this.#folders.set(folder, what);
  }

  /** The owner of the same file. */
  at(url: string): string | undefined {
    return this.#files.get(fileOf(url));
  }

  /** The owner of a file where this needs a folder, or of a folder where this is a file. */
  inTheWayOf(url: string): string | undefined {
    return this.fileAbove(url) ?? this.#folders.get(fileOf(url));
  }

  /** The owner of a file where this needs a folder. */
  fileAbove(url: string): string | undefined {
    const blocked = foldersOf(fileOf(url)).find((folder) => this.#files.has(folder));
    return blocked === undefined ? undefined : this.#files.get(blocked);
  }
}

/** The file to which an address is written, in lower case. */
export function fileOf(url: string): string {
  return outputOf(url).toLowerCase();
}

/** "/a/b/index.html" → "/a/b", "/a" */
function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === "/" ? [] : [folder, ...foldersOf(folder)];
}
