// Files beside the documents, and those of content/media/: pictures, logs, tables. They are published if a page shows
// or links them. No file type that runs in a reader's browser is among them.

import { access, constants, lstat } from "node:fs/promises";
import { basename, dirname, posix } from "node:path";
import pLimit from "p-limit";
import { decodePath } from "../core/decode-url.ts";
import { topOf } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import { svgDefects } from "../core/svg/svg.ts";
import { isOfSite } from "../markdown/features/addresses.ts";
import { ATTACHMENT_ENDINGS, formatSize, isAttachment } from "../model/attachment.ts";
import { FIXED_PAGES, FOLDERS, isReserved, ONLY_WITH_URL } from "../model/urls.ts";
import { folderName, foldersAbove, folderUrl, homeOf, isMarkdown } from "./addresses.ts";
import { ContentFiles } from "./read.ts";

export type Attachment = {
  readonly kind: "attachment";
  readonly file: string;
  /** Where it is published, below the output folder. */
  readonly path: string;
  /** The same as an address, in which no character of the name has a special meaning. */
  readonly url: string;
  /** Bytes. */
  readonly size: number;
  /** Why it must not be published; judged() fills them in. */
  readonly problems: readonly Problem[];
};

/** A file of a type that is not published. */
export type Refused = { readonly kind: "refused"; readonly file: string; readonly path: string };

/** Every file that a document may link to, linked or not. */
export type Attachments = {
  readonly byFile: ReadonlyMap<string, Attachment | Refused>;
  /** By where it is published. */
  readonly byPath: ReadonlyMap<string, Attachment | Refused>;
};

const MEDIA = "content/media/";

/**
 * The attachments among the files of the content. None of them is opened: most trees have more than are linked.
 * Generators keep pictures in folders that begin with a dot too: `putAside` is what these contain.
 */
export async function listAttachments(
  files: ContentFiles,
  listed: readonly string[],
  putAside: readonly string[],
): Promise<Attachments> {
  const aside = putAside.filter((file) => !basename(file).startsWith("."));
  const beside = [...listed, ...aside].filter(
    (file) => (file.startsWith(MEDIA) || homeOf(file) !== undefined) && !isMarkdown(file),
  );
  return asAttachments((await Promise.all(beside.map((file) => listOne(files, file)))).flat());
}

function asAttachments(all: readonly (Attachment | Refused)[]): Attachments {
  return { byFile: new Map(all.map((one) => [one.file, one])), byPath: new Map(all.map((one) => [one.path, one])) };
}

async function listOne(files: ContentFiles, file: string): Promise<(Attachment | Refused)[]> {
  const path = pathOf(file);
  if (!isAttachment(file)) return [{ kind: "refused", file, path }];
  const about = await lstat(files.at(file)).catch(gone);
  // A symbolic link is reported elsewhere, and not followed.
  if (!about?.isFile()) return [];
  const url = path.split("/").map(encodeURIComponent).join("/");
  return [{ kind: "attachment", file, path, url, size: about.size, problems: pathProblems(file, path) }];
}

/** So many files are open at once; each may be a drawing of some megabytes. */
const AT_ONCE = 16;

/** The same, with the defects in the contents of those that documents link. Only these can be published. */
export async function judged(
  files: ContentFiles,
  { byFile }: Attachments,
  linked: Iterable<Attachment>,
): Promise<Attachments> {
  const limit = pLimit(AT_ONCE);
  const found = await limit.map(linked, async (one) => {
    const problems = [...one.problems, ...(await contentProblems(files, one.file))];
    return [one.file, { ...one, problems }] as const;
  });
  return asAttachments([...new Map<string, Attachment | Refused>([...byFile, ...found]).values()]);
}

/** A drawing is read, which shows whether it is readable. */
function contentProblems(files: ContentFiles, file: string): Promise<readonly Problem[]> {
  return SVG.test(file) ? svgProblems(files, file) : closedProblems(files, file);
}

/** An editor may have replaced it since it was listed. */
function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}

/** What other generators publish at the root of a site: the folder itself, and what lies in those of Hugo and Docusaurus, of Astro and VitePress. */
const STATIC = ["", "/static", "/public"];

/** "@site/static/a.png" of Docusaurus, "@/a.md" of Zola and bundlers: from the root of the site. */
export const ROOT_MARK = /^@(?:site)?(?=\/)/;

