// Two documents on one address: one of them would vanish.

import { topOf } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import type { AnyDocument } from "../documents.ts";
import type { OwnPages } from "./own-pages.ts";

/** Documents whose address is that of another one, or of a page of the site. Each is told, with the other's place. */
export function addressConflicts(documents: readonly AnyDocument[], own: OwnPages): Problem[] {
  // What has no address at all is told already.
  const addressed = documents.filter(({ name, isSection }) => isSection || !name.split("/").includes(""));
  const at = Map.groupBy(addressed, ({ url }) => url);
  return addressed.flatMap((document) => {
    const { file, url, data } = document;
    const others = (at.get(url) ?? []).filter((other) => other !== document).map((other) => other.file);
    const taken = [...others, ownPageAt(document, own)].filter((other) => other !== undefined);
    const isChosen = data.slug !== undefined && !document.isSection;
    const place = isChosen ? document.placeOf("slug") : topOf(file);
    const remedy = isChosen ? "Write another slug" : "Rename one of the files";
    return taken.map((other) => problem(place, `address ${url} is taken by ${other}`, remedy));
  });
}

function ownPageAt({ url, name, isSection, isOwnPage }: AnyDocument, own: OwnPages): string | undefined {
  // The text of a kind's folder is part of its list, which the site makes.
  if (isSection && name === "") return undefined;
  return own.at(url) ?? (!isOwnPage && FILE_FOLDERS.has(url) ? "files of the site" : undefined);
}

/** The site keeps files there. A folder of documents may be called so, too; a page would pass for the list of the files. */
const FILE_FOLDERS: ReadonlySet<string> = new Set(["/api/", "/media/"]);
