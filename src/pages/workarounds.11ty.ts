// Everything that is done only until upstream has moved: what can go, what somebody must decide, what stays.

import { type Html, html, when } from "../core/html.ts";
import { pageId } from "../model/page-ids.ts";
import type { Consequence, JudgedWait } from "../model/wait.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { LOOKED_SCRIPT, looked } from "./parts/looked.ts";
import { shell } from "./parts/shell.ts";
import { waitNote } from "./parts/until.ts";

type Group = {
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly has: (consequence: Consequence) => boolean;
};

const GROUPS: readonly Group[] = [
  {
    id: "retirable",
    title: "Can go",
    meaning: "What was waited for has come. A host that runs a version named here can drop it; all others go on.",
    has: ({ kind, versions }) => kind === "retirable" && versions.length > 0,
  },
  {
    id: "which-version",
    title: "Which version?",
    meaning: "Upstream is done, and nobody here knows a version that has it. Go on, until somebody has looked it up.",
    has: ({ kind, versions }) => kind === "retirable" && versions.length === 0,
  },
  {
    id: "doubtful",
    title: "Decide",
    meaning: "Nobody knows whether the fix will come, or whether it holds. Go on, until somebody has decided.",
    has: ({ kind }) => kind === "doubtful",
  },
  {
    id: "permanent",
    title: "Permanent",
    meaning: "Upstream declined. These are no longer workarounds: they are how it is done here.",
    has: ({ kind }) => kind === "permanent",
  },
  {
    id: "waiting",
    title: "Still needed",
    meaning: "Upstream is not there yet.",
    has: ({ kind }) => kind === "waiting",
  },
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

function section(data: PageData, { id, title, meaning, has }: Group): Html | null {
  const waits = data.waits.filter((wait) => has(wait.consequence));
  return when(
    waits.length > 0,
    () => html`<section><h2 id="${id}">${title}</h2><p>${meaning}</p><ul class="workarounds">${waits.map((wait) => item(data, wait))}</ul></section>
`,
  );
}

/** Sections of a post-mortem have anchors; where in a text a link stands has none. */
const ANCHORS: Readonly<Record<JudgedWait["kind"], string>> = {
  mitigation: `#${pageId("mitigations")}`,
  action: `#${pageId("actions")}`,
  callout: "",
  step: "",
  text: "",
};

function item(data: PageData, wait: JudgedWait): Html {
  const { document, kind, text } = wait;
  return html`<li><p><strong>${text}</strong> <span class="facts">${kind} in</span> <a href="${href(data, document.url)}${ANCHORS[kind]}">${document.title}</a></p>${waitNote(data, wait)}</li>
`;
}
