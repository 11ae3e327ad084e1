// Ids of what a page puts around an author's text. They begin alike, so that hardly any heading has the same id.

export const PAGE_PARTS = [
  "main",
  "menu",
  "affected",
  "evidence",
  "uname",
  "elsewhere",
  "timeline",
  "mitigations",
  "runbooks",
  "actions",
  "lessons",
  "incidents",
  "references",
  "list",
  "filter",
  "log",
] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

const PREFIX = "page-";

export function pageId(part: PagePart): string {
  return PREFIX + part;
}

/** What the ids of a list's groups begin with; the page makes the rest of them out of other documents. */
export const GROUP_PREFIX = `${PREFIX}group-`;

/** Whether an id is, or looks like, that of a part of a page. */
export function isPageId(id: string): boolean {
  return id.startsWith(PREFIX);
}
