// Where the runbook_url of a rule leads, in words and with a link. The address is whatever somebody wrote: a link is made
// only of what a browser opens as a page.

import { type Html, html } from "../../../core/html.ts";
import type { Alert, Leads } from "../../../model/alert.ts";
import { pathOf } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { HELD_BACK } from "../document/prose.ts";
import { titleText } from "../language.ts";

/** What the rules of an alert say of that, each once. Not that a runbook is held back: that concerns all of the alert. */
export function leadsTold(data: PageData, alert: Alert): Html[] {
  const told = alert.rules
    .filter(({ leads }) => leads.to !== "held-back" && !isOwnPage(leads, alert))
    .flatMap(({ leads }) => leadsWords(data, leads) ?? []);
  return [...new Map(told.map((words) => [words.toString(), html`Its runbook_url ${words}`])).values()];
}

function isOwnPage(leads: Leads, { url }: Alert): boolean {
  return leads.to === "page" && pathOf(leads.url) === url;
}

/** "leads elsewhere: wiki.example"; null for a rule that has none. */
export function leadsWords(data: PageData, leads: Leads): Html | null {
  switch (leads.to) {
    case "nothing":
      return null;
    case "page":
      return html`leads to ${pageLink(data, leads.url)}`;
    case "held-back":
      return html`leads to a page ${heldBack}`;
    case "dead":
      return html`leads to no page: <code>${leads.url}</code>`;
    case "elsewhere":
      return html`leads elsewhere: ${away(leads.url)}`;
    case "template":
      return html`cannot be known before the alert fires: <code>${leads.url}</code>`;
    case "not judged":
      return html`leads to ${away(leads.url)}. Whether that is a page of this site is not known: its settings state no url`;
  }
}

export const heldBack = html`<span class="held-back">${HELD_BACK}</span>`;

function pageLink(data: PageData, url: string): Html {
  const document = data.corpus.byUrl.get(pathOf(url));
  return html`<a href="${href(data, url)}">${document === undefined ? url : titleText(data, document)}</a>`;
}

function away(text: string): Html {
  const url = URL.parse(text);
  const isWeb = url !== null && /^https?:$/.test(url.protocol);
  return isWeb ? html`<a href="${url.href}">${url.host}</a>` : html`<code>${text}</code>`;
}
