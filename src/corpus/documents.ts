// Reads one kind of document: front matter by its schema, body by the renderer, both once.

import { basename } from "node:path";
import type { z } from "zod";
import type { Place, Source } from "../core/position.ts";
import type { Problem } from "../core/problem.ts";
import type { FoundLink, Rendered, Surroundings } from "../markdown/document.ts";
import type { Renderer } from "../markdown/renderer.ts";
import { Page } from "../model/page.ts";
import { POSTMORTEM_FINAL, Postmortem } from "../model/postmortem.ts";
import { RUNBOOK_FINAL, Runbook } from "../model/runbook.ts";
import { type DocumentKind, documentUrl, slugOfFile } from "../model/urls.ts";
import { readData } from "./front-matter/data.ts";
import { type ForLacking, lacking } from "./lacking.ts";

export type Document<K extends DocumentKind, Data> = {
  readonly kind: K;
  readonly file: string;
  readonly slug: string;
  readonly url: string;
  readonly title: string;
  readonly data: Data;
  readonly rendered: Rendered;
  /** Where a value of the front matter stands. */
  readonly placeOf: (...path: PropertyKey[]) => Place;
  /** Where a key of the front matter stands. */
  readonly placeOfKey: (path: readonly PropertyKey[], key: string) => Place;
};

export type PostmortemDocument = Document<"postmortem", Postmortem>;
export type RunbookDocument = Document<"runbook", Runbook>;
export type PageDocument = Document<"page", Page>;
export type AnyDocument = PostmortemDocument | RunbookDocument | PageDocument;

type Kind<K extends DocumentKind, S extends z.ZodType> = {
  readonly kind: K;
  readonly schema: S;
  /** Keys that `status: final` asks for. */
  readonly final: readonly string[];
};

export const POSTMORTEMS = { kind: "postmortem", schema: Postmortem, final: POSTMORTEM_FINAL } as const;
export const RUNBOOKS = { kind: "runbook", schema: Runbook, final: RUNBOOK_FINAL } as const;
export const PAGES = { kind: "page", schema: Page, final: [] } as const;

export type Reading = {
  readonly renderer: Renderer;
  readonly surroundings: Surroundings;
  readonly settings: ForLacking;
  readonly problems: Problem[];
  /** Links in the text of documents whose front matter cannot be used: they are checked all the same. */
  readonly looseLinks: FoundLink[];
};

/** The document, or undefined where its front matter cannot be used; the reasons are among the problems. */
export async function readDocument<K extends DocumentKind, S extends z.ZodType<Postmortem | Runbook | Page>>(
  source: Source,
  kind: Kind<K, S>,
  { renderer, surroundings, settings, problems, looseLinks }: Reading,
): Promise<Document<K, z.output<S>> | undefined> {
  const { found, lines } = readData(source, kind.schema, settings.severities, problems);
  // The body is rendered even when the front matter is broken, so that all its defects are told in one run.
  const rendered = await renderer.render(source, lines, surroundings);
  problems.push(...rendered.problems);
  if (found === undefined) {
    looseLinks.push(...rendered.links);
    return undefined;
  }
  const { data, located } = found;
  const slug = slugOfFile(basename(source.file));
  const document: Document<K, z.output<S>> = {
    kind: kind.kind,
    file: source.file,
    slug,
    url: documentUrl(kind.kind, slug),
    title: data.title ?? rendered.headings.find((h) => h.level === 1)?.text ?? titleOfSlug(slug),
    data,
    rendered: withoutTitle(rendered),
    placeOf: (...path) => located.placeOf(path),
    placeOfKey: located.placeOfKey,
  };
  problems.push(...lacking(document as AnyDocument, kind.final, settings));
  return document;
}

/** zfs-encryption-slow → "Zfs encryption slow": a last resort that at least can be read. */
function titleOfSlug(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** <h1 id="…"> at the very start of the text, and its end, which a slot may stand before. */
const TITLE_START = /^\s*<h1[^>]*>/;
const TITLE_END = /^.*?<\/h1>\s*/s;

/** A heading of the first level that opens the text is the page's title, which the page prints itself. */
function withoutTitle(rendered: Rendered): Rendered {
  const { parts } = rendered;
  const end = parts.findIndex((part) => typeof part === "string" && TITLE_END.test(part));
  if (typeof parts[0] !== "string" || !TITLE_START.test(parts[0]) || end === -1) return rendered;
  return { ...rendered, parts: [String(parts[end]).replace(TITLE_END, ""), ...parts.slice(end + 1)] };
}
