// All machines that checks are tried on.

import { hostKind } from "../checks/runs/evidence-kind.ts";
import { html, when } from "../core/html.ts";
import { hostUrl } from "../model/urls.ts";
import { href, type PageType } from "./page-type.ts";
import { hostLink } from "./parts/check-tried.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/hosts/index.html" },
  render(data) {
    const hosts = [...data.corpus.hosts.values()];
    const items = hosts.map(
      (host) =>
        html`<li><a href="${href(data, hostUrl(host.name))}">${host.name}</a> <span class="facts">${hostKind(host)}${when(host.from, () => html`, from ${hostLink(data, host.from ?? "")}`)}</span><p>${host.summary}</p></li>\n`,
    );
    const body = html`<h1>Machines on file</h1>
<p class="lead">What checks are tried on: files and command answers of machines, kept byte for byte. “Recorded” ones come from a real machine, “shaped” ones were written after a documented format; a “partly recorded” machine has both, and its page says which is which. What runs on them is the real bash, in a sandbox that holds nothing else. One “from” another has its files and answers, but for the differences that its page names.</p>
<ul class="documents">${items}</ul>`;
    return shell(data, { url: "/hosts/", title: "Machines on file", body });
  },
};
export default page;
