// All test hosts.

import { hostKind } from "../checks/runs/evidence-kind.ts";
import { html, when } from "../core/html.ts";
import { hostUrl } from "../model/urls.ts";
import { href, type PageType } from "./page-type.ts";
import { hostLink } from "./parts/checks/check-tried.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/hosts/index.html" },
  render(data) {
    const hosts = [...data.corpus.hosts.values()];
    const items = hosts.map(
      (host) =>
        html`<li><a href="${href(data, hostUrl(host.name))}">${host.name}</a> <span class="facts">${hostKind(host)}${when(host.from, () => html`, from ${hostLink(data, host.from ?? "")}`)}</span><p>${host.summary}</p></li>\n`,
    );
    const body = html`<h1>Test hosts</h1>
<p class="lead">Checks are tested on these hosts: files and command output, kept byte for byte. “Recorded” means that they come from a real machine. “Not recorded” means that they were written from documentation. A “partly recorded” host has both, and its page shows which is which. A host “from” another one has the same files and command output, apart from the differences on its page. Real bash runs the checks, in a sandbox that holds only the test host.</p>
<ul class="documents">${items}</ul>`;
    return shell(data, { url: "/hosts/", title: "Test hosts", body });
  },
};
export default page;
