// Search: Pagefind's own interface, loaded on this page alone.

import { html } from "../core/html.ts";
import { href, type PageType } from "./page-type.ts";
import { shell } from "./parts/shell.ts";

const BUNDLE = "/pagefind/";

const page: PageType = {
  data: { permalink: "/search/index.html" },
  render(data) {
    const body = html`<h1>Search</h1>
<pagefind-config bundle-path="${href(data, BUNDLE)}" base-url="${href(data, "/")}"></pagefind-config>
<pagefind-input></pagefind-input>
<div class="search"><pagefind-filter-pane expanded></pagefind-filter-pane>
<div><pagefind-summary></pagefind-summary><pagefind-results show-sub-results></pagefind-results></div></div>
<noscript><p>Search needs JavaScript. Everything is listed under <a href="${href(data, "/runbooks/")}">Runbooks</a>, <a href="${href(data, "/postmortems/")}">Post-mortems</a> and <a href="${href(data, "/tags/")}">Tags</a>.</p></noscript>`;
    return shell(data, {
      url: "/search/",
      title: "Search",
      scripts: [`${BUNDLE}pagefind-component-ui.js`],
      styles: [`${BUNDLE}pagefind-component-ui.css`],
      body,
    });
  },
};
export default page;
