// All test hosts, by how much of each comes from a real machine, with the verdicts of the checks on it.

import { type EvidenceKind, hostKind, NOT_RECORDED } from "../checks/runs/evidence-kind.ts";
import { type Html, html, when } from "../core/html.ts";
import { EMPTY_HOST, type Host } from "../model/host.ts";
import { hostUrl } from "../model/urls.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { hostLink, markedVerdicts } from "./parts/checks/check-tried.ts";
import { groupedItems } from "./parts/lists/grouped-list.ts";
import { type Row, rowList } from "./parts/lists/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/hosts/index.html" },
  render(data) {
    const body = html`<h1>Test hosts</h1>
<p class="lead">Checks are tested on these hosts: files and command output, kept byte for byte. Open one to see which of its parts come from a real machine.</p>
${list(data)}
<p class="small">“Recorded” means that it comes from a real machine, “not recorded” that it was written from documentation. A “partly recorded” host has both. A host “from” another one has the same files and command output, apart from the differences on its page. Real bash runs the <a href="${href(data, "/checks/")}">checks</a>, in a sandbox that holds only the test host.</p>`;
    return shell(data, { url: "/hosts/", title: "Test hosts", description: described(data), body });
  },
};
export default page;

/** "The 18 hosts on which checks are tested: …" The built-in one is no host that anybody has. */
function described({ corpus: { hosts } }: PageData): string {
  const count = [...hosts.keys()].filter((name) => name !== EMPTY_HOST.name).length;
  const which = count === 1 ? "The host on which checks are" : `The ${count} hosts on which checks are`;
  return `${which} tested: what each is, how much of it was recorded on a real machine, and the verdicts there`;
}

const KINDS = [
  ["recorded", "Recorded"],
  ["partly recorded", "Partly recorded"],
  [NOT_RECORDED, "Not recorded"],
  ["built in", "Built in"],
] as const satisfies readonly (readonly [EvidenceKind, string])[];

function list(data: PageData): Html {
  const hosts = [...data.corpus.hosts.values()];
  const outcomes = Map.groupBy([...data.outcomes.values()].flat(), ({ host }) => host);
  const groups = KINDS.map(([kind, title]) => ({ title, items: hosts.filter((host) => hostKind(host) === kind) }));
  const rowOf = ({ name, summary, from }: Host): Row => {
    const found = outcomes.get(name) ?? [];
    const verdicts = found.length === 0 ? "no check uses it" : markedVerdicts(found);
    const parent = when(from, () => html` <span>from ${hostLink(data, from ?? "")}</span>`);
    return { title: name, url: hostUrl(name), facts: html`${verdicts}${parent}`, text: summary };
  };
  return groupedItems(data, groups, { list: (items, look) => rowList(data, items.map(rowOf), look, "wide") });
}
