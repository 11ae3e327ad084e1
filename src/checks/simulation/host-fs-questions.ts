// Tells what a snippet asks of the file system from what the shell asks for its own ends: just-bash searches a command
// folder by folder, and walks to the folder of `cd` name by name. Neither is a question of the snippet.

import { posix } from "node:path";

/** The sets of a trace that questions after existence belong to. */
export type Questions = { readonly missing: Set<string>; readonly looked: Set<string> };

/** "begun" may still be a question, and is taken back (if it was new) when the shell goes on to the next folder. */
type Search = { readonly begunAt: string; readonly isNew: boolean } | "search";
type Walk = { readonly at: string; readonly isNew: boolean };

/** Keeps the questions of one run. `searched` are the folders of commands, in the order in which the shell searches. */
export class Asked {
  readonly #trace: Questions;
  readonly #searched: readonly string[];
  /** By the name of the command; the two sides of a pipe are searched at the same time. */
  readonly #searches = new Map<string, Search>();
  #walk: Walk | undefined;

  constructor(trace: Questions, searched: readonly string[]) {
    this.#trace = trace;
    this.#searched = searched;
  }

  /** Somebody wants to know whether a path exists. */
  exists(at: string, isThere: boolean): void {
    this.#walk = undefined;
    if (!this.#isSearch(at)) this.#note(at, isThere);
  }

  /** Somebody wants to know what kind of thing a path is. */
  stat(at: string, isThere: boolean): void {
    if (this.#isSearch(at)) return;
    const folder = posix.dirname(at);
    const goesOn = this.#walk?.at === folder;
    if (goesOn && this.#walk?.isNew) this.#forget(folder);
    const isNew = this.#note(at, isThere);
    this.#walk = goesOn || folder === "/" ? { at, isNew } : undefined;
  }

  /** Somebody opens it. */
  open(at: string, isThere: boolean): void {
    this.#walk = undefined;
    this.#note(at, isThere);
  }

  #note(at: string, isThere: boolean): boolean {
    const set = isThere ? this.#trace.looked : this.#trace.missing;
    const isNew = !set.has(at);
    set.add(at);
    return isNew;
  }

  #forget(at: string): void {
    this.#trace.looked.delete(at);
    this.#trace.missing.delete(at);
  }

  /**
   * True for every step of a search but the first, which alone may be a question: it is noted, and taken back when the
   * shell asks for the same name in the next folder. Later the shell looks whether the command is still there.
   */
  #isSearch(at: string): boolean {
    const { dir, base } = posix.parse(at);
    const index = this.#searched.indexOf(dir);
    if (index === -1) return false;
    const search = this.#searches.get(base);
    if (search === "search") return true;
    if (index === 0 && search === undefined) {
      const isNew = !this.#trace.looked.has(at) && !this.#trace.missing.has(at);
      this.#searches.set(base, { begunAt: at, isNew });
    }
    if (search === undefined || index !== 1) return false;
    if (search.isNew) this.#forget(search.begunAt);
    this.#searches.set(base, "search");
    return true;
  }
}
