// Links between documents: what leads nowhere is a problem. Links that lead out are handed on as they are.

import { didYouMean } from "../core/nearest-name.ts";
import type { Place } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { LinkUse } from "../model/reference.ts";
import { FIXED_PAGES, hostUrl, tagUrl } from "../model/urls.ts";
import { type Documents, everyDocument } from "./collect.ts";
import type { AnyDocument, PostmortemDocument } from "./documents.ts";

/** What links are held against. */
export type Targets = {
  /** Address → ids of the headings on it; null where the anchors of a page are not known here. */
  readonly pages: ReadonlyMap<string, ReadonlySet<string> | null>;
  /** Addresses of documents that exist and are not published. */
  readonly hidden: ReadonlySet<string>;
};

/** Every address of the site that is to be built. */
export function targetsOf(
  documents: readonly AnyDocument[],
  hosts: Iterable<string>,
  hidden: Iterable<string>,
): Targets {
  const anchors = (d: AnyDocument) => new Set([...d.rendered.headings.map((h) => h.id), ...SHELL_ANCHORS]);
  return {
    pages: new Map<string, ReadonlySet<string> | null>([
      ...FIXED_PAGES.map((url) => [url, null] as const),
      ...documents.flatMap((d) => d.data.tags.map((tag) => [tagUrl(tag), null] as const)),
      ...[...hosts].map((name) => [hostUrl(name), null] as const),
      ...documents.map((d) => [d.url, anchors(d)] as const),
    ]),
    hidden: new Set(hidden),
  };
}

/** Everything that is wrong with the links among the documents of a site. */
export function linkProblems(shown: Documents, hidden: readonly AnyDocument[], hosts: Iterable<string>): Problem[] {
  const documents = everyDocument(shown);
  const hiddenUrls = hidden.map((document) => document.url);
  const targets = targetsOf(documents, hosts, hiddenUrls);
  const runbooks = shown.runbooks.map((runbook) => runbook.slug);
  return [
    ...sameAddress(documents),
    ...documents.flatMap((document) => brokenLinks(document, targets)),
    ...shown.postmortems.flatMap((postmortem) => missingRunbooks(postmortem, runbooks)),
  ];
}

/** Sections that the page puts round a document's own text. */
export const SHELL_ANCHORS = [
  "affected",
  "elsewhere",
  "timeline",
  "mitigations",
  "actions",
  "lessons",
  "references",
  "incidents",
] as const;

/** Problems of one document's internal links, in its text and its front matter. */
export function brokenLinks(document: AnyDocument, targets: Targets): Problem[] {
  const found = [...document.rendered.links, ...statedLinks(document)];
  return found.flatMap(({ url, place }) => {
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(url)) return [];
    const broken = whyBroken(url, document, targets);
    return broken === undefined ? [] : [problem(place, broken.what, broken.remedy)];
  });
}

type Broken = { readonly what: string; readonly remedy: string };

function whyBroken(url: string, document: AnyDocument, { pages, hidden }: Targets): Broken | undefined {
  const [path = "", anchor] = url.split("#");
  const address = path === "" ? document.url : path;
  if (!address.startsWith("/")) {
    return { what: `link to "${url}" is relative`, remedy: "Write it from the site's root: /runbooks/disk-latency/" };
  }
  if (hidden.has(address)) {
    return { what: `link to "${url}", which is not published`, remedy: "Publish that document, or take the link out" };
  }
  const anchors = pages.get(address);
  if (anchors === undefined) {
    return { what: `link to "${url}", which does not exist`, remedy: didYouMean(address, pages.keys(), SLASHES) };
  }
  if (anchor === undefined || anchors === null || anchors.has(anchor) || /^footnote/.test(anchor)) return undefined;
  return {
    what: `link to "${url}": no heading has the anchor "#${anchor}"`,
    remedy: didYouMean(anchor, anchors, `Anchors there: ${[...anchors].map((id) => `#${id}`).join(" ")}`),
  };
}

const SLASHES = "Addresses begin and end with a slash: /runbooks/disk-latency/";

/** Links in the front matter that lead to pages of this site. */
function statedLinks(document: AnyDocument): { url: string; place: Place }[] {
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
        if (/^https?:\/\//.test(key)) found.push({ url: key, place: document.placeOf(...path, key) });
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

function missingRunbooks(postmortem: PostmortemDocument, known: readonly string[]): Problem[] {
  const { runbooks, mitigations } = postmortem.data;
  const named = [
    ...runbooks.map((name, i) => ({ name, place: postmortem.placeOf("runbooks", i) })),
    ...mitigations.map(({ runbook }, i) => ({ name: runbook, place: postmortem.placeOf("mitigations", i, "runbook") })),
  ];
  return named.flatMap(({ name, place }) => {
    if (name === undefined || known.includes(name)) return [];
    const remedy = didYouMean(name, known, "Runbooks live in content/runbooks/ and are named by file, without .md");
    return [problem(place, `runbook "${name}" does not exist or is not published`, remedy)];
  });
}
