// All tags with the number of documents that carry them.

import { html } from "../core/html.ts";
import { tagUrl } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { byInitial, groupedItems } from "./parts/lists/grouped-list.ts";
import { documentsByTag, rowList } from "./parts/lists/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/tags/index.html" },
  render(data) {
    const tags = documentsByTag(data.corpus.documents);
    const rows = tags.map(({ tag, documents: { length } }) => ({ title: tag, url: tagUrl(tag), facts: `${length}` }));
    const list = groupedItems(data, byInitial(rows), { list: (items, look) => rowList(data, items, look, "dense") });
    const body = html`<h1>Tags</h1>
${tags.length === 0 ? html`<p>No document has a tag yet.</p>` : html`<p class="lead">Each tag, with the number of documents that carry it.</p>${list}`}`;
    return shell(data, { url: "/tags/", title: "Tags", description: described(tags.map(({ tag }) => tag)), body });
  },
};
export default page;

/** The first ones are enough for a search engine. */
const SOME = 8;

function described(tags: readonly string[]): string {
  const named = tags.slice(0, SOME).join(", ");
  const all = tags.length === 1 ? "The one tag" : `All ${tags.length} tags`;
  return `${all} of this site${named && `: ${named}`}${tags.length > SOME ? " …" : ""}`;
}
