// Former addresses of documents: each becomes a small page that leads to where the document is now.

import { posix } from "node:path";
import { advice, type Problem, problem } from "../../core/problem.ts";
import { MAX_BYTES } from "../../model/urls.ts";
import type { AnyDocument } from "../documents.ts";
import { reserved } from "./conflicts.ts";

export type Alias = { readonly url: string; readonly document: AnyDocument };

/**
 * The aliases of these documents that can be, and what is wrong with the others; a permalink of another generator only
 * stands where nothing else does. `taken`: address → what is there.
 */
export function aliasesOf(
  documents: readonly AnyDocument[],
  taken: ReadonlyMap<string, string>,
): { readonly aliases: readonly Alias[]; readonly problems: readonly Problem[] } {
  const found = new Map<string, Alias>();
  const problems: Problem[] = [];
  for (const document of documents) {
    document.data.aliases.forEach((text, i) => {
      const place = document.placeOf("aliases", i);
      if (TITLE.test(text)) {
        problems.push(advice(place, `alias "${text}" is no address`, TITLES));
        return;
      }
      const url = aliasUrl(text, document);
      const other = url === undefined ? undefined : otherAt(url, document, found, taken);
      if (url === undefined) problems.push(problem(place, `alias "${text}" is no address of this site`, REMEDY));
      else if (other !== undefined)
        problems.push(problem(place, `alias "${text}" is the address ${url} of ${other}`, REMEDY));
      else if (url !== document.url) found.set(url, { url, document });
    });
  }
  for (const document of documents) {
    for (const url of document.data.permalinks.flatMap((text) => aliasUrl(text, document) ?? [])) {
      const isFree = url !== document.url && otherAt(url, document, found, taken) === undefined;
      if (isFree) found.set(url, { url, document });
    }
  }
  return { aliases: [...found.values()], problems };
}

/** "Old title": other tools find pages by such names. */
const TITLE = /^[^/]*[^/\w.~-][^/]*$/;
const TITLES = "Search finds a page by its text. For a former address, write its path, as in /old/address/";
const REMEDY = "Write a former path of this document, as in /old/address/, that no other page has";

/** What else is at an address, in words. */
function otherAt(
  url: string,
  document: AnyDocument,
  found: ReadonlyMap<string, Alias>,
  taken: ReadonlyMap<string, string>,
): string | undefined {
  const alias = found.get(url)?.document;
  if (url === document.url || alias === document) return undefined;
  // /feed.xml/ would need a folder that is called like the file.
  return alias?.file ?? taken.get(url) ?? taken.get(url.replace(/\/$/, "")) ?? reserved(url);
}

/** "/old/x", "old-x" beside the document → "/old/x/"; undefined for what would leave the site or its output folder. */
function aliasUrl(text: string, { url }: AnyDocument): string | undefined {
  if (!SAFE.test(text) || !text.split("/").every(isName)) return undefined;
  const path = text.startsWith("/") ? posix.normalize(text) : posix.join(url, "..", text);
  const page = path.replace(/\/index\.html?$/, "/");
  return /\.html?$/.test(page) ? page : page.replace(/\/*$/, "/");
}

/** A path without anything that has a meaning in a URL, or to a file system. */
const SAFE = /^(?!\/\/)[^:?#%\\"'<>|*\p{Cc}]+$/u;

/** Whether a folder or file of the output may be called so: those that begin with a dot are not the site's. */
function isName(part: string): boolean {
  return part === "." || (!part.startsWith(".") && Buffer.byteLength(part) <= MAX_BYTES);
}
