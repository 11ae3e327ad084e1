// Two documents on one address, or a document or an attachment on one of the site's own: one of them would vanish.

import { topOf } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import type { Attachment } from "../attachments.ts";
import type { AnyDocument } from "../documents.ts";
import type { OwnPages } from "./own-pages.ts";

/**
 * Documents whose address is that of another one, or of a page of the site, each reported once, with the place of
 * another one; and attachments that would be at, or below, a file of the site's own.
 */
export function addressConflicts(
  documents: readonly AnyDocument[],
  attachments: Iterable<Attachment>,
  own: OwnPages,
): Problem[] {
  return [...documentConflicts(documents, own), ...attachmentConflicts(attachments, own)];
}

function documentConflicts(documents: readonly AnyDocument[], own: OwnPages): Problem[] {
  // A document without any address is reported already.
  const addressed = documents.filter(({ name, isSection }) => isSection || !name.split("/").includes(""));
  const at = Map.groupBy(addressed, ({ url }) => url);
  return addressed.flatMap((document) => {
    const { file, url, data } = document;
    const [first, second] = at.get(url) ?? [];
    const page = ownPageAt(document, own);
    const taker = page ?? (first === document ? second : first)?.file;
    if (taker === undefined) return [];
    // Itself and the one that is named do not count.
    const more = (at.get(url)?.length ?? 0) - (page === undefined ? 2 : 1);
    const isChosen = data.slug !== undefined && !document.isSection;
    const place = isChosen ? document.placeOf("slug") : topOf(file);
    const remedy = isChosen ? "Write another slug" : page === undefined ? "Rename one of the files" : RENAME;
    return [problem(place, `address ${url} is taken by ${taker}${more > 0 ? ` and ${more} more` : ""}`, remedy)];
  });
}

/** A document reported already is not reported again. */
function attachmentConflicts(attachments: Iterable<Attachment>, own: OwnPages): Problem[] {
  return [...attachments].flatMap(({ file, path, problems }) => {
    const taker = problems.length === 0 ? own.at(path) : undefined;
    return taker === undefined ? [] : [problem(topOf(file), `address ${path} is taken by ${taker}`, RENAME)];
  });
}

const RENAME = "Rename the file or its folder: the site has its own page or files there";

function ownPageAt({ url, name, isSection, isOwnPage }: AnyDocument, own: OwnPages): string | undefined {
  // The text of a kind's folder is part of its list, which the site makes.
  if (isSection && name === "") return undefined;
  return own.at(url) ?? (!isOwnPage && FILE_FOLDERS.has(url) ? "files of the site" : undefined);
}

/** The site keeps files there. A folder of documents may have this name; a page would pass for the list of files. */
const FILE_FOLDERS: ReadonlySet<string> = new Set(["/api/", "/media/"]);
