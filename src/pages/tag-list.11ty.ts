// All tags with the number of documents that carry them.

import { html } from "../core/html.ts";
import { tagUrl } from "../model/urls.ts";
import { href, type PageType } from "./page-type.ts";
import { documentsByTag } from "./parts/lists/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/tags/index.html" },
  render(data) {
    const tags = documentsByTag(data.corpus.documents);
    const items = tags.map(
      ({ tag, documents }) =>
        html`<li><a href="${href(data, tagUrl(tag))}">${tag}</a> <span class="facts">${documents.length}</span></li>\n`,
    );
    const body = html`<h1>Tags</h1>${tags.length === 0 ? html`<p>No document has a tag yet.</p>` : html`<ul class="tags">${items}</ul>`}`;
    return shell(data, { url: "/tags/", title: "Tags", body });
  },
};
export default page;
