// Former addresses of documents: each becomes a small page that leads to where the document is now.

import { posix } from "node:path";
import { advice, type Problem, problem } from "../../core/problem.ts";
import { outputOf } from "../../model/urls.ts";
import type { AnyDocument } from "../documents.ts";
import { OutputFiles } from "./output-files.ts";

export type Alias = { readonly url: string; readonly document: AnyDocument };

export type Taken = {
  /** Address → what is there, in words. */
  readonly addresses: Iterable<readonly [url: string, what: string]>;
  /** What else may be at an address. */
  readonly at: (url: string) => string | undefined;
};

/** The aliases of these documents that can be, and what is wrong with the others. */
export function aliasesOf(
  documents: readonly AnyDocument[],
  taken: Taken,
): { readonly aliases: readonly Alias[]; readonly problems: readonly Problem[] } {
  const files = new OutputFiles(taken.addresses);
  const aliases: Alias[] = [];
  const problems: Problem[] = [];
  for (const document of documents) {
    document.data.aliases.forEach((text, i) => {
      const place = document.placeOf("aliases", i);
      if (TITLE.test(text)) problems.push(advice(place, `alias "${text}" is no address`, TITLES));
      const url = TITLE.test(text) ? document.url : aliasUrl(text, document);
      if (url !== undefined && outputOf(url) === outputOf(document.url)) return;
      const defect = url === undefined ? OUTSIDE : takenBy(url, taken, files);
      if (url === undefined || defect !== undefined) {
        problems.push(problem(place, `alias "${text}" ${defect}`, REMEDY));
        return;
      }
      files.add(url, document.file);
      aliases.push({ url, document });
    });
  }
  return { aliases, problems };
}

/** "Old title": other tools find pages by such names. */
const TITLE = /^[^/]*[^/\w.~-][^/]*$/;
const TITLES = "Search finds a page by its text. For a former address, write its path, as in /old/address/";

const OUTSIDE = "is no address of this site";
const REMEDY = "Write a former path of this document, as in /old/address/, that no other page has";

function takenBy(url: string, { at }: Taken, files: OutputFiles): string | undefined {
  const same = files.at(url) ?? at(url);
  if (same !== undefined) return `is the address ${url} of ${same}`;
  const other = files.inTheWayOf(url);
  return other === undefined ? undefined : `needs a folder where ${other} is a file, or the other way round`;
}

/** "/old/x", "old-x" beside the document → "/old/x/"; undefined for what would leave the site or its output folder. */
function aliasUrl(text: string, { url }: AnyDocument): string | undefined {
  if (!SAFE.test(text) || text.split("/").some(isNoName)) return undefined;
  const path = text.startsWith("/") ? posix.normalize(text) : posix.join(url, "..", text);
  return /\.html?$/.test(path) ? path : path.replace(/\/*$/, "/");
}

/** A path without anything that has a meaning in a URL, or to a file system. */
const SAFE = /^(?!\/\/)[^:?#%\\"'<>|*\p{Cc}\p{Cs}]{1,400}$/u;
/** Bytes of a name in every file system, with room for what is put behind it while it is written. */
const LONGEST = 200;

function isNoName(part: string): boolean {
  return part === ".." || Buffer.byteLength(part) > LONGEST;
}
