// What the author of a broken link may have meant: the file or address with a mistyped name in the right folder, or
// with the right name in another one. A moved tree has thousands of broken links, so no link is compared with
// everything.

import { dirname, posix } from "node:path";
import { lazily } from "../../core/lazily.ts";
import { didYouMean, MOST_COMPARISONS, nearestName } from "../../core/nearest-name.ts";
import { isPageId } from "../../model/page-ids.ts";

/** A link's path, decoded, and what follows it. */
type Wanted = { readonly path: string; readonly rest: string };

const SLASHES = "Addresses begin and end with a slash: /runbooks/disk-latency/";
const FOLDERS = "An address is the path of the file below content/, without its extension";
const FILES = "Other files go beside the document, or into content/media/: /media/disk.png";
const WEB = "An address of another site begins with https://";
const RELATIVE = "A relative link is a path from the folder of this file";

type Known = { readonly addresses: () => readonly string[]; readonly files: () => readonly string[] };

/** Gives the remedy of links that lead nowhere. The known paths are read with the first such link. */
export function guessesOf(known: Known): (wanted: Wanted, file: string) => string {
  const addresses = lazily(() => new Neighbours(known.addresses()));
  const files = lazily(() => new Neighbours(known.files()));
  return ({ path, rest }, file) => {
    const isFromRoot = path.startsWith("/");
    const limit = limitFor(path);
    const meant = isFromRoot
      ? (addresses().near(path, limit) ?? addresses().namesake(path))
      : fileFor(posix.join(dirname(file), path), limit, files());
    const hint = isFromRoot ? hintFor(path) : /^www\./i.test(path) ? WEB : RELATIVE;
    // An author never means the document itself.
    if (meant === undefined || meant === file) return hint;
    // A guess keeps the anchor that the author wrote.
    return `Did you mean "${asWritten(isFromRoot ? meant : posix.relative(dirname(file), meant))}${rest}"? ${hint}`;
  };
}

function hintFor(path: string): string {
  if (/\.\w{1,8}$/.test(path)) return FILES;
  return path.endsWith("/") ? FOLDERS : SLASHES;
}

/** A file is found by its name, however far it was moved: the nearest one, since many folders have a README.md. */
function fileFor(path: string, limit: number, files: Neighbours): string | undefined {
  return files.namesake(path) ?? files.near(path, limit);
}

/** Long paths may be a little further off than short ones. */
function limitFor(path: string): number {
  return Math.min(Math.max(2, Math.floor(path.length / 4)), path.length - 1);
}

/** Paths by their last part and by their folder, in any case. */
class Neighbours {
  readonly #byName: ReadonlyMap<string, readonly string[]>;
  readonly #byFolder: ReadonlyMap<string, readonly string[]>;
  #left = MOST_COMPARISONS;

  constructor(known: readonly string[]) {
    this.#byName = Map.groupBy(known, nameOf);
    this.#byFolder = Map.groupBy(known, folderOf);
    // Frozen: each is prepared for guesses once, however many links into it are broken.
    for (const list of [...this.#byName.values(), ...this.#byFolder.values()]) Object.freeze(list);
  }

  /** The nearest one of the same name. */
  namesake(path: string): string | undefined {
    const found = this.#byName.get(nameOf(path)) ?? [];
    return found.length < 2 ? found[0] : this.#nearest(path, [found], Number.POSITIVE_INFINITY);
  }

  /** The nearest one of the same name or folder that is not too different. */
  near(path: string, limit: number): string | undefined {
    return this.#nearest(path, [this.#byFolder.get(folderOf(path)) ?? [], this.#byName.get(nameOf(path)) ?? []], limit);
  }

  #nearest(path: string, lists: readonly (readonly string[])[], limit: number): string | undefined {
    const comparisons = lists.reduce((sum, { length }) => sum + length, 0);
    if (comparisons > this.#left) return undefined;
    this.#left -= comparisons;
    const nearest = lists.flatMap((list) => nearestName(path, list, limit) ?? []);
    return nearestName(path, nearest, limit);
  }
}

function nameOf(path: string): string {
  return posix.basename(path).toLowerCase();
}

function folderOf(path: string): string {
  return posix.dirname(path).toLowerCase();
}

/** A path as a link can contain it: characters that end a link, or have a meaning there, are encoded. */
function asWritten(path: string): string {
  return path.replace(/[\s%#?"<>\\]/g, encodeURIComponent);
}

/** Gives the remedy of links to missing anchors, for one site. */
export function anchorGuesses(): (fragment: string, anchors: ReadonlySet<string>) => string {
  const hints = new Map<ReadonlySet<string>, string>();
  let left = MOST_COMPARISONS;
  return (fragment, anchors) => {
    const hint = hints.get(anchors) ?? anchorsTold(anchors);
    hints.set(anchors, hint);
    if (anchors.size > left) return hint;
    left -= anchors.size;
    return didYouMean(fragment, anchors, hint);
  };
}

/** A page of a thousand headings may have a thousand broken links to it. */
const MOST_ANCHORS = 30;

/** Those that the author gave: whether the page's own sections exist depends on the front matter. */
function anchorsTold(anchors: ReadonlySet<string>): string {
  const own = [...anchors].filter((id) => !isPageId(id));
  const more = own.length > MOST_ANCHORS ? ` and ${own.length - MOST_ANCHORS} more` : "";
  if (own.length === 0) return "Link to the page itself: it has no headings";
  const shown = own.slice(0, MOST_ANCHORS).map((id) => `#${id}`);
  return `Anchors of that page: ${shown.join(" ")}${more}`;
}
