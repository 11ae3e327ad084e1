// Files beside the documents, and those of content/media/: pictures, logs, tables. They are published where a page shows or
// links them. No kind of file that runs in a reader's browser is among them.

import { access, constants, lstat } from "node:fs/promises";
import { basename, dirname, join, posix } from "node:path";
import { decodePath } from "../core/decode-url.ts";
import { type Problem, problem } from "../core/problem.ts";
import { svgDefects } from "../core/svg.ts";
import { ATTACHMENT_ENDINGS, formatSize, isAttachment } from "../model/attachment.ts";
import { FOLDERS, RESERVED_FOLDERS } from "../model/urls.ts";
import { folderName, foldersAbove, folderUrl, homeOf, isDocumentFile } from "./addresses.ts";
import { ContentFiles } from "./read.ts";

export type Attachment = {
  readonly kind: "attachment";
  readonly file: string;
  /** Where it is published, below the output folder. */
  readonly path: string;
  /** The same as an address, in which no sign of the name has a meaning. */
  readonly url: string;
  /** Bytes. */
  readonly size: number;
  /** Why it must not be published. */
  readonly problems: readonly Problem[];
};

/** A file that is of no kind which is published. */
export type Refused = { readonly kind: "refused"; readonly file: string; readonly path: string };

/** Every file that a document may link to, linked or not. */
export type Attachments = {
  readonly byFile: ReadonlyMap<string, Attachment | Refused>;
  /** By where it is published. */
  readonly byPath: ReadonlyMap<string, Attachment | Refused>;
};

const MEDIA = "content/media/";

/** The attachments among the files of the content. */
export async function readAttachments(root: string, listed: readonly string[]): Promise<Attachments> {
  const beside = listed.filter(
    (file) => (file.startsWith(MEDIA) || homeOf(file) !== undefined) && !isDocumentFile(file),
  );
  const read = (await Promise.all(beside.map((file) => readOne(root, file)))).flat();
  return {
    byFile: new Map(read.map((one) => [one.file, one])),
    byPath: new Map(read.map((one) => [one.path, one])),
  };
}

async function readOne(root: string, file: string): Promise<(Attachment | Refused)[]> {
  const path = pathOf(file);
  if (!isAttachment(file)) return [{ kind: "refused", file, path }];
  const about = await lstat(join(root, file)).catch(gone);
  // A symbolic link is told elsewhere, and not followed.
  if (!about?.isFile()) return [];
  const url = path.split("/").map(encodeURIComponent).join("/");
  const problems = [
    ...pathProblems(file, path),
    ...(await closedProblems(root, file)),
    ...(await svgProblems(root, file)),
  ];
  return [{ kind: "attachment", file, path, url, size: about.size, problems }];
}

/** An editor may have put another file in its place since it was listed. */
function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}

/** Folders that other generators publish at the root of a site: those of Hugo and Docusaurus, of Astro and VitePress. */
const STATIC = ["/static", "/public"];

/** What a link that stands in the file `from` leads to, if that is no page. */
export function attachmentAt(
  url: string,
  from: string,
  { byFile, byPath }: Attachments,
): Attachment | Refused | undefined {
  const path = decodePath(url.replace(/[?#].*$/s, ""));
  if (!path.startsWith("/")) return byFile.get(posix.join(dirname(from), path));
  if (byPath.has(path)) return byPath.get(path);
  // A folder above may be the root of the site that the document comes from.
  const files = foldersAbove(from).flatMap((folder) => ["", ...STATIC].map((name) => `${folder}${name}${path}`));
  return files.map((file) => byFile.get(file)).find((found) => found !== undefined);
}

/** content/runbooks/Storage/img/a b.png → /runbooks/storage/img/a b.png */
function pathOf(file: string): string {
  if (file.startsWith(MEDIA)) return file.replace(/^content/, "");
  const home = homeOf(file) ?? "page";
  const folder = folderName(posix.relative(`content/${FOLDERS[home]}`, dirname(file)));
  return `${folderUrl(home, folder)}${basename(file)}`;
}

function pathProblems(file: string, path: string): Problem[] {
  const [, first = ""] = path.split("/");
  if (file.startsWith(MEDIA) || !(RESERVED_FOLDERS as readonly string[]).includes(first)) return [];
  const remedy = `Put it into another folder: the site keeps files of its own below /${first}/`;
  return [problem(topOf(file), `address ${path} is taken by the site`, remedy)];
}

/** What cannot be read cannot be copied. A drawing is read, which tells it. */
async function closedProblems(root: string, file: string): Promise<Problem[]> {
  if (SVG.test(file)) return [];
  const isOpen = await access(join(root, file), constants.R_OK).then(
    () => true,
    () => false,
  );
  return isOpen ? [] : [problem(topOf(file), "file that cannot be read", "Let whoever builds read it: chmod u+r")];
}

const SVG = /\.svg$/i;

/** Opened alone, a drawing is a page of ours that may hold scripts. */
async function svgProblems(root: string, file: string): Promise<readonly Problem[]> {
  if (!SVG.test(file)) return [];
  // Only if it is linked, anybody wants to know what is wrong with it.
  const files = new ContentFiles(root, []);
  const source = await files.read(file);
  return source === undefined ? files.problems : svgDefects(source);
}

/** What keeps attachments that pages link from being published. `limit`: the most bytes that one may have. */
export function attachmentProblems(linked: Iterable<Attachment>, limit: number): Problem[] {
  const all = [...linked];
  return [...all.flatMap((one) => ownProblems(one, limit)), ...sharedAddresses(all)];
}

function ownProblems({ file, size, problems }: Attachment, limit: number): readonly Problem[] {
  if (size <= limit) return problems;
  const what = `file of ${formatSize(size)}, more than the ${formatSize(limit)} that an attachment may have`;
  const remedy = "Keep it elsewhere and link it, or raise attachments: { limit } in content/site.yaml";
  return [...problems, problem(topOf(file), what, remedy)];
}

/** "Two Words/x.png" and "two-words/x.png": one of them would vanish. */
function sharedAddresses(linked: readonly Attachment[]): Problem[] {
  const at = Map.groupBy(linked, ({ path }) => path);
  return linked.flatMap(({ file, path }) => {
    const other = at.get(path)?.find((one) => one.file !== file);
    if (other === undefined) return [];
    return [problem(topOf(file), `address ${path} is taken by ${other.file}`, "Rename one of the files")];
  });
}

function topOf(file: string) {
  return { file, line: 1, column: 1, length: 0 };
}

/** What is published, for a remedy. */
export const PUBLISHED_KINDS = `Published are: ${ATTACHMENT_ENDINGS.join(", ")}`;
