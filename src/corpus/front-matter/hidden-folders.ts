// Folders whose own page may hide their documents. The audience of these documents is unknown, so they count as
// unreadable.

import { basename, dirname } from "node:path";
import { topOf } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { folderName, homeOf, isDocumentFile, sitesFoldersAbove } from "../addresses.ts";
import { type AnyDocument, asUnreadable, type Unreadable } from "../documents.ts";
import type { ContentFiles } from "../read.ts";
import { isDataMap } from "../yaml.ts";
import { guardingCascade } from "./cascade.ts";
import { readFrontMatter } from "./read.ts";

type Read = AnyDocument | Unreadable;

/**
 * The documents, with those of such folders as unreadable. `listed` are all files of the content, `unseen` those that
 * cannot be read, such as links.
 */
export async function withoutHiddenFolders(
  all: readonly Read[],
  files: ContentFiles,
  listed: readonly string[],
  unseen: readonly string[],
): Promise<Read[]> {
  const others = listed.filter((file) => isFolderPage(file) && !isDocumentFile(file) && mayHoldDocuments(file));
  // A file that is not a document here may not even be text.
  for (const file of others) await files.read(file, []);
  const guarded = all.filter((one) => one.kind === "unreadable" && one.mayGuard && isFolderPage(one.file));
  // What Hugo's own page says is unknown if it cannot be read.
  const gone = unseen.filter((file) => basename(file).startsWith("_index.") && mayHoldDocuments(file));
  const hiding = new Map([
    ...[...guarded.map(({ file }) => file), ...gone].map((file) => [file, problem(topOf(file), ...MAY_HIDE)] as const),
    ...others.flatMap((file) => cascadeIn(file, files).map((told) => [file, told] as const)),
  ]);
  const folders = new Map([...hiding].map(([file, told]) => [folderName(dirname(file)), told]));
  if (folders.size === 0) return [...all];
  const folderOf = ({ file }: Read) =>
    hiding.has(file) ? undefined : sitesFoldersAbove(file).find((one) => folders.has(one));
  for (const folder of new Set(all.map(folderOf))) {
    const told = folder === undefined ? undefined : folders.get(folder);
    if (told !== undefined) files.problems.push(told);
  }
  return all.map((document) =>
    folderOf(document) !== undefined && document.kind !== "unreadable"
      ? asUnreadable(document, files.source(document.file)?.text, false)
      : document,
  );
}

const MAY_HIDE = [
  "page of a folder that may hide the documents below it: none of them is shown",
  "Fix the other Problems of this page: until then their audience is unknown",
] as const;

/** Whether some generator reads the file as the page of its folder, in any language or markup. */
function isFolderPage(file: string): boolean {
  return /^(?:_?index|readme)\.(?:.*\.)?(?:md|markdown|mdx|html?|adoc|asciidoc|rst|org)$/i.test(basename(file));
}

/** Whether documents may lie in or below the folder of a file. */
function mayHoldDocuments(file: string): boolean {
  return homeOf(file) !== undefined || dirname(file) === "content";
}

/** What a page that is not a document here passes down of guards, or that it cannot be understood. */
function cascadeIn(file: string, files: ContentFiles): Problem[] {
  const source = files.source(file);
  if (source === undefined || !/\bcascade\b/i.test(source.text)) return [];
  const { located } = readFrontMatter(source, []);
  if (!isDataMap(located?.data)) return [problem(topOf(file), ...MAY_HIDE)];
  const found = guardingCascade(located.data, located);
  return found === undefined ? [] : [found.problem];
}
