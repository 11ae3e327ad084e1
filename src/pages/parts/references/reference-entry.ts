// The entry of one reference on /references/: a line that opens to all its evidence. Every badge leads here.

import { type Html, html, when } from "../../../core/html.ts";
import { dateOrder, formatDay } from "../../../model/date.ts";
import type { Transition } from "../../../model/record.ts";
import type { Reference } from "../../../model/reference.ts";
import { isSettled, stateWords } from "../../../model/state.ts";
import { badgeUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { titleAt } from "../language.ts";
import type { OpeningRow } from "../lists/lists.ts";
import { anchorOf, sourceText, stateMark } from "./badge.ts";
import { LOOK_PLACE, lastLook } from "./looked.ts";

/** `isOpen`: its evidence is there without a touch. */
export function referenceEntry(data: PageData, reference: Reference, isOpen: boolean): OpeningRow {
  const { label, title, state } = reference;
  const name = isSettled(state) ? cutLabel(label) : label;
  const line = html`${name} ${stateMark(reference)}${when(title, () => html` <cite>${title}</cite>`)}`;
  return { line, id: anchorOf(data, reference), body: evidence(data, reference), isOpen };
}

/** A settled item has one line. Where it is too short, the project's name is cut and the number stays: "kuber…#9211". */
function cutLabel(label: string): Html {
  const number = /([#@!]\w+|(?<= )\d+)$/.exec(label)?.[0] ?? "";
  return html`<span>${label.slice(0, label.length - number.length)}</span>${number}`;
}

function evidence(data: PageData, reference: Reference): Html {
  const { url } = reference;
  const anchor = anchorOf(data, reference);
  return html`<p${LOOK_PLACE}><a href="${url}">View at ${new URL(url).host}</a>. ${sourceText(untold(reference))}${remoteWords(untold(reference))}. ${byHand(reference)}${flapping(reference)}${moved(reference)}${lastLook(reference)}</p>
${targets(reference)}${historyList(reference)}<p>Used in ${usedIn(data, reference)} · <a href="${href(data, badgeUrl(anchor))}">badge as SVG</a></p>`;
}

/** Leaves out what the newest change below says with the same day and words. */
function untold(reference: Reference): Reference {
  const { since, remoteStatus, history } = reference;
  const move = newestFirst(history).find(({ target }) => target === undefined);
  return {
    ...reference,
    since: move?.at === since ? undefined : since,
    remoteStatus: move?.remoteStatus === remoteStatus ? null : remoteStatus,
  };
}

function remoteWords({ remoteStatus }: Reference): Html | null {
  return when(remoteStatus, () => html`; upstream status “${remoteStatus}”`);
}

function byHand({ source }: Reference): Html | null {
  if (source?.kind !== "by-hand") return null;
  return html`Evidence: ${linked(source.evidence)}${when(source.note, () => html` (${source.note ?? null})`)}. `;
}

function flapping({ flapping: names }: Reference): string {
  if (names.length === 0) return "";
  const what = names.filter((name) => name !== null).join(", ") || "It";
  return `${what} goes back and forth: the state may change again, and the history is shortened. `;
}

function moved({ movedTo }: Reference): Html | null {
  return movedTo === undefined ? null : html`Moved to ${linked(movedTo)}. `;
}

function linked(text: string): Html {
  const isUrl = /^https?:\/\/\S+$/.test(text);
  return isUrl ? html`<a href="${text}">${text}</a>` : html`${text}`;
}

function targets({ targets: all }: Reference): Html | null {
  if (all.length === 0) return null;
  return html`<ul>${all.map(({ name, state, version, remoteStatus }) => html`<li>${name}: ${stateWords(state, { version })}${when(remoteStatus, () => html` (“${remoteStatus}”)`)}</li>`)}</ul>
`;
}

function historyList(reference: Reference): Html | null {
  const { history } = reference;
  if (history.length === 0) return null;
  const items = newestFirst(history).map(
    (move) => html`<li>${formatDay(move.at)}: ${moveWords(move, reference)} (“${move.remoteStatus}”)</li>`,
  );
  return html`<ol>${items}</ol>
`;
}

/** By upstream's dates; within a day, what was written last comes first. */
export function newestFirst(history: readonly Transition[]): readonly Transition[] {
  return history.toReversed().toSorted((a, b) => dateOrder(b.at) - dateOrder(a.at));
}

/** "logger (Ubuntu Jammy): open → fix released" */
export function moveWords({ target, from, to }: Transition, { isChange }: Pick<Reference, "isChange">): string {
  const words = `${stateWords(from, { isChange })} → ${stateWords(to, { isChange })}`;
  return target === undefined ? words : `${target}: ${words}`;
}

function usedIn(data: PageData, { uses }: Reference): Html {
  const documents = new Map(uses.map(({ document }) => [document.url, document]));
  const links = [...documents].map(
    ([url, document]) => html`<a href="${href(data, url)}">${titleAt(data, document)}</a>`,
  );
  return html`${links.map((link, i) => html`${i > 0 ? ", " : ""}${link}`)}`;
}
