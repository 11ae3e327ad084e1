// All post-mortems, newest first, by year where there are many.

import { html } from "../core/html.ts";
import type { PostmortemDocument } from "../corpus/documents.ts";
import type { PageType } from "./page-type.ts";
import { type Group, groupedList, listScripts, SHORT } from "./parts/grouped-list.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/postmortems/index.html" },
  render(data) {
    const { postmortems } = data.corpus;
    const groups = byYear(postmortems);
    const body = html`<h1>Post-mortems</h1>
${postmortems.length === 0 ? html`<p>None yet. They live in <code>content/postmortems/</code>.</p>` : groupedList(data, groups)}`;
    return shell(data, {
      url: "/postmortems/",
      title: "Post-mortems",
      description: "All post-mortems, newest first",
      scripts: listScripts(groups),
      body,
    });
  },
};
export default page;

/** A list that fits on a screen needs no years: each row has its date. */
function byYear(postmortems: readonly PostmortemDocument[]): readonly Group[] {
  if (postmortems.length <= SHORT) return [{ title: "", items: postmortems }];
  const { dated = [], undated = [] } = Object.groupBy(postmortems, ({ data: { date } }) =>
    date ? "dated" : "undated",
  );
  const years = [...Map.groupBy(dated, ({ data: { date } }) => date?.slice(0, 4) ?? "")]
    .map(([title, items]) => ({ title, items }))
    // Round midnight, the order of instants is not that of the years of their zones.
    .sort((a, b) => Number(b.title) - Number(a.title));
  return [...years, { title: "Without a date", items: undated }];
}
