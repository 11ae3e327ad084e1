// The addresses of a site, root-relative and without its path prefix. Pages are built at them and links are checked
// against them, so both read this file.

import { slug as slugOf } from "github-slugger";

/** Where the documents of each kind live below content/. */
export const FOLDERS = { postmortem: "postmortems", runbook: "runbooks", page: "pages" } as const;
export type DocumentKind = keyof typeof FOLDERS;

/** A name of a file or folder may have 255 bytes, and something may be appended to it. */
export const MAX_BYTES = 200;

/** "A Title" → "a-title": one step of an address, made as GitHub makes it from a heading; "" if nothing of it fits. */
export function slugOfText(text: string): string {
  const known = SLUGS.get(text);
  if (known !== undefined) return known;
  const slug = slugOf(text.trim());
  const { read } = new TextEncoder().encodeInto(slug, new Uint8Array(MAX_BYTES));
  const made = slug.slice(0, read);
  if (SLUGS.size >= MOST_SLUGS) SLUGS.clear();
  SLUGS.set(text, made);
  return made;
}

/** Ten thousand documents have a few tags and folders, which are asked for again and again. */
const SLUGS = new Map<string, string>();
const MOST_SLUGS = 50_000;

/** 2023-09-21-a-title, 2023-09-21_a-title → a-title: the date orders files and does not belong to the address. */
export function slugOfName(name: string): string {
  // A slug has no dots, and v1.1.3 is not v11.3.
  return slugOfText(name.replace(/^\d{4}-\d{2}-\d{2}[-_ ](?=.)/, "").replace(/(?<=\w)\.(?=\w)/g, "-"));
}

/** The address of a page of a long list, from 1. No document or folder has a dot in its address, so none is there. */
export function listPageUrl(list: string, number: number): string {
  return number === 1 ? list : `${list}page.${number}/`;
}

/** Whether an address may be that of a further page of a list. */
export function isListPage(url: string): boolean {
  return /\/page\.\d+\/index\.html$/i.test(outputOf(url));
}

/** The file that serves an address: /runbooks/x/ → /runbooks/x/index.html */
export function outputOf(url: string): string {
  return url.endsWith("/") ? `${url}index.html` : url;
}

/** "/runbooks/x/?from=am#impact" → "/runbooks/x/" */
export function pathOf(url: string): string {
  return url.replace(/[?#].*$/s, "");
}

/** The root of all addresses of a kind: /runbooks/ */
export function kindUrl(kind: DocumentKind): string {
  return kind === "page" ? "/" : `/${FOLDERS[kind]}/`;
}

/** The address of a document by its name, which is its path below its kind's folder: /runbooks/storage/disk-latency/ */
export function documentUrl(kind: DocumentKind, name: string): string {
  return `${kindUrl(kind)}${name}/`;
}

export function tagUrl(tag: string): string {
  return `/tags/${slugOfText(tag)}/`;
}

export function hostUrl(name: string): string {
  return `/hosts/${name}/`;
}

/** What of an alert's name becomes "-" in its address, and which steps are none. Go reads both as JavaScript does. */
export const ALERT_SIGNS = "[^A-Za-z0-9_.-]+";
export const NO_ALERT_STEP = "^(?:[.-]*|[.].*|index|index[.]html)$";

/** The step of an alert's address, made of its name. */
export function alertStep(name: string): string {
  return name.replace(new RegExp(ALERT_SIGNS, "g"), "-");
}

/**
 * The page of an alert: /alerts/DiskSlow/. Alertmanager's templates make the same address from the name alone, by
 * reReplaceAll "[^A-Za-z0-9_.-]+" "-". Undefined for a name of which no step of an address is left.
 */
export function alertUrl(name: string): string | undefined {
  const step = alertStep(name);
  return new RegExp(NO_ALERT_STEP).test(step) || step.length > MAX_BYTES ? undefined : `/alerts/${step}/`;
}

/** The page of a check: its question, its answers, its test hosts, its script. */
export function checkUrl(id: string): string {
  return `/checks/${id}/`;
}

/** The id of a check's panel on the page of its document. */
export function checkAnchor(id: string): string {
  return `check-${id}`;
}

/** A check as a script, at an address short enough to be typed on the console of a server. */
export function scriptUrl(id: string): string {
  return `/c/${id}`;
}

/** The script's former address, which still works: a cron job may use it. No page names it. */
export function formerScriptUrl(id: string): string {
  return `/checks/${id}.sh`;
}

/** The script with all checks of a runbook. */
export function triageUrl(name: string): string {
  return `${documentUrl("runbook", name)}triage.sh`;
}

/** The script that captures what a check reads, for a test host. */
export function captureUrl(id: string): string {
  return `/checks/${id}.capture.sh`;
}

/** The folder of the SVG badges. */
export const BADGES = "/badges/";

/** The SVG badge of a reference, named after its anchor on /references/. */
export function badgeUrl(anchor: string): string {
  return `${BADGES}${anchor}.svg`;
}

/** Redirects that a server reads. */
export const SERVER_REDIRECTS = "/_redirects";

/** Files whose formats need full addresses: a site whose settings state no url has none of them. */
export const ONLY_WITH_URL = ["/alerts.tmpl", "/feed.xml", "/references.xml", "/sitemap.xml"] as const;

/** Pages and files that every site has, and that links may lead to. */
export const FIXED_PAGES = [
  "/",
  "/postmortems/",
  "/runbooks/",
  "/pages/",
  "/tags/",
  "/references/",
  "/trackers/",
  "/workarounds/",
  "/reviews/",
  "/checks/",
  "/hosts/",
  "/alerts/",
  "/search/",
  "/api/alerts.json",
  "/api/alerts.schema.json",
  "/api/references.json",
  "/api/references.schema.json",
  "/api/looks.json",
  "/metrics.prom",
  "/robots.txt",
  "/404.html",
] as const;

/**
 * First parts of addresses below which the site writes files whose names are not known here, and files of its output
 * that are no pages: a page of the content might vanish there.
 */
const RESERVED = ["assets", "badges", "pagefind", "_redirects", ".faultbook"] as const;

/** Whether a path is below one of them, whatever its case. */
export function isReserved(path: string): boolean {
  const [, first] = path.toLowerCase().split("/");
  return RESERVED.some((name) => name === first);
}
