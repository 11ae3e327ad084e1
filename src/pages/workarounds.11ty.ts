// Every workaround that waits for upstream: what can go, what needs a decision, what stays.

import { type Html, html, when } from "../core/html.ts";
import { pageId } from "../model/page-ids.ts";
import type { Consequence, JudgedWait } from "../model/wait.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { sentenceAt, titleAt } from "./parts/language.ts";
import { looked } from "./parts/references/looked.ts";
import { waitNote } from "./parts/references/until.ts";
import { shell } from "./parts/shell.ts";

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
    meaning:
      "Upstream has done what these wait for. Drop the workaround on hosts that run a version named here; keep it on all others.",
    has: ({ kind, versions }) => kind === "retirable" && versions.length > 0,
  },
  {
    id: "which-version",
    title: "Which version?",
    meaning:
      "Upstream has done what these wait for, but no version with it is known here. Keep the workaround until the version is known.",
    has: ({ kind, versions }) => kind === "retirable" && versions.length === 0,
  },
  {
    id: "doubtful",
    title: "Decide",
    meaning: "It is unclear whether the fix will come, or whether it holds. Keep the workaround until that is decided.",
    has: ({ kind }) => kind === "doubtful",
  },
  {
    id: "permanent",
    title: "Permanent",
    meaning: "Upstream declined, so waiting brings no fix. Keep these for good.",
    has: ({ kind }) => kind === "permanent",
  },
  {
    id: "waiting",
    title: "Still needed",
    meaning: "Upstream has not done yet what these wait for. Keep the workaround.",
    has: ({ kind }) => kind === "waiting",
  },
];

const page: PageType = {
  data: { permalink: "/workarounds/index.html" },
  render(data) {
    const body = html`<h1>Workarounds</h1>
<p class="lead">The workarounds on this site that wait for upstream, and what can be done with each now.</p>
${looked(data)}${data.waits.length === 0 ? html`<p>Nothing waits for upstream yet: no mitigation, action item or link has an <code>until</code>.</p>` : GROUPS.map((group) => section(data, group))}`;
    return shell(data, {
      url: "/workarounds/",
      title: "Workarounds",
      description: "Workarounds that wait for upstream: which can go, and which are still needed",
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

/** Sections of a post-mortem have anchors; a place within a text has none. */
const ANCHORS: Readonly<Record<JudgedWait["kind"], string>> = {
  mitigation: `#${pageId("mitigations")}`,
  action: `#${pageId("actions")}`,
  callout: "",
  step: "",
  text: "",
};

function item(data: PageData, wait: JudgedWait): Html {
  const { document, kind, text } = wait;
  return html`<li><p><strong>${sentenceAt(data, document, text)}</strong> <span class="facts">${kind} in</span> <a href="${href(data, document.url)}${ANCHORS[kind]}">${titleAt(data, document)}</a></p>${waitNote(data, wait)}</li>
`;
}
