// Where the documents of a site are published: the address follows the folder. A file called index, _index or README is
// its folder's own page.

import { basename, dirname, posix } from "node:path";
import { didYouMean } from "../core/nearest-name.ts";
import { topOf } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import { type DocumentKind, documentUrl, FOLDERS, kindUrl, slugOfName, slugOfText } from "../model/urls.ts";

export type Address = {
  readonly file: string;
  /** The kind of the folder below content/ that the file is in. */
  readonly home: DocumentKind;
  /** Path below that folder, without the extension: "storage/disk-latency"; "" for the folder's own page. */
  readonly name: string;
  readonly url: string;
  /** The folder that lists it, as spelt below its kind's folder: "Storage"; for a folder's own page that folder. */
  readonly folder: string;
  /** Whether the file is called index, _index or README. */
  readonly isOwnPage: boolean;
  /** Whether it is the page of a folder with other documents. A file alone in its folder is an ordinary document. */
  readonly isSection: boolean;
};

export const DOCUMENT_FOLDERS = Object.values(FOLDERS);

/** "x.html.md" is Middleman's name for what becomes x.html. */
const ENDING = /(?:\.html?)?\.(?:md|markdown|mdx)$/i;
const OWN_PAGE = /^(?:_?index|readme)$/i;

/** "_part.md": text that others include, and that no generator turns into a page. "_index.fr.md" is a folder's page. */
const PART = /^_(?!index\.)/i;

export function isDocumentFile(file: string): boolean {
  return isMarkdown(file) && !PART.test(basename(file));
}

/** Whether it is Markdown where documents belong, even if it is only a part of some. */
export function isMarkdown(file: string): boolean {
  return ENDING.test(file) && homeOf(file) !== undefined;
}

/** The addresses of the documents among `files`, by file. */
export function addressesOf(files: readonly string[]): ReadonlyMap<string, Address> {
  const documents = files.filter(isDocumentFile);
  // Folders with other documents in them, or below.
  const shared = new Set(documents.filter((file) => !isOwnPage(file)).flatMap(foldersAbove));
  for (const file of documents.filter(isOwnPage)) {
    for (const folder of foldersAbove(dirname(file))) shared.add(folder);
  }
  return new Map(documents.map((file) => [file, addressOf(file, shared)]));
}

function addressOf(file: string, shared: ReadonlySet<string>): Address {
  const home = homeOf(file) as DocumentKind;
  const root = `content/${FOLDERS[home]}`;
  const isOwn = isOwnPage(file);
  const isSection = isOwn && (shared.has(dirname(file)) || dirname(file) === root);
  const path = posix.relative(root, isOwn ? dirname(file) : file.replace(ENDING, ""));
  const name = isSection ? folderName(path) : documentName(path);
  const folder = isSection ? path : posix.join(path, "..").replace(/^\.$/, "");
  return { file, home, name, url: folderUrl(home, name), folder, isOwnPage: isOwn, isSection };
}

/** "Team A/2024-05-06-x" → "team-a/x" */
function documentName(path: string): string {
  const parts = path.split("/");
  return [...parts.slice(0, -1).map(slugOfText), slugOfName(parts.at(-1) ?? "")].join("/");
}

/** "Team A" → "team-a" */
export function folderName(path: string): string {
  return path === "" ? "" : path.split("/").map(slugOfText).join("/");
}

/** The same address with another last part, chosen by its author. */
export function withSlug(address: Address, slug: string): Address {
  const name = posix.join(posix.dirname(address.name), slug);
  return { ...address, name, url: documentUrl(address.home, name) };
}

/** /runbooks/storage/; that of a kind's own folder where the name is "" */
export function folderUrl(home: DocumentKind, name: string): string {
  return name === "" ? kindUrl(home) : documentUrl(home, name);
}

export function isOwnPage(file: string): boolean {
  return OWN_PAGE.test(basename(file).replace(ENDING, ""));
}

/** "content/pages/a/b.md" → content/pages/a, content/pages, content */
export function foldersAbove(file: string): string[] {
  const folder = dirname(file);
  return folder.includes("/") ? [folder, ...foldersAbove(folder)] : [folder];
}

/**
 * The folders above a file as the site distinguishes them: "Team A" and "team-a" are one. The nearest comes first:
 * "content/pages/Team A/b.md" → content/pages/team-a, content/pages, content
 */
export function sitesFoldersAbove(file: string): string[] {
  return foldersAbove(file).map(folderName);
}

const HOMES_BY_FOLDER: ReadonlyMap<string, DocumentKind> = new Map(
  Object.entries(FOLDERS).map(([home, folder]) => [folder, home as DocumentKind]),
);

export function homeOf(file: string): DocumentKind | undefined {
  const [, folder, below] = file.split("/");
  return below === undefined ? undefined : HOMES_BY_FOLDER.get(folder ?? "");
}

/** A file whose name, or that of a folder above it, leaves nothing for an address. */
export function addressProblems({ file, name, folder, isSection }: Address): Problem[] {
  if (!name.split("/").includes("") || (isSection && folder === "")) return [];
  return [
    problem(
      topOf(file),
      "file name that gives no address",
      "Use letters, digits and hyphens in the names of the file and its folders",
    ),
  ];
}

const HOMES = `Put documents below ${DOCUMENT_FOLDERS.map((name) => `content/${name}/`).join(", ")}, with names that end in .md`;

/** Extensions of texts from which other tools make pages. */
const OTHER_TEXT = /\.(?:mdown|mdwn|mkdn?|[qr]md|html?|adoc|asciidoc|rst|org|textile|wiki|docx?|odt|ipynb)$/i;
/** "LICENSE", "OWNERS": a file without an extension */
const NO_ENDING = /(?:^|\/)[^./]+$/;

/** Files that an author may take for a document, and that would be silently missing from the site. */
export function strayFiles(files: readonly string[]): Problem[] {
  return files.flatMap((file) => (homeOf(file) === undefined ? strayIn(file) : otherText(file)));
}

function strayIn(file: string): Problem[] {
  // What is no rule file there is told with the rule files.
  if (!ENDING.test(file) || /^content\/(?:hosts|alerts)\//.test(file)) return [];
  const folder = file.split("/")[1] ?? "";
  const remedy = didYouMean(folder, DOCUMENT_FOLDERS, HOMES);
  return [problem(topOf(file), "Markdown file that belongs to no kind of document", remedy)];
}

function otherText(file: string): Problem[] {
  const place = topOf(file);
  const notRead = `file "${basename(file)}" is not read`;
  if (isMarkdown(file) && !isDocumentFile(file)) {
    return [
      advice(place, notRead, 'Rename it if it is a document: a name that begins with "_" marks a part of others'),
    ];
  }
  if (/\.mdx$/i.test(file)) {
    const remedy = "Write Markdown and end the name in .md: components and expressions are shown as text";
    return [advice(place, "MDX file, which is read as Markdown", remedy)];
  }
  if (!OTHER_TEXT.test(file) && !NO_ENDING.test(file)) return [];
  return [advice(place, notRead, "Write documents in Markdown, in files that end in .md")];
}
