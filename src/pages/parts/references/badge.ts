// The badge behind a link to an upstream item: icon and words of its state. Colour is never the only sign.

import { createHash } from "node:crypto";
import { type Html, html } from "../../../core/html.ts";
import { oncePerList } from "../../../core/once-per-list.ts";
import { formatDay } from "../../../model/date.ts";
import type { Reference, Role } from "../../../model/reference.ts";
import { type State, stateWords } from "../../../model/state.ts";
import { roleIn } from "../../../trackers/resolve.ts";
import { roleWords, shortWords } from "../../../trackers/words.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";

const ICONS: Readonly<Record<State, string>> = {
  unknown: "?",
  gone: "∅",
  open: "○",
  "in-progress": "◐",
  "wont-fix": "⊘",
  closed: "◌",
  merged: "◑",
  fixed: "◕",
  released: "●",
  duplicate: "⧉",
};

const ROLE_ICONS: Readonly<Record<Role, string>> = { cause: "⚑" };

/** The badge; it leads to the item's entry on /references/, with its source and its history. */
export function badge(data: PageData, reference: Reference, document?: Within): Html {
  const { icon, words, look } = shownAs(reference, document);
  return html`<a class="badge ${look}" href="${href(data, "/references/")}#${anchorOf(data, reference)}" title="${sourceText(reference)}" data-pagefind-ignore><span aria-hidden="true">${icon}</span> ${words}</a>`;
}

/** The same within a sentence: the icon and a word or two. The title has the whole words, for who points at it or hears it. */
export function shortBadge(data: PageData, reference: Reference, document: Within): Html {
  const { icon, words, look, role } = shownAs(reference, document);
  const short = shortWords(reference, role);
  const source = sourceText(reference);
  const whole = source.toLowerCase() === words ? words : `${words} · ${source}`;
  return html`<a class="badge short ${look}" href="${href(data, "/references/")}#${anchorOf(data, reference)}" title="${whole}" data-pagefind-ignore><span aria-hidden="true">${icon}</span> ${short}</a>`;
}

type Within = { readonly url: string };

function shownAs(reference: Reference, document: Within | undefined) {
  const { state } = reference;
  // What is a fix to another document may be the cause to this one.
  const role = reference.role ?? (document && roleIn(reference.uses, document.url));
  const words = role === undefined ? reference.words : roleWords(role, reference);
  return { role, words, icon: role === undefined ? ICONS[state] : ROLE_ICONS[role], look: lookOf({ state, role }) };
}

/** The colour goes by the state; that of the change that did it is neither good nor bad. */
function lookOf({ state, role }: Pick<Reference, "state" | "role">): string {
  return role === undefined ? `state-${state}` : `role-${role}`;
}

/** The icon alone, in its colour: for a heading that says the words itself. */
export function stateIcon(state: State): Html {
  return html`<span class="state-${state}" aria-hidden="true">${ICONS[state]}</span>`;
}

/** The heading of a state's group on /references/. Some items of the state "unknown" were looked up, and upstream gave no status. Not everything released is a fix. */
export function stateTitle(state: State): string {
  const words = state === "unknown" || state === "released" ? state : stateWords(state);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The words alone, in the badge's look: for the entry that every badge leads to, below a heading with the icon. */
export function stateMark(reference: Reference): Html {
  return html`<span class="badge ${lookOf(reference)}">${reference.words}</span>`;
}

/**
 * The anchor of a reference on /references/, and the name of its SVG badge: its label in small letters, digits and
 * hyphens. Where that is the same for several references shown, such as those of two instances, all of them get a hash
 * of their address: no order, state or third reference can swap them, and the short anchor leads to none of them.
 */
export function anchorOf({ references }: PageData, reference: Reference): string {
  const plain = plainAnchor(reference);
  if ((plainAnchors(references.list).get(plain) ?? 0) < 2) return plain;
  return `${plain}-${createHash("sha256").update(reference.url).digest("hex").slice(0, 8)}`;
}

function plainAnchor({ tracker, label }: Reference): string {
  const text = `${tracker.name}-${label}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return text.replace(/^-|-$/g, "");
}

const plainAnchors = oncePerList((list: readonly Reference[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const plain of list.map(plainAnchor)) counts.set(plain, (counts.get(plain) ?? 0) + 1);
  return counts;
});

/** The source and the day of the state: a badge without them would claim more than it can show. */
export function sourceText({ source, since, look }: Reference): string {
  if (source === undefined) return look === undefined ? "Not looked up yet" : "No lookup has succeeded yet";
  const held = since === undefined ? "" : ` · since ${formatDay(since)}`;
  if (source.kind === "fetched") return `Seen at ${new URL(source.from).host} on ${formatDay(source.at)}${held}`;
  return `Entered by hand on ${formatDay(source.on)}${held}`;
}
