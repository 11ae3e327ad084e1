// All runbooks by title.

import { html } from "../core/html.ts";
import type { PageType } from "./page-type.ts";
import { documentList } from "./parts/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/runbooks/index.html" },
  render(data) {
    const { runbooks } = data.corpus;
    const body = html`<h1>Runbooks</h1>
${runbooks.length === 0 ? html`<p>None yet. They live in <code>content/runbooks/</code>.</p>` : documentList(data, runbooks)}`;
    return shell(data, { url: "/runbooks/", title: "Runbooks", description: "What to do when an alert fires", body });
  },
};
export default page;
