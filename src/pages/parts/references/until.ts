// What became of an `until`, in words beside whatever waits. Search leaves the words out, because they change with the
// state; nothing is ever struck through.

import { type Html, html } from "../../../core/html.ts";
import { oncePerList } from "../../../core/once-per-list.ts";
import type { Place } from "../../../core/position.ts";
import type { JudgedWait } from "../../../model/wait.ts";
import type { PageData } from "../../page-data.ts";
import { badge } from "./badge.ts";

/** The wait of the `until` at a place, for an address. */
function waitAt({ waits }: PageData, place: Place, url: string): JudgedWait | undefined {
  return byPlace(waits)
    .get(keyOf(place))
    ?.find(({ until }) => until.ref === url);
}

const byPlace = oncePerList((waits: readonly JudgedWait[]) => Map.groupBy(waits, ({ place }) => keyOf(place)));

function keyOf({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

/** Words for the middle of a text, behind a link that has its badge already. */
export function untilWords(data: PageData, place: Place, url: string): Html | null {
  const wait = waitAt(data, place, url);
  if (wait === undefined) return null;
  const { words } = wait.consequence;
  return html` <span class="until until-${lookOf(wait)}" data-pagefind-ignore>[${words}]</span>`;
}

/** Green says "you may stop": not where the version is not known. */
function lookOf({ consequence: { kind, versions } }: JudgedWait): string {
  return kind === "retirable" && versions.length === 0 ? "doubtful" : kind;
}

/** A paragraph of its own, with the item that is waited for. */
export function untilNote(data: PageData, place: Place, url: string): Html | null {
  const wait = waitAt(data, place, url);
  return wait === undefined ? null : waitNote(data, wait);
}

export function waitNote(data: PageData, wait: JudgedWait): Html {
  const { consequence, reference, until } = wait;
  return html`<p class="small" data-pagefind-ignore><span class="until until-${lookOf(wait)}">${consequence.words}.</span> ${itemLink(data, reference, until.ref)}</p>`;
}

/** A link to an upstream item with its badge; to any other page, by its host. */
export function itemLink(data: PageData, reference: JudgedWait["reference"], url: string): Html {
  if (reference === undefined) return html`<a href="${url}">${new URL(url).host}</a>`;
  return html`<a href="${url}">${reference.label}</a> ${badge(data, reference)}`;
}
