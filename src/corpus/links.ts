// Links between documents: what leads nowhere is a problem. Links that lead out are handed on as they are.

import { decodeUrl } from "../core/decode-url.ts";
import { didYouMean } from "../core/nearest-name.ts";
import type { Place } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { FoundLink } from "../markdown/document.ts";
import type { LinkUse } from "../model/reference.ts";
import {
  captureUrl,
  checkAnchor,
  FIXED_PAGES,
  hostUrl,
  scriptUrl,
  slugOfFile,
  tagUrl,
  triageUrl,
} from "../model/urls.ts";
import { type Documents, everyDocument } from "./collect.ts";
import type { AnyDocument, PostmortemDocument } from "./documents.ts";

/** What links are held against. */
export type Targets = {
  /** Address → ids on it; null where the anchors of a page are not known here. */
  readonly pages: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** Addresses of documents that exist and are not published. */
  readonly hidden: ReadonlySet<string>;
};

type Beside = {
  readonly hidden: readonly AnyDocument[];
  readonly hosts: Iterable<string>;
  /** Addresses whose files could not be read: that is told at the file, not at each link. */
  readonly unreadable: readonly string[];
  /** Files of content/media/, which are served at /media/. */
  readonly media: readonly string[];
  /** Links in the text of those files. */
  readonly looseLinks: readonly FoundLink[];
};

/** Every address of the site that is to be built. */
export function targetsOf(
  documents: readonly AnyDocument[],
  { hidden, hosts, unreadable, media }: Omit<Beside, "looseLinks">,
): Targets {
  const anchors = ({ rendered }: AnyDocument) =>
    new Set([
      ...rendered.headings.map((heading) => heading.id),
      ...rendered.anchors,
      ...rendered.checks.map((check) => checkAnchor(check.id)),
      ...SHELL_ANCHORS,
    ]);
  const others = [
    ...FIXED_PAGES,
    ...unreadable,
    ...media.map((file) => file.replace(/^content/, "")),
    ...[...hosts].map(hostUrl),
    ...documents.flatMap(({ data }) => data.tags.map(tagUrl)),
    ...documents.flatMap(({ rendered }) => rendered.checks.flatMap(({ id }) => [scriptUrl(id), captureUrl(id)])),
    ...documents
      .filter(({ kind, rendered }) => kind === "runbook" && rendered.checks.length > 0)
      .map(({ slug }) => triageUrl(slug)),
  ];
  return {
    pages: new Map<string, ReadonlySet<string> | null>([
      ...others.map((url) => [url, null] as const),
      ...documents.map((d) => [d.url, anchors(d)] as const),
    ]),
    hidden: new Set(hidden.map((document) => document.url)),
  };
}

/** Everything that is wrong with the links among the documents of a site. */
export function linkProblems(shown: Documents, beside: Beside): Problem[] {
  const documents = everyDocument(shown);
  const targets = targetsOf(documents, beside);
  return [
    ...sameAddress(documents),
    ...documents.flatMap((d) => brokenLinks([...d.rendered.links, ...statedLinks(d)], d.url, targets)),
    // Their own anchors are not known, just as those of the home page.
    ...brokenLinks(beside.looseLinks, "/", targets),
    ...shown.postmortems.flatMap((postmortem) => missingRunbooks(postmortem, targets)),
  ];
}

/** Sections that the page puts round a document's own text; their ids keep clear of the author's headings. */
export const SHELL_ANCHORS = [
  "page-affected",
  "page-elsewhere",
  "page-timeline",
  "page-mitigations",
  "page-actions",
  "page-lessons",
  "page-references",
  "page-incidents",
  "page-runbooks",
] as const;

/** Problems of internal links that stand in the document at `home`. */
function brokenLinks(links: readonly FoundLink[], home: string, targets: Targets): Problem[] {
  return links.flatMap(({ url, place }) => {
    if (/^(https?:|mailto:|\/\/)/i.test(url)) return [];
    if (SCHEME.test(url)) return [problem(place, `link to "${url}" leads to no page`, "Write a URL with https://")];
    const broken = whyBroken(url, home, targets);
    return broken === undefined ? [] : [problem(place, broken.what, broken.remedy)];
  });
}

/** javascript:…, data:… */
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

type Broken = { readonly what: string; readonly remedy: string };

