// Reports what of a folder of Markdown would be published, and what not. It is read where it is; nothing is written.

import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Problem, type ReadLine, sortProblems } from "../core/problem.ts";
import { UsageError } from "../core/usage-error.ts";
import { published } from "../corpus/publication.ts";
import type { Day } from "../model/date.ts";
import { type DocumentKind, FOLDERS } from "../model/urls.ts";
import { readSiteContent } from "./content.ts";
import { assembleSound, readSources, type Site } from "./site.ts";

export type Audit = {
  /** What the documents were read as; undefined if they are of several kinds. */
  readonly as: DocumentKind | undefined;
  /** Documents that were found. */
  readonly found: number;
  readonly published: number;
  /** Drafts, and documents for other audiences or later days. */
  readonly hidden: number;
  /** With places relative to the audited folder. */
  readonly problems: readonly Problem[];
  readonly readLine: ReadLine;
};

/**
 * Reads a folder as documents of a kind. Where none is named, its name says which, or it is a site. What it gives is
 * what the public output of `today` would have. Throws a UsageError for what is no folder.
 */
export async function audit(folder: string, today: Day, kind?: DocumentKind): Promise<Audit> {
  if (!(await stat(folder)).isDirectory()) throw new UsageError(`${folder} is no folder`);
  const isSite = kind === undefined && Object.values(FOLDERS).some((name) => existsSync(join(folder, "content", name)));
  const as = isSite ? undefined : (kind ?? kindOf(folder) ?? "runbook");
  const home = { folder: `content/${FOLDERS[as ?? "runbook"]}`, at: folder };
  // Of the site that the documents would be of, nothing is there yet: its root names no folder.
  const root = isSite ? folder : join(folder, randomUUID());
  const content = await readSiteContent(root, isSite ? {} : { home });
  const site = assembleSound(await readSources(content), { today });
  return {
    as,
    found: content.documents.length + content.unreadable.length,
    published: site.corpus.documents.length,
    hidden: published(content, { today }).hidden.length,
    ...seenFrom(site, isSite ? "" : `${home.folder}/`),
  };
}

/** "…/Post-mortems" → postmortem */
function kindOf(folder: string): DocumentKind | undefined {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z]/g, "");
  const found = Object.entries(FOLDERS).find(([, plural]) => name === plural || `${name}s` === plural);
  return found?.[0] as DocumentKind | undefined;
}

/** Problems with places and texts as seen from the audited folder. */
function seenFrom({ problems, corpus }: Site, home: string): Pick<Audit, "problems" | "readLine"> {
  const own = problems.filter(({ place }) => place.file.startsWith(home));
  const seen = (text: string) => (home === "" ? text : text.replaceAll(home, ""));
  return {
    problems: sortProblems(
      own.map(({ place, what, remedy, ...others }) => ({
        ...others,
        place: { ...place, file: place.file.slice(home.length) },
        what: seen(what),
        remedy: seen(remedy),
      })),
    ),
    readLine: (file, line) => corpus.readLine(home + file, line),
  };
}
