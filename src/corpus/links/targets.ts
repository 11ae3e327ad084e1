// Where a link of a document leads: to a page or a file of this output, to one that is held back, or nowhere. Authors write
// addresses from the site's root, or paths of files as they lie beside each other.

import { dirname, posix } from "node:path";
import { decodePath } from "../../core/decode-url.ts";
import { didYouMean, nearestName } from "../../core/nearest-name.ts";
import { FOLDERS, hostUrl } from "../../model/urls.ts";
import { folderName, foldersAbove, folderUrl, homeOf } from "../addresses.ts";
import { attachmentAt, PUBLISHED_KINDS } from "../attachments.ts";
import type { AnyDocument, Unreadable } from "../documents.ts";
import type { Published } from "../publication.ts";
import type { Section } from "../sections.ts";
import type { Alias } from "./aliases.ts";
import { pagesOf } from "./page-anchors.ts";

export type Target =
  | { readonly kind: "page"; readonly url: string }
  | { readonly kind: "held-back" }
  | { readonly kind: "broken"; readonly what: string; readonly remedy: string };

/** The document that a link stands in. */
export type Home = { readonly file: string; readonly url: string };

/** Gives the target of a link. Those that lead out of the site are no question for it. */
export type FindTarget = (url: string, home: Home) => Target;

export function targetsOf(published: Published, sections: readonly Section[], aliases: readonly Alias[]): FindTarget {
  const { content, documents, hidden, heldBack, heldBackHosts, attachments } = published;
  const pages = pagesOf(published, sections);
  const byPath = new Map([
    ...[...documents, ...hidden, ...heldBack].flatMap(pathsOf),
    ...aliases.map(({ url, document }) => [url, document.url] as const),
  ]);
  const isHidden = new Set(hidden.map(({ url }) => url));
  const isHeldBack = new Set([...heldBack.map(({ url }) => url), ...[...heldBackHosts].map(hostUrl)]);

  const linkable = [...content.attachments.byFile.values()].filter(({ kind }) => kind === "attachment");
  const addresses = [...pages.keys(), ...linkable.map((one) => one.path)];
  const files = [...documents, ...hidden, ...heldBack, ...linkable].map((one) => one.file);

  const addressOf = (path: string, home: Home): string | undefined =>
    (path.startsWith("/") ? fromRoot(path, home) : beside(path, home))
      .flatMap((way) => [way, byPath.get(way) ?? []].flat())
      .find((address) => pages.has(address) || isHidden.has(address) || isHeldBack.has(address));

  return (url, home) => {
    const { path, rest, fragment } = partsOf(url);
    const file = attachmentAt(url, home.file, content.attachments);
    if (file?.kind === "refused")
      return { kind: "broken", what: `link to "${url}", a file that is not published`, remedy: PUBLISHED_KINDS };
    if (file !== undefined) {
      return attachments.has(file.file) ? { kind: "page", url: `${file.url}${rest}` } : { kind: "held-back" };
    }
    const address = path === "" ? home.url : addressOf(path, home);
    if (address === undefined) return nowhere(url, home, path.startsWith("/") ? addresses : files);
    const anchors = pages.get(address);
    if (anchors === undefined && isHeldBack.has(address)) return { kind: "held-back" };
    if (anchors === undefined) {
      const remedy = "Publish that document, or take the link out";
      return { kind: "broken", what: `link to "${url}", which is not published`, remedy };
    }
    if (fragment === "" || anchors === null || anchors.has(fragment) || NOT_OURS.test(fragment))
      return { kind: "page", url: `${address}${rest}` };
    const what = `link to "${url}": nothing there has the anchor "#${fragment}"`;
    return { kind: "broken", what, remedy: didYouMean(fragment, anchors, anchorsTold(anchors)) };
  };
}

/** Anchors of footnotes are made when the page is; a text fragment is the browser's business. */
const NOT_OURS = /^footnote|^:~:/;

