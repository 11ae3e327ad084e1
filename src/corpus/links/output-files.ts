// The files of a site by their addresses: two pages cannot be one file, and a file cannot hold others as a folder does.

import { dirname } from "node:path/posix";
import { outputOf } from "../../model/urls.ts";

export class OutputFiles {
  /** File or folder → whose it is, in words. */
  readonly #files = new Map<string, string>();
  readonly #folders = new Map<string, string>();

  constructor(addresses: Iterable<readonly [url: string, what: string]>) {
    for (const [url, what] of addresses) this.add(url, what);
  }

  add(url: string, what: string): void {
    const file = outputOf(url);
    this.#files.set(file, what);
    for (const folder of foldersOf(file)) this.#folders.set(folder, what);
  }

  /** What has the same file. */
  at(url: string): string | undefined {
    return this.#files.get(outputOf(url));
  }

  /** What is a file where this needs a folder, or needs a folder where this is a file. */
  inTheWayOf(url: string): string | undefined {
    const file = outputOf(url);
    const blocked = foldersOf(file).find((folder) => this.#files.has(folder));
    return blocked === undefined ? this.#folders.get(file) : this.#files.get(blocked);
  }
}

/** "/a/b/index.html" → "/a/b", "/a" */
function foldersOf(file: string): string[] {
  const folder = dirname(file);
  return folder === "/" ? [] : [folder, ...foldersOf(folder)];
}
