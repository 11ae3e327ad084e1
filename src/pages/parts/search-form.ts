// The field that leads to the search page, which reads the words from its address. Search runs in the browser: the
// script shows the field, whose room is kept until then.

import { type Html, html } from "../../core/html.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";

/** `attributes` of the form: on the search page, where its script finds the index. */
export function searchForm(data: PageData, attributes: Html | null = null): Html {
  return html`<form class="search-form reserved" role="search" action="${href(data, "/search/")}" method="get"${attributes} hidden><input type="search" name="q" aria-label="Alert, version, log line" placeholder="Alert, version, log line" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"><button type="submit">Search</button></form>
`;
}
