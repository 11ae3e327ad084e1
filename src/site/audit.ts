// What of a folder of Markdown would be published, and what not, without moving a file of it: a copy is read as a site.

import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readlink, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pLimit from "p-limit";
import { topOf } from "../core/position.ts";
import { type Problem, problem, type ReadLine, sortProblems } from "../core/problem.ts";
import { UsageError } from "../core/usage-error.ts";
import { entryDefects } from "../corpus/entries.ts";
import { published } from "../corpus/publication.ts";
import { type Entry, entriesBelow } from "../corpus/walk.ts";
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

/** Nothing of these is content, and reading them takes long. */
const LEFT_OUT = new Set([".git", "node_modules"]);

/**
 * Reads a folder as documents of a kind; as a site, where none is named and it has one. What it gives is what the public
 * output of `today` would have. Throws a UsageError for what is no folder.
 */
export async function audit(folder: string, today: Day, kind?: DocumentKind): Promise<Audit> {
  if (!(await stat(folder)).isDirectory()) throw new UsageError(`${folder} is no folder`);
  const isSite = kind === undefined && Object.values(FOLDERS).some((name) => existsSync(join(folder, "content", name)));
  const home = isSite ? "" : `${FOLDERS[kind ?? "runbook"]}/`;
  // Listed before there is a copy, which may lie in the folder itself.
  const entries = await entriesBelow(isSite ? join(folder, "content") : folder, { without: LEFT_OUT });
  const root = await mkdtemp(join(tmpdir(), "faultbook-audit-"));
  try {
    const uncopied = await copyInto(join(root, "content"), home, entries);
    const content = await readSiteContent(root);
    const site = assembleSound(await readSources(content), { today });
    return {
      found: content.documents.length + content.unreadable.length,
      published: site.corpus.documents.length,
      hidden: published(content, { today }).hidden.length,
      ...seenFrom(site, uncopied, isSite ? "" : `content/${home}`),
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

const AT_ONCE = 16;

/** Copies files and folders below `content`/`home`, and links as links, which are told there. Gives what is none of these. */
async function copyInto(content: string, home: string, entries: readonly Entry[]): Promise<Problem[]> {
  await mkdir(join(content, home), { recursive: true });
  const targetOf = ({ path }: Entry) => join(content, home, path);
  // In order of their paths, a folder stands before what is in it.
  for (const entry of entries.filter(({ kind }) => kind === "folder")) await mkdir(targetOf(entry));
  const copied = await pLimit(AT_ONCE).map(entries, async (entry): Promise<Problem[]> => {
    if (entry.kind === "folder") return [];
    if (entry.kind === "link") await symlink(await readlink(entry.at), targetOf(entry));
    else if (entry.kind !== "file") return entryDefects({ path: `${home}${entry.path}`, kind: entry.kind });
    else if (!(await isCopied(entry.at, targetOf(entry))))
      return [
        problem(topOf(`content/${home}${entry.path}`), "file that cannot be read", "Let yourself read it: chmod u+r"),
      ];
    return [];
  });
  return copied.flat();
}

/** Where the disk can, a copy shares its bytes. */
async function isCopied(from: string, to: string): Promise<boolean> {
  return copyFile(from, to, constants.COPYFILE_FICLONE).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === "EACCES" || error.code === "EPERM" || error.code === "ENOENT") return false;
      throw error;
    },
  );
}

/** Problems as somebody sees them who stands in the audited folder. */
function seenFrom(site: Site, uncopied: readonly Problem[], home: string): Pick<Audit, "problems" | "readLine"> {
  const own = ({ place }: Problem) => place.file.startsWith(home);
  return {
    problems: sortProblems([...site.problems.filter(own), ...uncopied]).map((problem) => ({
      ...problem,
      place: { ...problem.place, file: problem.place.file.slice(home.length) },
    })),
    readLine: (file, line) => site.corpus.readLine(home + file, line),
  };
}
