// The badge behind a link to an upstream item: icon and words of its state. Colour is never the only sign.

import { type Html, html } from "../../core/html.ts";
import { formatDay } from "../../model/date.ts";
import type { Reference } from "../../model/reference.ts";
import type { State } from "../../model/state.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";

const ICONS: Readonly<Record<State, string>> = {
  unknown: "?",
  gone: "∅",
  open: "○",
  "in-progress": "◐",
  "wont-fix": "⊘",
  closed: "◌",
  fixed: "◕",
  released: "●",
  duplicate: "⧉",
};

/** The badge; it leads to the item's row on /references/, where source and date stand. */
export function badge(data: PageData, reference: Reference): Html {
  const { state, words } = reference;
  return html`<a class="badge state-${state}" href="${href(data, "/references/")}#${anchorOf(reference)}" title="${sourceText(reference)}" data-pagefind-ignore><span aria-hidden="true">${ICONS[state]}</span> ${words}</a>`;
}

/** The anchor of a reference on /references/: its label in small letters, digits and hyphens. */
export function anchorOf(reference: Reference): string {
  const text = `${reference.tracker.name}-${reference.label}`.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return text.replace(/^-|-$/g, "");
}

/** Where the state comes from and of what day it is: a badge without that would claim more than it can show. */
export function sourceText({ source, since }: Reference): string {
  if (source === undefined) return "Nobody has looked at this yet";
  const held = since === undefined ? "" : ` · since ${formatDay(since)}`;
  if (source.kind === "fetched") return `Seen at ${new URL(source.from).host} on ${formatDay(source.at)}${held}`;
  return `Entered by hand on ${formatDay(source.on)}${held}`;
}
