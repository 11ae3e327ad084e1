// Everything that is done only until upstream has moved: what can go, what somebody must decide, what stays.

import { type Html, html, when } from "../core/html.ts";
import type { Consequence, JudgedWait } from "../model/wait.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { LOOKED_SCRIPT, looked } from "./parts/looked.ts";
import { shell } from "./parts/shell.ts";
import { waitNote } from "./parts/until.ts";

const GROUPS: readonly (readonly [Consequence["kind"], string, string])[] = [
  [
    "retirable",
    "Can go",
    "What was waited for has come. A host that runs a version named here can drop it; all others go on.",
  ],
  [
    "doubtful",
    "Decide",
    "Nobody knows whether the fix will come, or whether it holds. Go on, until somebody has decided.",
  ],
  ["permanent", "Permanent", "Upstream declined. These are no longer workarounds: they are how it is done here."],
  ["waiting", "Still needed", "Upstream is not there yet."],
];

const page: PageType = {
  data: { permalink: "/workarounds/index.html" },
  render(data) {
    const body = html`<h1>Workarounds</h1>
<p class="lead">What pages here do only until upstream has moved, and how far it is.</p>
${looked(data)}${data.waits.length === 0 ? html`<p>No page waits for upstream: no mitigation, action item or link carries an <code>until</code> yet.</p>` : GROUPS.map((group) => section(data, group))}`;
    return shell(data, {
      url: "/workarounds/",
      title: "Workarounds",
      scripts: [LOOKED_SCRIPT],
      description: "What can go now that upstream has moved, and what is still needed",
      body,
    });
  },
};
export default page;

function section(data: PageData, [kind, title, meaning]: (typeof GROUPS)[number]): Html | null {
  const waits = data.waits.filter((wait) => wait.consequence.kind === kind);
  return when(
    waits.length > 0,
    () => html`<section><h2 id="${kind}">${title}</h2><p>${meaning}</p><ul class="workarounds">${waits.map((wait) => item(data, wait))}</ul></section>
`,
  );
}

/** Sections of a post-mortem have anchors; where in a text a link stands has none. */
const ANCHORS: Readonly<Record<JudgedWait["kind"], string>> = {
  mitigation: "#page-mitigations",
  action: "#page-actions",
  callout: "",
  step: "",
  text: "",
};

function item(data: PageData, wait: JudgedWait): Html {
  const { document, kind, text } = wait;
  return html`<li><p><strong>${text}</strong> <span class="facts">${kind} in</span> <a href="${href(data, document.url)}${ANCHORS[kind]}">${document.title}</a></p>${waitNote(data, wait)}</li>
`;
}
