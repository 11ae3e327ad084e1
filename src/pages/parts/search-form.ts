// A search field for pages that readers come to without knowing where to go. Search runs in the browser: where scripts
// do not, the style sheet leaves the field out.

import { type Html, html } from "../../core/html.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";

/** Leads to the search page, which reads the words from its address. */
export function searchForm(data: PageData): Html {
  return html`<form class="search-form" role="search" action="${href(data, "/search/")}" method="get"><input type="search" name="q" aria-label="Alert or error message" placeholder="Alert or error message" autocapitalize="off" spellcheck="false" enterkeyhint="search"><button type="submit">Search</button></form>
`;
}
