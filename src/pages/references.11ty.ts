// Every upstream item that the content refers to: state, where that comes from, when it was last looked at, and where
// it is used.

import { type Html, html, when } from "../core/html.ts";
import { formatDay } from "../model/date.ts";
import type { Reference } from "../model/reference.ts";
import { stateWords } from "../model/state.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { anchorOf, badge, sourceText } from "./parts/badge.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/references/index.html" },
  render(data) {
    const { list } = data.references;
    const body = html`<h1>References</h1>
<p class="lead">Upstream bugs, changes and threads that pages here refer to; what is still open comes first.</p>
${list.length === 0 ? html`<p>No page refers to an item of a known tracker yet.</p>` : html`<ul class="reference-cards">${list.map((reference) => card(data, reference))}</ul>`}`;
    return shell(data, {
      url: "/references/",
      title: "References",
      description: "State of every upstream bug that pages here refer to",
      body,
    });
  },
};
export default page;

function card(data: PageData, reference: Reference): Html {
  return html`<li id="${anchorOf(reference)}"><p><a href="${reference.url}">${reference.label}</a> ${badge(data, reference)} <span class="facts">${reference.tracker.title}</span></p>
${when(reference.title, () => html`<p>${reference.title}</p>`)}${targets(reference)}<p class="small">${sourceText(reference)}${remoteWords(reference)}. ${evidence(reference)}${lastLook(reference)}</p>
<p class="small">Used in ${usedIn(data, reference)}</p></li>
`;
}

function remoteWords({ remoteStatus }: Reference): Html | null {
  return when(remoteStatus, () => html`; upstream says “${remoteStatus}”`);
}

function targets({ targets: all }: Reference): Html | null {
  if (all.length === 0) return null;
  return html`<ul class="small">${all.map(({ name, state, version, remoteStatus }) => html`<li>${name}: ${stateWords(state, { version })}${when(remoteStatus, () => html` (“${remoteStatus}”)`)}</li>`)}</ul>`;
}

function evidence({ source }: Reference): Html | null {
  if (source?.kind !== "by-hand") return null;
  return html`Evidence: ${linked(source.evidence)}${when(source.note, () => html` (${source.note ?? null})`)}. `;
}

function linked(text: string): Html {
  const isUrl = /^https?:\/\/\S+$/.test(text);
  return isUrl ? html`<a href="${text}">${text}</a>` : html`${text}`;
}

/** A failed look is told beside the state and changes nothing of it. */
function lastLook({ look, source }: Reference): string {
  if (look === undefined) return source?.kind === "by-hand" ? "Not yet looked at live." : "";
  const day = formatDay(look.at.slice(0, 10));
  if (look.result === "ok") return `Last looked at on ${day}.`;
  const good = look.lastGood === undefined ? "never yet" : formatDay(look.lastGood.slice(0, 10));
  return `The last look on ${day} failed (${look.result}); last good look: ${good}.`;
}

function usedIn(data: PageData, { uses }: Reference): Html {
  const documents = new Map(uses.map(({ document }) => [document.url, document.title]));
  return html`${[...documents].map(([url, title], i) => html`${i > 0 ? ", " : ""}<a href="${href(data, url)}">${title}</a>`)}`;
}
