// Former addresses of documents: each becomes a small page that leads to where the document is now.

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
 * The aliases of these documents that can be, and what is wrong with the others; a permalink of another generator only
 * stands where nothing else does.
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
        problems.push(advice(place, `alias "${text}" is no address`, TITLES));
        return;
      }
      const url = aliasUrl(text, document);
      if (url !== undefined && isOwnButForCase(url, document)) {
        problems.push(advice(place, `alias "${text}" is this page's address but for capitals`, CAPITALS));
        return;
      }
      const defect = url === undefined ? "is no address of this site" : add(url, document);
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

  /** Keeps the alias, or gives the reason against it. */
  function add(url: string, document: AnyDocument): string | undefined {
    const isItself = outputOf(url) === outputOf(document.url) || aliases.get(outputOf(url))?.document === document;
    if (isItself) return undefined;
    // Two aliases of one page that differ by case alone are the same page, be it twice or once.
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

/** The page that leads on would take the place of the page itself where capitals make no other file. */
function isOwnButForCase(url: string, document: AnyDocument): boolean {
  return outputOf(url) !== outputOf(document.url) && fileOf(url) === fileOf(document.url);
}

const TITLES = "Search finds a page by its text. For a former address, write its path, as in /old/address/";
const CAPITALS = "Take it out: on some machines both are one file. Many servers can ignore case by a setting";
const REMEDY = "Write a former path of this document, as in /old/address/, that no other page has";

function takenBy(url: string, { at }: Taken, files: OutputFiles): string | undefined {
  const same = files.at(url);
  const other = files.inTheWayOf(url);
  if (same === undefined && other !== undefined)
    return `needs a folder where ${other} is a file, or the other way round`;
  const taker = same ?? at(url);
  return taker === undefined ? undefined : `is the address ${url} of ${taker}`;
}

/** "/old/x", "old-x" beside the document → "/old/x/"; undefined for what would leave the site or its output folder. */
function aliasUrl(text: string, { url }: AnyDocument): string | undefined {
  if (!SAFE.test(text) || !text.split("/").every(isName)) return undefined;
  const path = text.startsWith("/") ? posix.normalize(text) : posix.join(url, "..", text);
  const page = path.replace(/\/index\.html?$/, "/");
  return /\.html?$/.test(page) ? page : page.replace(/\/*$/, "/");
}

/** A path without anything that has a meaning in a URL, or to a file system. */
const SAFE = /^(?!\/\/)[^:?#%\\"'<>|*\p{Cc}\p{Cs}]+$/u;

/** Whether a folder or file of the output may be called so: those that begin with a dot are not the site's. */
function isName(part: string): boolean {
  return part === "." || (!part.startsWith(".") && Buffer.byteLength(part) <= MAX_BYTES);
}
