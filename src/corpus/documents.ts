// A document of any kind: its entry at its address, with the places of its front matter.

import type { Place, Source } from "../core/position.ts";
import { advice, type Problem } from "../core/problem.ts";
import type { Rendered, Slot } from "../markdown/document.ts";
import type { OpeningHeading } from "../markdown/opening-heading.ts";
import type { Page } from "../model/document.ts";
import { POSTMORTEM_FINAL, type Postmortem } from "../model/postmortem.ts";
import { RUNBOOK_FINAL, type Runbook } from "../model/runbook.ts";
import type { Settings } from "../model/settings.ts";
import type { DocumentKind } from "../model/urls.ts";
import { type Address, addressProblems, withSlug } from "./addresses.ts";
import type { Entry, Facts, Parts } from "./entry/entry.ts";
import { placesOf } from "./entry/places.ts";
import { lacking } from "./lacking.ts";

/** Facts about a text, and the text itself, which may have to be read. */
export type DocumentText = Facts["rendered"] & {
  /** The same for the same text. */
  readonly key: string;
  readonly slots: readonly Slot[];
  readonly parts: Parts;
};

export type Document<K extends DocumentKind | "section", Data> = Address & {
  readonly kind: K;
  readonly title: string;
  /** The opening heading that says the title, as its author spelt it there: the page prints this one. */
  readonly heading: OpeningHeading | undefined;
  readonly data: Data;
  readonly rendered: DocumentText;
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

/** Keys that `status: final` asks for. */
const FINAL: Readonly<Record<AnyDocument["kind"], readonly string[]>> = {
  postmortem: POSTMORTEM_FINAL,
  runbook: RUNBOOK_FINAL,
  page: [],
  section: [],
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

/** The document of an entry; what is wrong with it is added to `problems`. */
export function documentOf(
  source: Source,
  address: Address,
  entry: Entry,
  { settings, problems }: { readonly settings: Settings; readonly problems: Problem[] },
): AnyDocument | Unreadable {
  const { found, mayGuard, title, heading, rendered, problems: own } = entry.facts;
  for (const one of own) problems.push(one);
  if (found === undefined) return { ...address, kind: "unreadable", text: source.text, mayGuard, rendered };
  const { data, isPartial, places } = found;
  const { placeOf, placeOfKey } = placesOf(places, source.file);
  // The schema of its data follows from its kind.
  const document = {
    ...(data.slug === undefined || address.isSection ? address : withSlug(address, data.slug)),
    kind: address.isSection ? "section" : address.home,
    title,
    heading,
    data,
    rendered: textOf(entry, rendered),
    placeOf: (...path) => placeOf(path),
    placeOfKey,
    ...(isPartial ? { unread: source.text } : {}),
  } as AnyDocument;
  const others = [...lacking(document, FINAL[document.kind], settings), ...addressProblems(document)];
  for (const one of others) problems.push(one);
  if (data.slug !== undefined && address.isSection) problems.push(advice(document.placeOf("slug"), ...SECTION_SLUG));
  return document;
}

function textOf({ key, slots, parts }: Entry, facts: Facts["rendered"]): DocumentText {
  return {
    ...facts,
    key,
    slots,
    get parts() {
      return parts();
    },
  };
}

const SECTION_SLUG = [
  "slug of a folder's own page has no effect",
  "Remove it, or rename the folder: its name gives the address of everything in it",
] as const;
