// Reads all documents of a site, folder by folder.

import { didYouMean } from "../core/nearest-name.ts";
import { type Problem, problem } from "../core/problem.ts";
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

const READ = new RegExp(`^content/(${DOCUMENT_FOLDERS.join("|")})/[^/]+\\.md$`);

/** A Markdown file that no folder claims would be silently missing from the site. */
export function strayFiles(files: readonly string[]): Problem[] {
  return files
    .filter((file) => !READ.test(file) && !file.startsWith("content/hosts/"))
    .map((file) => {
      const folder = file.split("/")[1] ?? "";
      const hint = `Documents live in ${DOCUMENT_FOLDERS.map((name) => `content/${name}/`).join(", ")}, and end in .md`;
      const place = { file, line: 1, column: 1, length: 0 };
      return problem(
        place,
        "Markdown file that belongs to no kind of document",
        didYouMean(folder, DOCUMENT_FOLDERS, hint),
      );
    });
}
