// One page for each tag.

import { html } from "../core/html.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import { outputOf, tagUrl } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { ABOVE, breadcrumb } from "./parts/lists/folders.ts";
import { groupedList } from "./parts/lists/grouped-list.ts";
import { shell } from "./parts/shell.ts";

const page: PageType<{ entry: { tag: string; documents: readonly AnyDocument[] } }> = {
  data: {
    pagination: { data: "tagged", size: 1, alias: "entry" },
    permalink: ({ entry }) => outputOf(tagUrl(entry.tag)),
  },
  render(data) {
    const { tag, documents } = data.entry;
    const groups = [{ title: "", items: documents }];
    const body = html`${breadcrumb(data, ABOVE.tag)}<h1>Tag: ${tag}</h1>${groupedList(data, groups)}`;
    return shell(data, { url: tagUrl(tag), title: `Tag: ${tag}`, body });
  },
};
export default page;
