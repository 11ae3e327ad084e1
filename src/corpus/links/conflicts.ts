// Two documents on one address: one of them would vanish.

import { topOf } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import {
  captureUrl,
  FIXED_FILES,
  FIXED_PAGES,
  hostUrl,
  RESERVED_FOLDERS,
  scriptUrl,
  tagUrl,
} from "../../model/urls.ts";
import type { AnyDocument } from "../documents.ts";
import type { Published } from "../publication.ts";
import { fileOf } from "./output-files.ts";

/** Says in words what of the site itself is at an address, or would be mixed with what is put there. */
export type OwnPages = {
  readonly at: (url: string) => string | undefined;
  /** All of them but what lies in folders of the site's own. */
  readonly all: ReadonlyMap<string, string>;
};

export function ownPages({ documents, hosts }: Published): OwnPages {
  const scripts = documents.flatMap(({ rendered }) =>
    rendered.checks.flatMap(({ id }) => [scriptUrl(id), captureUrl(id)]),
  );
  const all = new Map([
    ...documents.flatMap(({ data }) => data.tags.map((tag) => [tagUrl(tag), `tag "${tag}"`] as const)),
    ...[...hosts.keys()].map((name) => [hostUrl(name), `host "${name}"`] as const),
    ...scripts.map((url) => [url, "the script of a check"] as const),
    ...[...FIXED_PAGES, ...FIXED_FILES].map((url) => [url, "a page of the site"] as const),
  ]);
  const byFile = new Map([...all].map(([url, what]) => [fileOf(url), what]));
  return { at: (url) => byFile.get(fileOf(url)) ?? reserved(url), all };
}

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

function ownPageAt({ url, name, isSection }: AnyDocument, own: OwnPages): string | undefined {
  // The text of a kind's folder is part of its list, which the site makes.
  return isSection && name === "" ? undefined : own.at(url);
}

/** The site's own files would be mixed with a page that is called like their folder. */
function reserved(url: string): string | undefined {
  const [, first] = url.toLowerCase().split("/");
  return RESERVED_FOLDERS.some((name) => name === first) ? "files of the site" : undefined;
}
