// Reads all documents of a site, folder by folder.

import { stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { didYouMean } from "../core/nearest-name.ts";
import { type Problem, problem } from "../core/problem.ts";
import { type DocumentKind, documentUrl, slugOfFile } from "../model/urls.ts";
import {
  type AnyDocument,
  PAGES,
  type PageDocument,
  POSTMORTEMS,
  type PostmortemDocument,
  type Reading,
  RUNBOOKS,
  type RunbookDocument,
  readDocument,
} from "./documents.ts";
import type { ContentFiles } from "./read.ts";

export type Documents = {
  readonly postmortems: readonly PostmortemDocument[];
  readonly runbooks: readonly RunbookDocument[];
  readonly pages: readonly PageDocument[];
};

export const DOCUMENT_FOLDERS = ["postmortems", "runbooks", "pages"] as const;

export async function readDocuments(files: ContentFiles, reading: Reading): Promise<Documents> {
  const sources = (folder: string) => files.readAll(`content/${folder}/*.md`);
  const [postmortems, runbooks, pages] = await Promise.all([
    sources("postmortems").then((found) => Promise.all(found.map((s) => readDocument(s, POSTMORTEMS, reading)))),
    sources("runbooks").then((found) => Promise.all(found.map((s) => readDocument(s, RUNBOOKS, reading)))),
    sources("pages").then((found) => Promise.all(found.map((s) => readDocument(s, PAGES, reading)))),
  ]);
  return {
    postmortems: postmortems.filter((d) => d !== undefined),
    runbooks: runbooks.filter((d) => d !== undefined),
    pages: pages.filter((d) => d !== undefined),
  };
}

export function everyDocument({ postmortems, runbooks, pages }: Documents): AnyDocument[] {
  return [...postmortems, ...runbooks, ...pages];
}

/** Every file that an author may take for a document. */
export const MARKDOWN = "content/**/*.{md,MD,markdown}";
const READ = new RegExp(`^content/(${DOCUMENT_FOLDERS.join("|")})/[^/]+\\.md$`);

const KINDS: Readonly<Record<string, DocumentKind>> = { postmortems: "postmortem", runbooks: "runbook", pages: "page" };

/**
 * Addresses of the documents that are among `files` but could not be read. Links to them are no defects of their own:
 * one broken document must not make others broken.
 */
export function unreadableAddresses(files: readonly string[], read: readonly AnyDocument[]): string[] {
  const known = new Set(read.map((document) => document.file));
  return files.flatMap((file) => {
    const kind = KINDS[READ.exec(file)?.[1] ?? ""];
    return kind === undefined || known.has(file) ? [] : [documentUrl(kind, slugOfFile(basename(file)))];
  });
}

const HOMES = `Documents live in ${DOCUMENT_FOLDERS.map((name) => `content/${name}/`).join(", ")}, and end in .md`;

/** A Markdown file that no folder claims would be silently missing from the site. */
export function strayFiles(files: readonly string[]): Problem[] {
  return files
    .filter((file) => !READ.test(file) && !file.startsWith("content/hosts/"))
    .map((file) => {
      const folder = file.split("/")[1] ?? "";
      const known = (DOCUMENT_FOLDERS as readonly string[]).includes(folder);
      const place = { file, line: 1, column: 1, length: 0 };
      const remedy = known ? `${HOMES}; folders below them are not read` : didYouMean(folder, DOCUMENT_FOLDERS, HOMES);
      return problem(place, "Markdown file that belongs to no kind of document", remedy);
    });
}

/** A wrong root would publish an empty site over a full one. */
export async function missingContent(root: string): Promise<Problem[]> {
  const found = await stat(join(root, "content")).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found?.isDirectory()) return [];
  const place = { file: "content", line: 1, column: 1, length: 0 };
  return [problem(place, "no folder content/", `Documents live below it; looked for it in ${root}`)];
}
