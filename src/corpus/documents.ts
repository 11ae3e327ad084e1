// Reads one kind of document: front matter by its schema, body by the renderer, both once.

import type { z } from "zod";
import type { Place, Source } from "../core/position.ts";
import { advice, type Problem } from "../core/problem.ts";
import type { Rendered, Surroundings } from "../markdown/document.ts";
import { type OpeningHeading, withoutOpening } from "../markdown/opening-heading.ts";
import type { Renderer } from "../markdown/renderer.ts";
import { Page } from "../model/document.ts";
import { POSTMORTEM_FINAL, Postmortem } from "../model/postmortem.ts";
import { RUNBOOK_FINAL, Runbook } from "../model/runbook.ts";
import type { Settings } from "../model/settings.ts";
import type { DocumentKind } from "../model/urls.ts";
import { type Address, addressProblems, withSlug } from "./addresses.ts";
import { readData } from "./front-matter/data.ts";
import { lacking } from "./lacking.ts";
import { isTitle, titleOf } from "./title.ts";

export type Document<K extends DocumentKind | "section", Data> = Address & {
  readonly kind: K;
  readonly title: string;
  /** The opening heading that says the title, as its author spelt it there: the page prints this one. */
  readonly heading: OpeningHeading | undefined;
  readonly data: Data;
  readonly rendered: Rendered;
  /** The place of a value of the front matter. */
  readonly placeOf: (...path: PropertyKey[]) => Place;
  /** The place of a key of the front matter. */
  readonly placeOfKey: (path: readonly PropertyKey[], key: string) => Place;
  /** The text of its file, if keys were left out that may name hosts or alerts. */
  readonly unread?: string | undefined;
};

export type PostmortemDocument = Document<"postmortem", Postmortem>;
export type RunbookDocument = Document<"runbook", Runbook>;
export type PageDocument = Document<"page", Page>;
/** A folder's own page. */
export type SectionDocument = Document<"section", Page>;
export type AnyDocument = PostmortemDocument | RunbookDocument | PageDocument | SectionDocument;

type Kind<K extends DocumentKind | "section", S extends z.ZodType> = {
  readonly kind: K;
  readonly schema: S;
  /** Keys that `status: final` asks for. */
  readonly final: readonly string[];
};

const POSTMORTEMS = { kind: "postmortem", schema: Postmortem, final: POSTMORTEM_FINAL } as const;
const RUNBOOKS = { kind: "runbook", schema: Runbook, final: RUNBOOK_FINAL } as const;
const PAGES = { kind: "page", schema: Page, final: [] } as const;
const SECTIONS = { kind: "section", schema: Page, final: [] } as const;

export type Reading = {
  readonly renderer: Renderer;
  readonly surroundings: Surroundings;
  readonly settings: Settings;
  readonly problems: Problem[];
};

/** A document whose front matter cannot be used; the problems say why. Its audience is unknown. */
export type Unreadable = Address & {
  readonly kind: "unreadable";
  /** Undefined if not even that is available. */
  readonly text: string | undefined;
  /** Whether it may contain a guard, so that the audience of the documents below it is unknown too. */
  readonly mayGuard: boolean;
  readonly rendered: Pick<Rendered, "links">;
};

/** A file of which only the place is known: `text` is what can be read of it. */
export function asUnreadable(address: Address, text: string | undefined, mayGuard: boolean): Unreadable {
  const { file, home, name, url, folder, isOwnPage, isSection } = address;
  return {
    file,
    home,
    name,
    url,
    folder,
    isOwnPage,
    isSection,
    kind: "unreadable",
    text,
    mayGuard,
    rendered: { links: [] },
  };
}

/** Reads the document at an address. */
export async function readDocument(
  source: Source,
  address: Address,
  reading: Reading,
): Promise<AnyDocument | Unreadable> {
  if (address.isSection) return readKind(source, address, SECTIONS, reading);
  if (address.home === "postmortem") return readKind(source, address, POSTMORTEMS, reading);
  if (address.home === "runbook") return readKind(source, address, RUNBOOKS, reading);
  return readKind(source, address, PAGES, reading);
}

async function readKind<K extends DocumentKind | "section", S extends z.ZodType<Postmortem | Runbook | Page>>(
  source: Source,
  address: Address,
  kind: Kind<K, S>,
  { renderer, surroundings, settings, problems }: Reading,
): Promise<Document<K, z.output<S>> | Unreadable> {
  const { found, mayGuard, lines } = readData(source, kind.schema, settings, problems);
  // The body is rendered even when the front matter is broken, so that all its defects are told in one run.
  const rendered = await renderer.render(source, lines, surroundingsOf(kind.kind, surroundings));
  for (const one of rendered.problems) problems.push(found?.data.status === "final" ? asFinished(one) : one);
  if (found === undefined) return { ...address, kind: "unreadable", text: source.text, mayGuard, rendered };
  const { data, located, isPartial } = found;
  const title = data.title ?? titleOf(address, rendered, source, lines);
  const plain = withoutOpening(rendered.parts, (words) => isTitle(words, title));
  const document: Document<K, z.output<S>> = {
    ...(data.slug === undefined || address.isSection ? address : withSlug(address, data.slug)),
    kind: kind.kind,
    title,
    heading: plain?.heading,
    data,
    rendered: plain === undefined ? rendered : { ...rendered, parts: plain.parts },
    placeOf: (...path) => located.placeOf(path),
    placeOfKey: located.placeOfKey,
    ...(isPartial ? { unread: source.text } : {}),
  };
  const others = [...lacking(document as AnyDocument, kind.final, settings), ...addressProblems(document)];
  for (const one of others) problems.push(one);
  if (data.slug !== undefined && address.isSection) problems.push(advice(located.placeOf(["slug"]), ...SECTION_SLUG));
  return document;
}

/** A runbook says whom to call now; a post-mortem that names the same people recalls them. */
function surroundingsOf(kind: AnyDocument["kind"], surroundings: Surroundings): Surroundings {
  return kind === "runbook" ? surroundings : { ...surroundings, owners: [] };
}

const SECTION_SLUG = [
  "slug of a folder's own page has no effect",
  "Remove it, or rename the folder: its name gives the address of everything in it",
] as const;

function asFinished(problem: Problem): Problem {
  return problem.unfinished ? { ...problem, kind: "problem" } : problem;
}
