// Ids of what a page puts round an author's text. They begin alike, so that hardly any heading of a text has one of them.

export const PAGE_PARTS = [
  "main",
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
] as const;
export type PagePart = (typeof PAGE_PARTS)[number];

const PREFIX = "page-";

export function pageId(part: PagePart): string {
  return PREFIX + part;
}

/** What the ids of a list's groups begin with; the page makes the rest of them out of other documents. */
export const GROUP_PREFIX = `${PREFIX}group-`;

/** Whether an id is that of a part of a page, or looks so. */
export function isPageId(id: string): boolean {
  return id.startsWith(PREFIX);
}
