// Every upstream item that the content refers to: state, where that comes from, and where it is used.

import { type Html, html, when } from "../core/html.ts";
import type { Reference } from "../model/reference.ts";
import { stateWords } from "../model/state.ts";
import { badgeUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { anchorOf, badge, sourceText } from "./parts/badge.ts";
import { LOOKED_SCRIPT, LOOKS_URL, lastLook, looked, lookPlace } from "./parts/looked.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/references/index.html" },
  render(data) {
    const { list } = data.references;
    const body = html`<h1>References</h1>
<p class="lead">Upstream bugs, changes and threads that pages here refer to; what is still open comes first. <a href="${href(data, "/trackers/")}">Which trackers are known</a> · <a href="${href(data, "/workarounds/")}">What waits for these items</a></p>
${looked(data)}${list.length === 0 ? html`<p>No page refers to an item of a known tracker yet.</p>` : html`<ul class="reference-cards">${list.map((reference) => card(data, reference))}</ul>`}
${forMachines(data)}`;
    return shell(data, {
      url: "/references/",
      title: "References",
      description: "State of every upstream bug that pages here refer to",
      scripts: [LOOKED_SCRIPT],
      body,
    });
  },
};
export default page;

function card(data: PageData, reference: Reference): Html {
  const anchor = anchorOf(data, reference);
  return html`<li id="${anchor}"><p><a href="${reference.url}">${reference.label}</a> ${badge(data, reference)} <span class="facts">${reference.tracker.title}</span></p>
${when(reference.title, () => html`<p>${reference.title}</p>`)}${targets(reference)}<p class="small">${sourceText(reference)}${remoteWords(reference)}. ${evidence(reference)}${moved(reference)}${lastLook(reference)}${lookPlace(anchor)}</p>
<p class="small">Used in ${usedIn(data, reference)} · <a href="${href(data, badgeUrl(anchor))}">badge as SVG</a></p></li>
`;
}

function moved({ movedTo }: Reference): Html | null {
  return movedTo === undefined ? null : html`Moved to ${linked(movedTo)}. `;
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

function usedIn(data: PageData, { uses }: Reference): Html {
  const documents = new Map(uses.map(({ document }) => [document.url, document.title]));
  return html`${[...documents].map(([url, title], i) => html`${i > 0 ? ", " : ""}<a href="${href(data, url)}">${title}</a>`)}`;
}

function forMachines(data: PageData): Html {
  const files = [
    ["/api/references.json", "JSON"],
    ["/api/references.schema.json", "schema"],
    [LOOKS_URL, "looks"],
    ...(data.corpus.settings.url === undefined ? [] : [["/references.xml", "feed"] as const]),
    ["/metrics.prom", "metrics"],
  ] as const;
  const links = files.map(([url, name], i) => html`${i > 0 ? ", " : ""}<a href="${href(data, url)}">${name}</a>`);
  return html`<p class="small">For machines: ${links}</p>`;
}