/** What a link in the file `from` leads to, if that is not a page. */
export function attachmentAt(
  url: string,
  from: string,
  { byFile, byPath }: Attachments,
): Attachment | Refused | undefined {
  // Most links lead to pages, and most sites have far more pages than files.
  if (byFile.size === 0 || !isOfSite(url)) return undefined;
  const path = decodePath(url.replace(/[?#].*$/s, "")).replace(ROOT_MARK, "");
  if (!path.startsWith("/")) return byFile.get(posix.join(dirname(from), path));
  const whole = byPath.get(path) ?? byFile.get(path.slice(1));
  if (whole !== undefined) return whole;
  // A folder above may have been the root of the site that the document comes from.
  for (const folder of foldersAbove(from)) {
    for (const name of STATIC) {
      const found = byFile.get(`${folder}${name}${path}`);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** content/runbooks/Storage/img/a b.png → /runbooks/storage/img/a b.png */
function pathOf(file: string): string {
  if (file.startsWith(MEDIA)) return file.replace(/^content/, "");
  const home = homeOf(file) ?? "page";
  const folder = folderName(posix.relative(`content/${FOLDERS[home]}`, dirname(file)));
  // Folders whose names give no address leave nothing between their slashes; "//x" would be another server.
  const path = posix.normalize(`${folderUrl(home, folder)}${basename(file)}`);
  // Many generators keep pictures in assets/, and this site its scripts. Pages name the file, so it stays findable.
  return isReserved(path) ? posix.join("/media", path) : path;
}

function pathProblems(file: string, path: string): Problem[] {
  if (file.startsWith(MEDIA) || !isTaken(path)) return [];
  const remedy = "Rename it: the site has its own file there";
  return [problem(topOf(file), `address ${path} is taken by the site`, remedy)];
}

/** Whatever its case: on some machines, /Robots.txt is the file /robots.txt. */
function isTaken(path: string): boolean {
  const lower = path.toLowerCase();
  return [...FIXED_PAGES, ...ONLY_WITH_URL].some((url) => url === lower);
}

/** An unreadable file cannot be copied. */
async function closedProblems(files: ContentFiles, file: string): Promise<Problem[]> {
  const isOpen = await access(files.at(file), constants.R_OK).then(
    () => true,
    () => false,
  );
  return isOpen ? [] : [problem(topOf(file), "file that cannot be read", "Give the build read permission: chmod u+r")];
}

const SVG = /\.svg$/i;

/** Opened directly, a drawing is a page of ours that may hold scripts. */
async function svgProblems({ root, home }: ContentFiles, file: string): Promise<readonly Problem[]> {
  // Excerpts of its defects would show markup that no author wrote by hand: its text is not kept.
  const files = new ContentFiles(root, [], home);
  const source = await files.read(file);
  return source === undefined ? files.problems : svgDefects(source);
}

/** The defects that keep linked attachments from being published. `limit`: the most bytes that one may have. */
export function attachmentProblems(linked: Iterable<Attachment>, limit: number): Problem[] {
  const all = [...linked];
  const at = Map.groupBy(all, ({ path }) => path.toLowerCase());
  return all.flatMap((one) => [
    ...one.problems,
    ...sizeProblems(one, limit),
    ...takenBy(one, at.get(one.path.toLowerCase()) ?? []),
  ]);
}

function sizeProblems({ file, size }: Attachment, limit: number): Problem[] {
  if (size <= limit) return [];
  // Rounded, a file that is one byte too large would equal the limit.
  const format = formatSize(size) === formatSize(limit) ? (bytes: number) => `${bytes} B` : formatSize;
  const what = `file of ${format(size)}, above the limit of ${format(limit)} for an attachment`;
  const remedy = "Keep it elsewhere and link to it, or raise attachments: { limit } in content/site.yaml";
  return [problem(topOf(file), what, remedy)];
}

/** On some machines, names that differ only in case are one file. `same` all have one address. */
function takenBy(one: Attachment, same: readonly Attachment[]): Problem[] {
  const other = same[0] === one ? same[1] : same[0];
  if (other === undefined) return [];
  const differs = other.path === one.path ? "" : " (only capitals differ)";
  const more = same.length > 2 ? ` and ${same.length - 2} more` : "";
  const what = `address ${one.path} is also used by ${other.file}${differs}${more}`;
  return [problem(topOf(one.file), what, "Rename one of the files")];
}

/** What is published, for a remedy. */
export const PUBLISHED_KINDS = `Link to a file of a published type: ${ATTACHMENT_ENDINGS.join(", ")}`;
