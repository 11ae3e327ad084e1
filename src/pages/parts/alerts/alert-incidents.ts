// The post-mortems that name an alert, each with the alerts that fired beside it.

import { type Html, html, when } from "../../../core/html.ts";
import { oncePerList, positionsIn } from "../../../core/once-per-list.ts";
import type { PostmortemDocument } from "../../../corpus/documents.ts";
import type { Alert } from "../../../model/alert.ts";
import { formatDay } from "../../../model/date.ts";
import { pageId } from "../../../model/page-ids.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { alertLink } from "../document/related.ts";
import { titleText } from "../language.ts";

export function alertIncidents(data: PageData, { name, otherNames }: Alert): Html | null {
  const own = new Set([name, ...otherNames]);
  const named = byAlert(data.corpus.postmortems);
  const positions = positionsIn(data.corpus.postmortems);
  const found = [...new Set([...own].flatMap((one) => named.get(one) ?? []))];
  found.sort((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0));
  const items = found.map((postmortem) => {
    const { date, alerts } = postmortem.data;
    const others = [...new Set(alerts.map((one) => one.name))].filter((one) => !own.has(one));
    const links = others.map((one, i) => html`${i > 0 ? ", " : ""}${alertLink(data, one)}`);
    return html`<li><a href="${href(data, postmortem.url)}">${titleText(data, postmortem)}</a>${when(date, () => html` (${formatDay(date ?? "")})`)}${when(links.length > 0, () => html`<p>Fired with: ${links}</p>`)}</li>\n`;
  });
  return when(items.length > 0, () => html`<h2 id="${pageId("incidents")}">Incidents</h2>\n<ul>${items}</ul>\n`);
}

const byAlert = oncePerList((postmortems: readonly PostmortemDocument[]) => {
  const found = new Map<string, PostmortemDocument[]>();
  for (const postmortem of postmortems)
    for (const { name } of postmortem.data.alerts)
      if (found.get(name)?.push(postmortem) === undefined) found.set(name, [postmortem]);
  return found;
});
