// Reads one kind of document: front matter by its schema, body by the renderer, both once.

import { basename } from "node:path";
import type { z } from "zod";
import type { Place, Source } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { FoundLink, Rendered, Surroundings } from "../markdown/document.ts";
import type { Renderer } from "../markdown/renderer.ts";
import { dateOfFile } from "../model/date.ts";
import { Page } from "../model/page.ts";
import { POSTMORTEM_FINAL, Postmortem } from "../model/postmortem.ts";
import { RUNBOOK_FINAL, RUNBOOK_SECTIONS, Runbook } from "../model/runbook.ts";
import { WITHOUT_EFFECT } from "../model/synonyms.ts";
import { type DocumentKind, documentUrl, slugOfFile } from "../model/urls.ts";
import { inOwnWords } from "./front-matter/own-words.ts";
import { type FrontMatter, readFrontMatter } from "./front-matter/read.ts";
import { type Strictness, validate } from "./validate.ts";
import type { Located } from "./yaml.ts";

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
  /** Headings that every document of the kind has. */
  readonly sections: readonly string[];
};

export const POSTMORTEMS = { kind: "postmortem", schema: Postmortem, final: POSTMORTEM_FINAL, sections: [] } as const;
export const RUNBOOKS = { kind: "runbook", schema: Runbook, final: RUNBOOK_FINAL, sections: RUNBOOK_SECTIONS } as const;
export const PAGES = { kind: "page", schema: Page, final: [], sections: [] } as const;

export type Reading = {
  readonly renderer: Renderer;
  readonly surroundings: Surroundings;
  readonly problems: Problem[];
  /** Links in the text of documents whose front matter cannot be used: they are checked all the same. */
  readonly looseLinks: FoundLink[];
};

/** The document, or undefined where its front matter cannot be used; the reasons are among the problems. */
export async function readDocument<K extends DocumentKind, S extends z.ZodType<Postmortem | Runbook | Page>>(
  source: Source,
  kind: Kind<K, S>,
  { renderer, surroundings, problems, looseLinks }: Reading,
): Promise<Document<K, z.output<S>> | undefined> {
  const frontMatter = readFrontMatter(source, problems);
  // The body is rendered even when the front matter is broken, so that all its defects are told in one run.
  const rendered = await renderer.render(source, frontMatter.lines, surroundings);
  problems.push(...rendered.problems);
  const own = frontMatter.located && inOwnWords(frontMatter.located, problems);
  const located = own?.located;
  const data = located && validate(kind.schema, located, strictnessOf(located), problems);
  if (located === undefined || data === undefined || !own?.isClear) {
    looseLinks.push(...rendered.links);
    return undefined;
  }
  const name = basename(source.file);
  const slug = slugOfFile(name);
  const document: Document<K, z.output<S>> = {
    kind: kind.kind,
    file: source.file,
    slug,
    url: documentUrl(kind.kind, slug),
    title: data.title ?? rendered.headings.find((h) => h.level === 1)?.text ?? titleOfSlug(slug),
    // A date in the file's name orders files in a folder; where nothing else is said, it is the document's own.
    data: { ...data, date: data.date ?? dateOfFile(name) },
    rendered: withoutTitle(rendered),
    placeOf: (...path) => located.placeOf(path),
    placeOfKey: located.placeOfKey,
  };
  if (data.status === "final") problems.push(...missingForFinal(document, kind.final, frontMatter));
  problems.push(...missingSections(document, kind.sections), ...missingSlug(document));
  return document;
}

function strictnessOf(located: Located): Strictness {
  const status = (located.data as { status?: unknown } | null)?.status;
  const isFinal = typeof status === "string" && status.trim().toLowerCase() === "final";
  return { unknownKeys: isFinal ? "problem" : "advice", withoutEffect: WITHOUT_EFFECT, looseTexts: true };
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

type AnyKind = Document<DocumentKind, Postmortem | Runbook | Page>;

function missingForFinal(document: AnyKind, keys: readonly string[], { lines }: FrontMatter): Problem[] {
  const data = document.data as Readonly<Record<string, unknown>>;
  const missing = keys.filter((key) => data[key] === undefined || (Array.isArray(data[key]) && data[key].length === 0));
  if (missing.length === 0 || lines === 0) return [];
  const what = `status "final" without ${missing.join(", ")}`;
  return [problem(document.placeOf("status"), what, "Add what is missing, or say status: review until it is known")];
}

function missingSections(document: AnyKind, sections: readonly string[]): Problem[] {
  const found = document.rendered.headings.filter((heading) => heading.level === 2).map((heading) => heading.text);
  const missing = sections.filter((section) => !found.includes(section));
  if (missing.length === 0) return [];
  const what = `runbook without the section ${missing.map((section) => `"${section}"`).join(", ")}`;
  const remedy = `Every runbook has, in this order: ${sections.map((section) => `## ${section}`).join(", ")}`;
  return [problem({ file: document.file, line: 1, column: 1, length: 0 }, what, remedy)];
}

function missingSlug({ file, slug }: AnyKind): Problem[] {
  if (slug !== "") return [];
  const place = { file, line: 1, column: 1, length: 0 };
  return [problem(place, "file whose name gives no address", "Use letters, digits and hyphens in it")];
}
