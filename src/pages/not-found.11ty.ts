// 404: who comes from an alert whose runbook does not exist is told what to do now, and how to add it later.

import { html } from "../core/html.ts";
import { href, type PageType } from "./page-type.ts";
import { documentList } from "./parts/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/404.html" },
  render(data) {
    const body = html`<h1>No such page</h1>
<p class="lead">If an alert sent you here: there is no runbook for this alert yet. One of these may help:</p>
${documentList(data, data.corpus.runbooks)}
<p><a href="${href(data, "/alerts/")}">All alerts</a> · <a href="${href(data, "/search/")}">Search</a></p>
<h2>How to add it</h2>
<ol><li>Write <code>content/runbooks/&lt;name&gt;.md</code> with the sections First minute, Meaning, Impact, Diagnosis, Mitigation, and the alert's name under <code>alerts:</code>.</li>
<li>Let the rule's <code>runbook_url</code> lead to <code>${href(data, "/runbooks/")}&lt;name&gt;/</code>.</li>
<li><code>npm run build</code> tells you what is missing.</li></ol>`;
    return shell(data, { url: "/404.html", title: "No such page", body });
  },
};
export default page;
