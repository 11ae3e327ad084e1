// What a search does not find of a page, beside what says so itself (data-pagefind-ignore).

/**
 * Labels, dates and states: they are not worth a search, would crowd the excerpts, and would change the index in a
 * night in which only upstream moves. Each is a tag or a class, behind those that it lies in.
 */
export const NOT_SEARCHED: readonly string[] = [
  ...["button", "form", ".facts", ".first-check", ".fetch"],
  ...[".check summary", ".tested", ".snippet figcaption"],
  // The record of a check has its source.
  ".check .source",
];
