// What of a folder of Markdown would be published, and what not: it is read where it lies, and nothing is written.

import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Problem, type ReadLine, sortProblems } from "../core/problem.ts";
import { UsageError } from "../core/usage-error.ts";
import { published } from "../corpus/publication.ts";
import type { Day } from "../model/date.ts";
import { type DocumentKind, FOLDERS } from "../model/urls.ts";
import { readSiteContent } from "./content.ts";
import { assembleSound, readSources, type Site } from "./site.ts";

export type Audit = {
  /** Documents that were found. */
  readonly found: number;
  readonly published: number;
  /** Drafts, and documents for other audiences or later days. */
  readonly hidden: number;
  /** With places from the audited folder. */
  readonly problems: readonly Problem[];
  readonly readLine: ReadLine;
};

/**
 * Reads a folder as documents of a kind; as a site, where none is named and it has one. What it gives is what the public
 * output of `today` would have. Throws a UsageError for what is no folder.
 */
export async function audit(folder: string, today: Day, kind?: DocumentKind): Promise<Audit> {
  if (!(await stat(folder)).isDirectory()) throw new UsageError(`${folder} is no folder`);
  const isSite = kind === undefined && Object.values(FOLDERS).some((name) => existsSync(join(folder, "content", name)));
  const home = { folder: `content/${FOLDERS[kind ?? "runbook"]}`, at: folder };
  // Of the site that the documents would be of, nothing is there yet: its root names no folder.
  const root = isSite ? folder : join(folder, randomUUID());
  const content = await readSiteContent(root, isSite ? {} : { home });
  const site = assembleSound(await readSources(content), { today });
  return {
    found: content.documents.length + content.unreadable.length,
    published: site.corpus.documents.length,
    hidden: published(content, { today }).hidden.length,
    ...seenFrom(site, isSite ? "" : `${home.folder}/`),
  };
}

/** Problems as somebody sees them who stands in the audited folder. */
function seenFrom({ problems, corpus }: Site, home: string): Pick<Audit, "problems" | "readLine"> {
  const own = problems.filter(({ place }) => place.file.startsWith(home));
  return {
    problems: sortProblems(
      own.map((problem) => ({ ...problem, place: { ...problem.place, file: problem.place.file.slice(home.length) } })),
    ),
    readLine: (file, line) => corpus.readLine(home + file, line),
  };
}
