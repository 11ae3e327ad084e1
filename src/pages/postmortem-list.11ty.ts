// All post-mortems, newest first.

import { html } from "../core/html.ts";
import type { PageType } from "./page-type.ts";
import { documentList } from "./parts/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/postmortems/index.html" },
  render(data) {
    const { postmortems } = data.corpus;
    const body = html`<h1>Post-mortems</h1>
${postmortems.length === 0 ? html`<p>None yet. They live in <code>content/postmortems/</code>.</p>` : documentList(data, postmortems)}`;
    return shell(data, {
      url: "/postmortems/",
      title: "Post-mortems",
      description: "All post-mortems, newest first",
      body,
    });
  },
};
export default page;