/** "../a b.md?x#sec" → the path, without signs that stand for others; what follows it; the anchor */
function partsOf(url: string): { readonly path: string; readonly rest: string; readonly fragment: string } {
  const at = url.search(/[?#]/);
  const [before, rest] = at === -1 ? [url, ""] : [url.slice(0, at), url.slice(at)];
  return { path: decodePath(before), rest, fragment: decodePath(/#(.*)$/s.exec(rest)?.[1] ?? "") };
}

/** The ways in which an author may name a document's file: whole, without its ending, or by its folder. */
function pathsOf({ file, url, isOwnPage }: AnyDocument | Unreadable): (readonly [string, string])[] {
  return [file, withoutEnding(file), ...(isOwnPage ? [dirname(file)] : [])].map((path) => [path, url] as const);
}

function withoutEnding(file: string): string {
  return file.replace(/\.(?:md|markdown|mdx|html?)$/i, "");
}

/**
 * What an address from the root may mean: an address, a file of the repository, one below content/, or the same below a folder that the document
 * lies in, because that was the root of the site that it comes from.
 */
function fromRoot(path: string, { file }: Home): string[] {
  const plain = path.replace(/\/+$/, "");
  const page = withoutEnding(plain).replace(/\/_?index$/, "");
  const above = foldersAbove(file).flatMap((folder) => [`${folder}${page}`, ...folderAddress(`${folder}${page}`)]);
  return [path, `${page}/`, page.slice(1), `content${page}`, `content/${FOLDERS.page}${page}`, ...above];
}

/** What a relative path may mean: a file or a folder beside the document's, or an address beside its own. */
function beside(path: string, { file, url }: Home): string[] {
  const plain = posix.join(dirname(file), path).replace(/\/+$/, "");
  const address = withoutEnding(posix.join(url, path)).replace(/\/*$/, "/");
  return [plain, withoutEnding(plain), ...folderAddress(plain), address];
}

/** The address of a folder of documents. */
function folderAddress(folder: string): string[] {
  const kind = homeOf(`${folder}/x`);
  return kind === undefined ? [] : [folderUrl(kind, folderName(posix.relative(`content/${FOLDERS[kind]}`, folder)))];
}

const SLASHES = "Addresses begin and end with a slash: /runbooks/disk-latency/";
const RELATIVE = "A relative link is the path of a file from this one";

/** `known`: addresses for a link from the root, files for a relative one. */
function nowhere(url: string, home: Home, known: readonly string[]): Target {
  const what = `link to "${url}", which does not exist`;
  const { path, rest } = partsOf(url);
  const isFromRoot = path.startsWith("/");
  const hint = isFromRoot ? SLASHES : RELATIVE;
  const wanted = asWritten(isFromRoot ? path : posix.normalize(path));
  const near = known.map((one) => asWritten(isFromRoot ? one : posix.relative(dirname(home.file), one)));
  const moved = isFromRoot ? undefined : movedTo(wanted, near);
  const remedy = moved === undefined ? didYouMean(wanted, near, hint) : `Did you mean "${moved}"? ${hint}`;
  return { kind: "broken", what, remedy: withRest(remedy, rest) };
}

/** The nearest file of the same name: many folders have a README.md. */
function movedTo(wanted: string, near: readonly string[]): string | undefined {
  const namesakes = near.filter((one) => posix.basename(one) === posix.basename(wanted));
  return nearestName(wanted, namesakes, Number.POSITIVE_INFINITY) ?? namesakes[0];
}

/** A path as it can stand in a link: signs that end one, or stand for another sign there, are encoded. */
function asWritten(path: string): string {
  return path.replace(/[\s%#?"<>\\]/g, encodeURIComponent);
}

/** A guess keeps the anchor that the author wrote. */
function withRest(remedy: string, rest: string): string {
  return remedy.replace(/^(Did you mean "[^"]*)"/, `$1${rest.replaceAll("$", "$$$$")}"`);
}

/** Those that the author gave: whether the page's own sections are there, depends on the front matter. */
function anchorsTold(anchors: ReadonlySet<string>): string {
  const own = [...anchors].filter((id) => !id.startsWith("page-"));
  return own.length === 0 ? "No heading is there" : `Anchors there: ${own.map((id) => `#${id}`).join(" ")}`;
}
