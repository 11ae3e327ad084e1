// Where a link of a document leads: to a page or a file of this output, to a held-back one, or nowhere. Authors write
// addresses from the site's root, or paths of files as they lie beside each other.

import { dirname, posix } from "node:path";
import { decodePath } from "../../core/decode-url.ts";
import { GROUP_PREFIX } from "../../model/page-ids.ts";
import { FOLDERS, hostUrl } from "../../model/urls.ts";
import { folderName, foldersAbove, folderUrl, homeOf, isOwnPage } from "../addresses.ts";
import { attachmentAt, PUBLISHED_KINDS, ROOT_MARK } from "../attachments.ts";
import type { AnyDocument, Unreadable } from "../documents.ts";
import type { Published, Reason } from "../publication.ts";
import type { Section } from "../sections.ts";
import { SETTINGS_FILE } from "../settings.ts";
import type { Alias } from "./aliases.ts";
import { AlikeAnchors } from "./alike-anchors.ts";
import { anchorGuesses, guessesOf } from "./guesses.ts";
import type { OwnPages } from "./own-pages.ts";
import { pagesOf } from "./page-anchors.ts";

export type Target =
  | { readonly kind: "page"; readonly url: string }
  | { readonly kind: "held-back" }
  /** A function, because a caller that only asks where a link leads need not wait for a guess. */
  | { readonly kind: "broken"; readonly what: string; readonly remedy: () => string };

/** The document that contains the link. */
export type Home = { readonly file: string; readonly url: string };

/** Gives the target of a link. It is not for links that lead out of the site. */
export type FindTarget = (url: string, home: Home) => Target;

/** What an output has beside its documents. */
export type Beside = {
  readonly sections: readonly Section[];
  readonly aliases: readonly Alias[];
  readonly own: OwnPages;
};

export type Targets = {
  readonly find: FindTarget;
  /** What a server of the site sends for an address from the root: a name of a file is none, other than in a document. */
  readonly served: (url: string) => Target;
};

