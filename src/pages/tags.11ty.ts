// One page for each tag: what carries it, by kind.

import { html } from "../core/html.ts";
import type { AnyDocument } from "../corpus/documents.ts";
import { outputOf, tagUrl } from "../model/urls.ts";
import type { PageType } from "./page-type.ts";
import { ABOVE, breadcrumb } from "./parts/lists/folders.ts";
import { type Group, groupedList } from "./parts/lists/grouped-list.ts";
import { shell } from "./parts/shell.ts";

const page: PageType<{ entry: { tag: string; documents: readonly AnyDocument[] } }> = {
  data: {
    pagination: { data: "toMake.tags", size: 1, alias: "entry" },
    permalink: ({ entry }) => outputOf(tagUrl(entry.tag)),
  },
  render(data) {
    const { tag, documents } = data.entry;
    const body = html`${breadcrumb(data, ABOVE.tag)}<h1>Tag: ${tag}</h1>${groupedList(data, byKind(documents))}`;
    const description = `What carries the tag “${tag}”: ${documents.length === 1 ? "1 document" : `${documents.length} documents`}`;
    return shell(data, { url: tagUrl(tag), title: `Tag: ${tag}`, description, body });
  },
};
export default page;

const KINDS = [
  ["runbook", "Runbooks"],
  ["postmortem", "Post-mortems"],
  ["page", "Pages"],
] as const;

/** Documents of one kind need no heading. */
function byKind(documents: readonly AnyDocument[]): readonly Group[] {
  const groups = KINDS.map(([kind, title]) => ({ title, items: documents.filter(({ home }) => home === kind) }));
  return groups.some(({ items }) => items.length === documents.length) ? [{ title: "", items: documents }] : groups;
}
