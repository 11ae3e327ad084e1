// Former addresses of documents: each becomes a small page that redirects to the document.

import { posix } from "node:path";
import { advice, type Problem, problem } from "../../core/problem.ts";
import { MAX_BYTES, outputOf } from "../../model/urls.ts";
import type { AnyDocument } from "../documents.ts";
import { fileOf, OutputFiles } from "./output-files.ts";

export type Alias = { readonly url: string; readonly document: AnyDocument };

export type Taken = {
  /** Address → what is there, in words. */
  readonly addresses: Iterable<readonly [url: string, what: string]>;
  /** What else may be at an address. */
  readonly at: (url: string) => string | undefined;
};

/**
 * The valid aliases of these documents, and the defects of the others; another generator's permalink only counts where
 * nothing else is.
 */
export function aliasesOf(
  documents: readonly AnyDocument[],
  taken: Taken,
): { readonly aliases: readonly Alias[]; readonly problems: readonly Problem[] } {
  const files = new OutputFiles(taken.addresses);
  const aliases = new Map<string, Alias>();
  const holders = new Map<string, AnyDocument>();
  const problems: Problem[] = [];
  for (const document of documents) {
    document.data.aliases.forEach((text, i) => {
      const place = document.placeOf("aliases", i);
      if (isTitle(text)) {
        problems.push(advice(place, `alias "${text}" is not an address`, TITLES));
        return;
      }
      const url = aliasUrl(text, document);
      if (url !== undefined && isOwnButForCase(url, document)) {
        problems.push(advice(place, `alias "${text}" differs from this page's address only in capitals`, CAPITALS));
        return;
      }
      const defect = url === undefined ? "is not an address of this site" : add(url, document);
      if (defect !== undefined) problems.push(problem(place, `alias "${text}" ${defect}`, REMEDY));
    });
  }
  for (const document of documents) {
    for (const text of document.data.permalinks) {
      const url = aliasUrl(text, document);
      if (url !== undefined && !isOwnButForCase(url, document)) add(url, document);
    }
  }
  return { aliases: [...aliases.values()], problems };

  /** Keeps the alias, or returns the reason against it. */
  function add(url: string, document: AnyDocument): string | undefined {
    const isItself = outputOf(url) === outputOf(document.url) || aliases.get(outputOf(url))?.document === document;
    if (isItself) return undefined;
    // Two aliases of one page that differ only in case are the same page.
    const isAgain = holders.get(fileOf(url)) === document;
    const defect = isAgain ? undefined : takenBy(url, taken, files);
    if (defect !== undefined) return defect;
    files.add(url, document.file);
    holders.set(fileOf(url), document);
    aliases.set(outputOf(url), { url, document });
    return undefined;
  }
}

/** "Old title": other tools find pages by such names. */
function isTitle(text: string): boolean {
  return !text.includes("/") && /[^\w.~-]/.test(text);
}

/** The redirect would replace the page itself on a file system that ignores case. */
function isOwnButForCase(url: string, document: AnyDocument): boolean {
  return outputOf(url) !== outputOf(document.url) && fileOf(url) === fileOf(document.url);
}

const TITLES = "Write a former address as a path, as in /old/address/. Search finds a page by its text";
const CAPITALS = "Remove it: on some machines both are one file. Many servers have a setting that ignores case";
const REMEDY = "Write a former path of this document, as in /old/address/, that no other page uses";

function takenBy(url: string, { at }: Taken, files: OutputFiles): string | undefined {
  const same = files.at(url);
  const other = files.inTheWayOf(url);
  if (same === undefined && other !== undefined) return `needs a folder where ${other} is a file, or the reverse`;
  const taker = same ?? at(url);
  return taker === undefined ? undefined : `is the address ${url} of ${taker}`;
}

/** "/old/x", "old-x" beside the document → "/old/x/"; undefined for a path outside the site or its output folder. */
function aliasUrl(text: string, { url }: AnyDocument): string | undefined {
  if (!SAFE.test(text) || !text.split("/").every(isName)) return undefined;
  const path = text.startsWith("/") ? posix.normalize(text) : posix.join(url, "..", text);
  const page = path.replace(/\/index\.html?$/, "/");
  return /\.html?$/.test(page) ? page : page.replace(/\/*$/, "/");
}

/** A path without any character that has a meaning in a URL, or to a file system. */
const SAFE = /^(?!\/\/)[^:?#%\\"'<>|*\p{Cc}\p{Cs}]+$/u;

/** Whether a folder or file of the output may have this name: names that begin with a dot are not the site's. */
function isName(part: string): boolean {
  return part === "." || (!part.startsWith(".") && Buffer.byteLength(part) <= MAX_BYTES);
}