function whyBroken(url: string, home: string, { pages, hidden }: Targets): Broken | undefined {
  const [path = "", fragment] = url.split("#");
  const address = path === "" ? home : decodeUrl(path.replace(/\?.*$/, ""));
  if (!address.startsWith("/")) {
    return {
      what: `link to "${url}" is relative`,
      remedy: `Write it from the site's root: ${meantBy(address, pages)}`,
    };
  }
  const anchors = pages.get(address);
  if (anchors === undefined && hidden.has(address)) {
    return { what: `link to "${url}", which is not published`, remedy: "Publish that document, or take the link out" };
  }
  if (anchors === undefined) {
    // The missing slash first, which is no nearer than other addresses by its edit distance.
    const known = [`${address}/`, ...pages.keys()].filter((page) => pages.has(page));
    return { what: `link to "${url}", which does not exist`, remedy: didYouMean(address, known, SLASHES) };
  }
  const anchor = fragment && decodeUrl(fragment);
  if (!anchor || anchors === null || anchors.has(anchor) || /^footnote/.test(anchor)) return undefined;
  return {
    what: `link to "${url}": nothing there has the anchor "#${anchor}"`,
    remedy: didYouMean(anchor, anchors, anchorsTold(anchors)),
  };
}

/** Those that the author gave: whether the page's own sections are there, depends on the front matter. */
function anchorsTold(anchors: ReadonlySet<string>): string {
  const own = [...anchors].filter((id) => !(SHELL_ANCHORS as readonly string[]).includes(id));
  return own.length === 0 ? "No heading is there" : `Anchors there: ${own.map((id) => `#${id}`).join(" ")}`;
}

/** ../runbooks/high-load.md → /runbooks/high-load/, where there is such a page; else the form of an address. */
function meantBy(path: string, pages: Targets["pages"]): string {
  const name = path.split("/").filter(Boolean).at(-1) ?? "";
  const slug = slugOfFile(name);
  const found = [...pages.keys()].find((url) => url.endsWith(`/${slug}/`) || url.endsWith(`/${name}`));
  return found ?? (/\.(?!md$)\w+$/.test(name) ? `/media/${name}` : "/<folder>/<name>/");
}

const SLASHES = "Addresses begin and end with a slash: /runbooks/disk-latency/";

/** Links in the front matter that lead to pages of this site. */
function statedLinks(document: AnyDocument): FoundLink[] {
  const { elsewhere, checks } = document.data;
  const then = Object.entries(checks).flatMap(([id, check]) =>
    Object.entries(check.then as Record<string, string>).map(([verdict, url]) => ({
      url,
      place: document.placeOf("checks", id, "then", verdict),
    })),
  );
  return [...elsewhere.map(({ url }, i) => ({ url, place: document.placeOf("elsewhere", i, "url") })), ...then];
}

/** Every link that leads out of the site, in the text and the front matter, with its place. */
export function externalLinks(document: AnyDocument): LinkUse[] {
  const { url, title } = document;
  const found = [...document.rendered.links, ...statedUrls(document)];
  return found
    .filter((link) => /^https?:\/\//.test(link.url))
    .map((link) => ({ url: link.url, place: link.place, document: { url, title } }));
}

function statedUrls(document: AnyDocument): { url: string; place: Place }[] {
  const found: { url: string; place: Place }[] = [];
  // Front matter holds URLs at many places (timeline, fixes, until, …); whatever is one, is a link.
  const walk = (value: unknown, path: PropertyKey[]): void => {
    if (typeof value === "string") {
      if (/^https?:\/\/\S+$/.test(value)) found.push({ url: value, place: document.placeOf(...path) });
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, [...path, i]);
    } else if (value !== null && typeof value === "object") {
      for (const [key, item] of Object.entries(value)) {
        if (/^https?:\/\//.test(key)) found.push({ url: key, place: document.placeOfKey(path, key) });
        walk(item, [...path, key]);
      }
    }
  };
  walk(document.data, []);
  return found;
}

function sameAddress(documents: readonly AnyDocument[]): Problem[] {
  const first = new Map<string, AnyDocument>();
  return documents.flatMap((document) => {
    const other = first.get(document.url);
    first.set(document.url, other ?? document);
    const taken =
      other?.file ?? ((FIXED_PAGES as readonly string[]).includes(document.url) ? "a page of the site" : undefined);
    if (taken === undefined) return [];
    const place = { file: document.file, line: 1, column: 1, length: 0 };
    return [problem(place, `address ${document.url} is taken by ${taken}`, "Rename one of the files")];
  });
}

function missingRunbooks(postmortem: PostmortemDocument, { pages }: Targets): Problem[] {
  const { runbooks, mitigations } = postmortem.data;
  const named = [
    ...runbooks.map((name, i) => ({ name, place: postmortem.placeOf("runbooks", i) })),
    ...mitigations.map(({ runbook }, i) => ({ name: runbook, place: postmortem.placeOf("mitigations", i, "runbook") })),
  ];
  const known = [...pages.keys()].flatMap((url) => /^\/runbooks\/([^/]+)\/$/.exec(url)?.[1] ?? []);
  return named.flatMap(({ name, place }) => {
    if (name === undefined || known.includes(name)) return [];
    const remedy = didYouMean(name, known, "Runbooks live in content/runbooks/ and are named by file, without .md");
    return [problem(place, `runbook "${name}" does not exist or is not published`, remedy)];
  });
}
