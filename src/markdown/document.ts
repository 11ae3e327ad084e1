// What rendering a document gives, and the state that the features share while it is rendered. Tokens are dropped
// after rendering; only this small record stays in memory.

import type { Token } from "markdown-it";
import type { Place, Source } from "../core/position.ts";
import type { Problem } from "../core/problem.ts";
import type { Owner } from "../model/owner.ts";
import type { Role } from "../model/reference.ts";
import type { BoundShortForm } from "../model/short-form.ts";
import type { Until } from "../model/until.ts";

export type Heading = {
  readonly level: number;
  readonly id: string;
  readonly text: string;
  /** Line of the file, counted from 1. */
  readonly line: number;
  /** True if nothing is below it, not even a smaller heading. */
  readonly isEmpty: boolean;
};

/** A link or an image as the author wrote it; with a role if its title is one. */
export type FoundLink = { readonly url: string; readonly place: Place; readonly role?: Role };

/** A link whose title is an `until`, and the text of the item, callout or paragraph around it, shortened. */
export type FoundUntil = {
  readonly until: Until;
  readonly place: Place;
  readonly kind: "callout" | "step" | "text";
  readonly text: string;
};

/** A fenced code block with `check=`: the snippet and its highlighted form. */
export type FoundCheck = {
  readonly id: string;
  readonly snippet: string;
  readonly html: string;
  readonly place: Place;
};

/**
 * A place in the rendered HTML that a page fills: where a link of the site leads, a state behind a link that leads out,
 * the outcome of an `until`, a check's panel. So a document's HTML depends on its own bytes alone. `attributes` are
 * finished HTML.
 */
export type Slot =
  | { readonly kind: "link"; readonly url: string; readonly attributes: string }
  | { readonly kind: "link-end"; readonly url: string }
  | { readonly kind: "image"; readonly url: string; readonly alt: string; readonly attributes: string }
  | { readonly kind: "state"; readonly url: string }
  | { readonly kind: "until"; readonly url: string; readonly place: Place }
  | { readonly kind: "check"; readonly id: string };

export type Rendered = {
  /** Finished HTML with slots between. */
  readonly parts: readonly (string | Slot)[];
  readonly headings: readonly Heading[];
  /** The words of the first-level heading that opens the text, in Markdown or raw HTML. */
  readonly opening: string | undefined;
  readonly links: readonly FoundLink[];
  readonly untils: readonly FoundUntil[];
  /** Ids in the author's own HTML. */
  readonly anchors: readonly string[];
  /** Numbers of the sources that the text lists. */
  readonly sources: readonly number[];
  readonly checks: readonly FoundCheck[];
  /** Fences that are not checks: their code is never executed. */
  readonly untested: readonly { readonly place: Place; readonly language: string; readonly never: boolean }[];
  /** Names of the placeholders that a reader may have filled in, in order, without repeats. */
  readonly placeholders: readonly string[];
  /** The owners whose number or pager is written out in the text. */
  readonly namedOwners: readonly Owner[];
  /** Class of a code token → its CSS declarations. */
  readonly tokenStyles: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
};

/** What differs between sites, as far as rendering is concerned. */
export type Surroundings = {
  /** What authors may write instead of a link to an upstream item. */
  readonly shortForms: readonly BoundShortForm[];
  /** Schemes of addresses that may be linked beside those of the web, such as "slack". */
  readonly schemes: readonly string[];
  /** Whom the text may name, so that the name becomes a link. */
  readonly owners: readonly Owner[];
};

/** Collected while one document is rendered. Features reach it through `draftOf(env)`. */
export type Draft = Surroundings & {
  readonly source: Source;
  /** Lines before the body's first line: those of the front matter. */
  readonly linesBefore: number;
  readonly headings: Heading[];
  readonly links: FoundLink[];
  readonly untils: FoundUntil[];
  readonly anchors: string[];
  readonly sources: number[];
  readonly checks: FoundCheck[];
  readonly untested: { place: Place; language: string; never: boolean }[];
  readonly placeholders: Set<string>;
  readonly namedOwners: Set<Owner>;
  /** What looks like a placeholder and stands in quotes. */
  readonly quotedNames: { name: string; place: Place }[];
  readonly slots: Slot[];
  readonly tokenStyles: Map<string, string>;
  readonly problems: Problem[];
  /** Addresses of Markdown's links that are not slots, by which the sanitiser distinguishes them from raw ones. */
  readonly ownHrefs: Set<string>;
  /** Address of a raw link or image → where the tags with it begin, in order. */
  readonly rawAddresses: Map<string, number[]>;
  hasRawHtml: boolean;
};

const DRAFT = Symbol("draft");

/** The environment that markdown-it passes to every rule. */
export function envOf(draft: Draft): Record<symbol, unknown> {
  return { [DRAFT]: draft };
}

/** The draft of the document that is being rendered. */
export function draftOf(env: unknown): Draft {
  const draft = (env as Record<symbol, unknown> | undefined)?.[DRAFT];
  if (draft === undefined) throw new TypeError("Cannot render: the environment was not made by envOf()");
  return draft as Draft;
}

/** An element that stands for a slot until the HTML is cut at it. Authors cannot write one: see raw-html.ts. */
export function slotMark(draft: Draft, slot: Slot): string {
  draft.slots.push(slot);
  return `<fb-slot n="${draft.slots.length - 1}"></fb-slot>`;
}

const SLOT_MARK = /<fb-slot n="(\d+)"><\/fb-slot>/;

/** Cuts HTML at its slot marks. */
export function cutAtSlots(html: string, slots: readonly Slot[]): (string | Slot)[] {
  return html
    .split(SLOT_MARK)
    .map((part, i) => (i % 2 === 0 ? part : (slots[Number(part)] ?? "")))
    .filter((part) => part !== "");
}

/** An attribute of a token as text; "" if it has none. */
export function attribute(token: Token | undefined, name: string): string {
  return String(token?.attrGet(name) ?? "");
}