export function targetsOf(published: Published, { sections, aliases, own }: Beside): Targets {
  const { content, documents, hidden, heldBack, attachments } = published;
  const pages = pagesOf(published, sections, own);
  const { isKnown, answer } = known(published, pages);
  const byPath = new Map([
    ...[...documents, ...hidden, ...heldBack].flatMap(pathsOf),
    ...aliases.map(({ url, document }) => [url, document.url] as const),
  ]);
  const linkable = [...content.attachments.byFile.values()].filter(({ kind }) => kind === "attachment");
  const guess = guessesOf({
    addresses: () => [...pages.keys(), ...linkable.map((one) => one.path)],
    files: () => [...documents, ...hidden, ...heldBack, ...linkable].map((one) => one.file),
  });
  const addressOf = (path: string, home: Home): string | undefined => {
    for (const way of path.startsWith("/") ? fromRoot(path, home) : beside(path, home)) {
      if (isKnown(way)) return way;
      const address = byPath.get(way);
      if (address !== undefined && isKnown(address)) return address;
    }
    return undefined;
  };

  const find = remembering((url, home) => {
    const { path, rest } = partsOf(url);
    const file = attachmentAt(url, home.file, content.attachments);
    if (file?.kind === "refused")
      return { kind: "broken", what: `link to "${url}", a file that is not published`, remedy: () => PUBLISHED_KINDS };
    if (file !== undefined) {
      return attachments.has(file.file) ? { kind: "page", url: `${file.url}${rest}` } : { kind: "held-back" };
    }
    const address = path === "" ? home.url : addressOf(path, home);
    if (address !== undefined) return answer(address, rest, `link to "${url}"`);
    if (own.lacking.has(path)) return needsUrl(url);
    const what = `link to "${url}", which does not exist`;
    return { kind: "broken", what, remedy: () => guess({ path, rest }, home.file) };
  });

  const stubs = new Map(aliases.map(({ url, document }) => [url, document.url]));
  const isPage = (address: string) => isKnown(address) || stubs.has(address);
  const files = new Set([...attachments.values()].map((one) => one.path));
  const byLowerCase = new Map([...pages.keys(), ...stubs.keys()].map((one) => [one.toLowerCase(), one]));
  const served = (url: string): Target => {
    const { path, rest } = partsOf(url);
    if (files.has(path)) return { kind: "page", url };
    const page = path.replace(/(?:\/index\.html)?(?<!\/)\/*$/, "/");
    const address = [path, page].find(isPage) ?? byLowerCase.get(page.toLowerCase());
    if (address !== undefined) return answer(stubs.get(address) ?? address, rest, `"${url}"`);
    const remedy = () => guess({ path: page, rest }, SETTINGS_FILE);
    return { kind: "broken", what: `"${url}", which does not exist`, remedy };
  };
  return { find, served };
}

/** Which addresses exist, in this output or for others, and what a link to one of them gives. */
function known(
  { documents, hidden, whyHidden, heldBack, heldBackHosts }: Published,
  pages: ReadonlyMap<string, ReadonlySet<string> | null>,
) {
  const anchorsAlike = new AlikeAnchors(documents);
  const hiddenAt = new Map(hidden.map((document) => [document.url, document] as const));
  const isHeldBack = new Set([...heldBack.map(({ url }) => url), ...[...heldBackHosts].map(hostUrl)]);
  const guessAnchor = anchorGuesses();
  const answer = (address: string, rest: string, subject: string): Target => {
    const fragment = fragmentOf(rest);
    const anchors = pages.get(address);
    if (anchors === undefined) {
      const target = hiddenAt.get(address);
      if (target === undefined || isHeldBack.has(address)) return { kind: "held-back" };
      const what = `${subject}, which is not published, because ${because(target, whyHidden.get(target))}`;
      return { kind: "broken", what, remedy: () => "Remove the link, or publish both for the same readers" };
    }
    if (fragment === "" || anchors === null || anchors.has(fragment) || isUnknown(fragment))
      return { kind: "page", url: `${address}${rest}` };
    const alike = anchorsAlike.find(address, fragment);
    if (alike !== undefined)
      return { kind: "page", url: `${address}${rest.replace(/#.*$/s, "")}#${encodeURIComponent(alike)}` };
    const what = `${subject}: that page has no anchor "#${fragment}"`;
    return { kind: "broken", what, remedy: () => guessAnchor(fragment, anchors) };
  };
  const isKnown = (address: string) => pages.has(address) || hiddenAt.has(address) || isHeldBack.has(address);
  return { isKnown, answer };
}

function because(document: AnyDocument, reason: Reason | undefined): string {
  if (reason === undefined || reason.by === document) return `${reason?.why}`;
  return `the page of its folder, ${reason.by.file}, is hidden: ${reason.why}`;
}

/** A broken link to a file that the site would have if its settings stated a url. */
function needsUrl(url: string): Target {
  const remedy = `Write url: https://… in ${SETTINGS_FILE}, or remove the link`;
  return {
    kind: "broken",
    what: `link to "${url}", which exists only if the site states its url`,
    remedy: () => remedy,
  };
}

/** A link is resolved for its problems, and for both its ends on the page. */
function remembering(find: FindTarget): FindTarget {
  const byFile = new Map<string, Map<string, Target>>();
  return (url, home) => {
    const known = byFile.get(home.file) ?? new Map<string, Target>();
    byFile.set(home.file, known);
    const target = known.get(url) ?? find(url, home);
    known.set(url, target);
    return target;
  };
}

/**
 * Anchors that no document knows. Those of footnotes and of a list's groups are made with the page. A text fragment is
 * the browser's business, and so is the top of a page:
 * https://html.spec.whatwg.org/multipage/browsing-the-web.html#the-indicated-part-of-the-document
 */
const NOT_OURS = /^footnote|^:~:|^top$/i;

function isUnknown(fragment: string): boolean {
  return NOT_OURS.test(fragment) || fragment.startsWith(GROUP_PREFIX);
}

/** "../a b.md?x#sec" → the decoded path; what follows it */
function partsOf(url: string): { readonly path: string; readonly rest: string } {
  const at = url.search(/[?#]/);
  const [before, rest] = at === -1 ? [url, ""] : [url.slice(0, at), url.slice(at)];
  return { path: decodePath(before), rest };
}

function fragmentOf(rest: string): string {
  return decodePath(/#(.*)$/s.exec(rest)?.[1] ?? "");
}

/** The ways in which an author may name a document's file: in full, without its extension, or by its folder. */
function pathsOf({ file, url, isOwnPage }: AnyDocument | Unreadable): (readonly [string, string])[] {
  return [file, withoutEnding(file), ...(isOwnPage ? [dirname(file)] : [])].map((path) => [path, url] as const);
}

function withoutEnding(file: string): string {
  return file.replace(/(?:\.html?)?\.(?:md|markdown|mdx)$|\.html?$/i, "");
}

/** Tried only at the first of them: /\/+$/ would be tried at each slash of a row, to its end. */
const LAST_SLASHES = /(?<!\/)\/+$/;

/**
 * What an address from the root may mean: an address, a file of the repository, one below content/, or the same below a
 * folder above the document, because that was the root of the site that it comes from. The likely ones come first,
 * and most links need no other.
 */
function* fromRoot(path: string, { file }: Home): Generator<string> {
  yield path;
  const page = withoutEnding(path.replace(LAST_SLASHES, "")).replace(/\/_?index$/, "");
  yield* [`${page}/`, page.slice(1), `content${page}`, `content/${FOLDERS.page}${page}`];
  for (const folder of foldersAbove(file)) {
    yield `${folder}${page}`;
    yield* folderAddress(`${folder}${page}`);
  }
}

/**
 * What a relative path may mean: a file or a folder beside the document's, or an address beside its own, which other
 * generators write without a final slash.
 */
function* beside(path: string, home: Home): Generator<string> {
  const { file, url } = home;
  const plain = posix.join(dirname(file), path).replace(LAST_SLASHES, "");
  yield plain;
  yield withoutEnding(plain);
  yield* folderAddress(plain);
  yield withoutEnding(posix.join(url, path)).replace(/\/*$/, "/");
  if (isOwnPage(file)) {
    yield withoutEnding(posix.join(dirname(file), "..", path).replace(LAST_SLASHES, ""));
    yield withoutEnding(posix.join(url, "..", path)).replace(/\/*$/, "/");
  }
  if (ROOT_MARK.test(path)) yield* fromRoot(path.replace(ROOT_MARK, ""), home);
}

/** The address of a folder of documents. */
function folderAddress(folder: string): string[] {
  const kind = homeOf(`${folder}/x`);
  return kind === undefined ? [] : [folderUrl(kind, folderName(posix.relative(`content/${FOLDERS[kind]}`, folder)))];
}
