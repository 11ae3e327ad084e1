// One page for each tag: what carries it, by kind.

import { html } from "../core/html.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import { outputOf, tagUrl } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { ABOVE, breadcrumb } from "./parts/lists/folders.ts";
import { groupedList } from "./parts/lists/grouped-list.ts";
import { listPage } from "./parts/lists/list-pages.ts";
import { byKind, pagesOfTag } from "./parts/lists/tags.ts";
import { shell } from "./parts/shell.ts";

const page: PageType<{ entry: { tag: string; documents: readonly AnyDocument[] } }> = {
  data: {
    pagination: { data: "toMake.tags", size: 1, alias: "entry" },
    permalink: ({ entry }) => outputOf(tagUrl(entry.tag)),
  },
  render(data) {
    const { tag, documents } = data.entry;
    const pages = pagesOfTag(data, documents, tagUrl(tag));
    const list =
      pages === undefined ? groupedList(data, byKind(documents)) : listPage(data, { list: pages, number: 1 });
    const body = html`${breadcrumb(data, ABOVE.tag)}<h1>Tag: ${tag}</h1>${list}`;
    const description = `What carries the tag “${tag}”: ${documents.length === 1 ? "1 document" : `${documents.length} documents`}`;
    return shell(data, { url: tagUrl(tag), title: `Tag: ${tag}`, description, body });
  },
};
export default page;
