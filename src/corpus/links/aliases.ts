// Former addresses of documents: each becomes a small page that leads to where the document is now.

import { posix } from "node:path";
import { advice, type Problem, problem } from "../../core/problem.ts";
import type { AnyDocument } from "../documents.ts";

export type Alias = { readonly url: string; readonly document: AnyDocument };

/** The aliases of these documents that can be, and what is wrong with the others. `taken`: address → what is there. */
export function aliasesOf(
  documents: readonly AnyDocument[],
  taken: ReadonlyMap<string, string>,
): { readonly aliases: readonly Alias[]; readonly problems: readonly Problem[] } {
  const found = new Map<string, Alias>();
  const problems: Problem[] = [];
  for (const document of documents) {
    document.data.aliases.forEach((text, i) => {
      const place = document.placeOf("aliases", i);
      if (TITLE.test(text)) problems.push(advice(place, `alias "${text}" is no address`, TITLES));
      const url = TITLE.test(text) ? document.url : aliasUrl(text, document);
      if (url === document.url) return;
      const defect = url === undefined ? OUTSIDE : takenBy(url, found.get(url)?.document.file ?? taken.get(url));
      if (defect === undefined && url !== undefined) found.set(url, { url, document });
      else problems.push(problem(place, `alias "${text}" ${defect}`, REMEDY));
    });
  }
  return { aliases: [...found.values()], problems };
}

/** "Old title": other tools find pages by such names. */
const TITLE = /^[^/]*[^/\w.~-][^/]*$/;
const TITLES = "Search finds a page by its text. For a former address, write its path, as in /old/address/";

const OUTSIDE = "is no address of this site";
const REMEDY = "Write a former path of this document, as in /old/address/, that no other page has";

function takenBy(url: string, other: string | undefined): string | undefined {
  return other === undefined ? undefined : `is the address ${url} of ${other}`;
}

/** "/old/x", "old-x" beside the document → "/old/x/"; undefined for what would leave the site or its output folder. */
function aliasUrl(text: string, { url }: AnyDocument): string | undefined {
  if (!SAFE.test(text) || text.split("/").includes("..")) return undefined;
  const path = text.startsWith("/") ? posix.normalize(text) : posix.join(url, "..", text);
  return /\.html?$/.test(path) ? path : path.replace(/\/*$/, "/");
}

/** A path without anything that has a meaning in a URL, or to a file system. */
const SAFE = /^(?!\/\/)[^:?#%\\"'<>|*\p{Cc}]{1,400}$/u;
