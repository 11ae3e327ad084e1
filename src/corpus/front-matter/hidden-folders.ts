// Folders whose own page may hand down what hides their documents. Nobody knows whom these are for, so that they count as
// unreadable.

import { basename, dirname } from "node:path";
import { topOf } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { homeOf, isDocumentFile } from "../addresses.ts";
import { type AnyDocument, asUnreadable, type Unreadable } from "../documents.ts";
import type { ContentFiles } from "../read.ts";
import { CASCADE_MAY_HIDE, CASCADE_REMEDY, guardingCascade } from "./cascade.ts";
import { readFrontMatter } from "./read.ts";

type Read = AnyDocument | Unreadable;

/**
 * The documents, with those of such folders as unreadable. `listed` are all files of the content, `unseen` those that
 * cannot be had, such as links.
 */
export async function withoutHiddenFolders(
  all: readonly Read[],
  files: ContentFiles,
  listed: readonly string[],
  unseen: readonly string[],
): Promise<Read[]> {
  const unread = all.filter(({ kind }) => kind === "unreadable").map(({ file }) => file);
  const others = listed.filter((file) => isFolderPage(file) && !isDocumentFile(file) && mayHoldDocuments(file));
  // What is no document here may be no text, either.
  for (const file of others) await files.read(file, []);
  const hiding = [
    ...unread.filter((file) => isFolderPage(file) && (isTold(file, files.problems) || mayCascade(file, files))),
    ...others.filter((file) => cascadesAnything(file, files)),
    ...unseen.filter((file) => isFolderPage(file) && mayHoldDocuments(file) && mayCascade(file, files)),
  ];
  for (const file of hiding.filter((one) => !isTold(one, files.problems))) files.problems.push(hides(file, files));
  const folders = hiding.map((file) => `${dirname(file)}/`);
  return all.map((document) => {
    const isBelow = folders.some((folder) => document.file.startsWith(folder));
    return isBelow && document.kind !== "unreadable"
      ? asUnreadable(document, files.source(document.file)?.text)
      : document;
  });
}

/** Whether a file is what some generator reads as the page of its folder, be it in another language or markup. */
function isFolderPage(file: string): boolean {
  return /^(?:_?index|readme)\.(?:.*\.)?(?:md|markdown|mdx|html?|adoc|asciidoc|rst|org)$/i.test(basename(file));
}

/** Whether documents may lie in or below the folder of a file. */
function mayHoldDocuments(file: string): boolean {
  return homeOf(file) !== undefined || dirname(file) === "content";
}

function isTold(file: string, problems: readonly Problem[]): boolean {
  return problems.some(({ place, what }) => place.file === file && what === CASCADE_MAY_HIDE);
}

/** As a key of any language, and not as a word of the text. */
const NAMED = /\bcascade\b["']?\s*(?:[:=\]]|\.\w)/i;

/** Whether a page names it. Of Hugo's own, where it cannot be had, nobody knows. */
function mayCascade(file: string, files: ContentFiles): boolean {
  const source = files.source(file);
  return source === undefined ? basename(file).startsWith("_index.") : NAMED.test(source.text.replaceAll("\0", ""));
}

/** Whether a page that is no document here hands down a guard, or cannot be understood. */
function cascadesAnything(file: string, files: ContentFiles): boolean {
  const source = files.source(file);
  if (source === undefined || !mayCascade(file, files)) return false;
  const { located } = readFrontMatter(source, []);
  if (typeof located?.data !== "object" || located.data === null) return true;
  return guardingCascade(located.data as Readonly<Record<string, unknown>>, located) !== undefined;
}

function hides(file: string, files: ContentFiles): Problem {
  const source = files.source(file);
  if (source === undefined) return problem(topOf(file), ...UNSEEN);
  const at = source.text.search(NAMED);
  const place = at === -1 ? topOf(file) : source.at(at, "cascade".length);
  return problem(place, CASCADE_MAY_HIDE, CASCADE_REMEDY);
}

const UNSEEN = [
  "page of a folder that cannot be read, and may hide the documents below",
  "Put a file here that can be read; till then none of them is shown",
] as const;
