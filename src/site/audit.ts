// What of a folder of Markdown would be published, and what not, without moving a file of it: a copy is read as a site.

import { existsSync } from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Problem, ReadLine } from "../core/problem.ts";
import { type DocumentKind, FOLDERS } from "../model/urls.ts";
import { readSiteContent } from "./content.ts";
import { assembleSound, readSources, type Site } from "./site.ts";

export type Audit = {
  /** Documents that were found. */
  readonly found: number;
  readonly published: number;
  /** With places from the audited folder. */
  readonly problems: readonly Problem[];
  readonly readLine: ReadLine;
};

/** Nothing of these is content, and copying them takes long. */
const LEFT_OUT = new Set([".git", "node_modules"]);

/** Reads a folder as documents of a kind; as a site, where none is named and it has one. Drafts count as published. */
export async function audit(folder: string, kind?: DocumentKind): Promise<Audit> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-audit-"));
  try {
    const isSite =
      kind === undefined && Object.values(FOLDERS).some((name) => existsSync(join(folder, "content", name)));
    const home = isSite ? "content/" : `content/${FOLDERS[kind ?? "runbook"]}/`;
    const options = { recursive: true, filter: (path: string) => !LEFT_OUT.has(basename(path)) };
    await cp(isSite ? join(folder, "content") : folder, join(root, home), options);
    const content = await readSiteContent(root);
    const site = assembleSound(await readSources(content), { drafts: true, audience: "restricted" });
    return {
      found: content.documents.length + content.unreadable.length,
      published: site.corpus.documents.length,
      ...seenFrom(site, isSite ? "" : home),
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Problems as somebody sees them who stands in the audited folder. */
function seenFrom({ problems, corpus }: Site, home: string): Pick<Audit, "problems" | "readLine"> {
  const own = ({ place }: Problem) => place.file.startsWith(home);
  return {
    problems: problems.filter(own).map((problem) => ({
      ...problem,
      place: { ...problem.place, file: problem.place.file.slice(home.length) },
    })),
    readLine: (file, line) => corpus.readLine(home + file, line),
  };
}
