// What other generators call the keys of a document. A key only counts as a synonym if its value is of the kind that
// ours wants; otherwise it is a key of its own, and unknown.

export type Synonym = {
  /** As the author writes it; two steps lead into a map. */
  readonly from: readonly [string] | readonly [string, string];
  readonly to: string;
  readonly as: "text" | "date" | "number" | "texts" | "path" | "rootPath";
};

/** Ours come first; if several are present the first counts, and lists are joined. */
export const SYNONYMS: readonly Synonym[] = [
  { from: ["tags"], to: "tags", as: "texts" },
  { from: ["categories"], to: "tags", as: "texts" },
  { from: ["category"], to: "tags", as: "texts" },
  { from: ["keywords"], to: "keywords", as: "texts" },
  { from: ["aliases"], to: "aliases", as: "texts" },
  { from: ["redirect_from"], to: "aliases", as: "texts" },
  // Links of the site that a document comes from lead there.
  { from: ["permalink"], to: "permalinks", as: "path" },
  { from: ["url"], to: "permalinks", as: "path" },
  // Zola
  { from: ["path"], to: "permalinks", as: "rootPath" },
  { from: ["summary"], to: "description", as: "text" },
  { from: ["excerpt"], to: "description", as: "text" },
  // Hugo, Jekyll, Obsidian, Docusaurus, Starlight, Astro, Material for MkDocs
  { from: ["lastmod"], to: "updated", as: "date" },
  { from: ["last_modified_at"], to: "updated", as: "date" },
  { from: ["modified"], to: "updated", as: "date" },
  { from: ["last_update", "date"], to: "updated", as: "date" },
  { from: ["lastUpdated"], to: "updated", as: "date" },
  { from: ["updatedDate"], to: "updated", as: "date" },
  { from: ["date", "updated"], to: "updated", as: "date" },
  { from: ["date", "created"], to: "date", as: "date" },
  { from: ["pubDate"], to: "date", as: "date" },
  { from: ["created"], to: "date", as: "date" },
  { from: ["weight"], to: "weight", as: "number" },
  { from: ["order"], to: "weight", as: "number" },
  { from: ["sidebar_position"], to: "weight", as: "number" },
  { from: ["nav_order"], to: "weight", as: "number" },
];

const NO_EXPIRY = "Remove it: documents do not expire here. Write `draft: true` to hide this one";

/** Keys that steer another generator and have no effect here, with what decides instead. */
export const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  permalink: "Remove it: the address follows from the file's name and folder, or from slug",
  layout: "Remove it: the layout follows from the folder",
  pagination: "Remove it: content cannot steer the generator",
  eleventyComputed: "Remove it: content cannot steer the generator",
  templateEngineOverride: "Remove it: no template language runs in content",
  ...Object.fromEntries(["expiryDate", "expirydate", "unpublishDate", "unpublishdate"].map((key) => [key, NO_EXPIRY])),
};

const FITS: Readonly<Record<Synonym["as"], (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string" || typeof value === "number",
  date: (value) => typeof value === "string",
  number: (value) => typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim())),
  // Not /:year/:title/, nor a template.
  path: (value) => typeof value === "string" && /^\/[^:{}]*$/.test(value),
  // Not src/app.ts, which is a file that the document is about.
  rootPath: (value) => typeof value === "string" && /^\/?[\p{L}\p{N}][^:{}\s]*(?<!\.[a-z]\w{0,4})$/u.test(value),
  texts: (value) => Array.isArray(value) || isScalar(value),
};

/** Whether the value can stand for ours. */
export function fits({ as }: Synonym, value: unknown): boolean {
  return FITS[as](value);
}

export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** A key without a value: `tags:` with nothing after it. */
export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "";
}
