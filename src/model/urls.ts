// The addresses of a site, root-relative and without its path prefix. Pages are built at them and links are held
// against them, so both read this file.

import { slug as slugOf } from "github-slugger";

export const FOLDERS = { postmortem: "postmortems", runbook: "runbooks", page: "" } as const;
export type DocumentKind = keyof typeof FOLDERS;

/** 2023-09-21-a-title.md → a-title: the date orders files in a folder and does not belong to the address. */
export function slugOfFile(fileName: string): string {
  const name = fileName.replace(/\.md$/, "");
  return slugOf(name.replace(/^\d{4}-\d{2}-\d{2}-(?=.)/, ""));
}

/** /runbooks/disk-latency/ */
export function documentUrl(kind: DocumentKind, slug: string): string {
  return kind === "page" ? `/${slug}/` : `/${FOLDERS[kind]}/${slug}/`;
}

/** A name of a file or folder may have 255 bytes, and something may be appended to it. */
const MAX_BYTES = 200;

/** The text as one step of an address; "" where nothing of it can stand in one. */
export function slugOfText(text: string): string {
  const slug = slugOf(text.trim());
  const { read } = new TextEncoder().encodeInto(slug, new Uint8Array(MAX_BYTES));
  return slug.slice(0, read);
}

export function tagUrl(tag: string): string {
  return `/tags/${slugOfText(tag)}/`;
}

export function hostUrl(name: string): string {
  return `/hosts/${name}/`;
}

export function checkUrl(id: string): string {
  return `/checks/#${id}`;
}

/** The id of a check's panel on the page of its document. */
export function checkAnchor(id: string): string {
  return `check-${id}`;
}

export function scriptUrl(id: string): string {
  return `/checks/${id}.sh`;
}

/** The script with all checks of a runbook. */
export function triageUrl(slug: string): string {
  return `${documentUrl("runbook", slug)}triage.sh`;
}

/** The script that keeps what a check looks at, for a host of our own. */
export function captureUrl(id: string): string {
  return `/checks/${id}.capture.sh`;
}

/** The folder of the SVG badges. */
export const BADGES = "/badges/";

/** The SVG badge of a reference, named after its anchor on /references/. */
export function badgeUrl(anchor: string): string {
  return `${BADGES}${anchor}.svg`;
}

/** Pages that every site has. */
export const FIXED_PAGES = [
  "/",
  "/postmortems/",
  "/runbooks/",
  "/tags/",
  "/references/",
  "/trackers/",
  "/workarounds/",
  "/checks/",
  "/hosts/",
  "/alerts/",
  "/search/",
  "/feed.xml",
  "/references.xml",
  "/api/references.json",
  "/api/references.schema.json",
  "/api/looks.json",
  "/metrics.prom",
  "/sitemap.xml",
] as const;
