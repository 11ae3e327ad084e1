// All runbooks by folder and title.

import { html } from "../core/html.ts";
import type { PageType } from "./page-type.ts";
import { byFolder, groupedList, listScripts } from "./parts/grouped-list.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/runbooks/index.html" },
  render(data) {
    const { runbooks } = data.corpus;
    const groups = byFolder(runbooks);
    const body = html`<h1>Runbooks</h1>
${runbooks.length === 0 ? html`<p>None yet. They live in <code>content/runbooks/</code>.</p>` : groupedList(data, groups)}`;
    return shell(data, {
      url: "/runbooks/",
      title: "Runbooks",
      description: "What to do when an alert fires",
      scripts: listScripts(groups),
      body,
    });
  },
};
export default page;
