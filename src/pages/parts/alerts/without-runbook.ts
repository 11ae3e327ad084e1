// What the page of an alert without a runbook says: that there is none, and what may help.

import { hasPage } from "../../../alerts/coverage.ts";
import { type Html, html, when } from "../../../core/html.ts";
import { nameWords } from "../../../core/name-words.ts";
import type { Alert } from "../../../model/alert.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { breakable } from "../breakable.ts";
import { titleText } from "../language.ts";
import { leadsTold } from "./leads.ts";
import { type Near, nearest } from "./nearest.ts";

export function withoutRunbook(data: PageData, alert: Alert, isHeldBack: boolean): Html {
  const leads = leadsTold(data, alert);
  const near = nearest(data, alert).map((one) => nearItem(data, one));
  const words = nameWords(alert.name).join(" ");
  const search = href(data, `/search/?q=${encodeURIComponent(words)}`);
  const none = html`<p><strong>This site has no runbook for this alert.</strong></p>\n`;
  return html`<div class="act">${when(!isHeldBack && !hasPage(alert), () => none)}${leads.map((one) => html`<p>${one}</p>\n`)}${when(near.length > 0, () => html`<p>The nearest runbooks:</p>\n<ul>${near}</ul>\n`)}<p><a href="${search}">Search for “${words}”</a> · <a href="${href(data, "/alerts/")}">All alerts</a></p></div>
`;
}

function nearItem(data: PageData, { runbook, alert }: Near): Html {
  const via = when(alert, () => html` <span class="facts">${breakable(alert ?? "")}</span>`);
  return html`<li><a href="${href(data, runbook.url)}">${titleText(data, runbook)}</a>${via}</li>\n`;
}
