// 404: whoever comes from an alert without a runbook sees what to do now, and how to add the runbook later.

import { type Html, html, when } from "../core/html.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { runbookIndex } from "./parts/lists/runbook-index.ts";
import { searchForm } from "./parts/search-form.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/404.html" },
  render(data) {
    const body = html`<h1>No such page</h1>
<p class="lead">An alert that sent you here has no runbook at this address. One of these may help:</p>
<p class="reserved" data-search="${href(data, "/search/")}" data-alerts="${href(data, "/alerts/")}" hidden>&nbsp;</p>
${searchForm(data)}${when(data.alerts.length > 0, () => alertAddress(data))}${runbookIndex(data)}
<h2>How to add the runbook</h2>
<ol><li>Write <code>content/runbooks/&lt;name&gt;.md</code> with the sections First minute, Meaning, Impact, Diagnosis and Mitigation, and put the alert’s name under <code>alerts:</code>.</li>
<li>Point the rule’s <code>runbook_url</code> to <code>${href(data, "/runbooks/")}&lt;name&gt;/</code>.</li>
<li>Run <code>npm run build</code>. It lists what is missing.</li></ol>`;
    return shell(data, { url: "/404.html", title: "No such page", body });
  },
};
export default page;

/** Who was sent here by an alert that was renamed, or that the site does not know. */
function alertAddress(data: PageData): Html {
  const address = href(data, "/alerts/");
  return html`<p>An alert’s page is <code>${address}&lt;Name&gt;/</code>, with a hyphen for all but letters, digits, “_”, “.” and “-”. <a href="${address}">All alerts</a></p>
`;
}
