// A former address of a document: it leads the browser and search engines to where the document is now.

import { html } from "../core/html.ts";
import type { Alias } from "../corpus/links/aliases.ts";
import { outputOf } from "../model/urls.ts";
import { absolute, href, type PageType } from "./page-type.ts";
import { SECURITY_POLICY } from "./parts/head.ts";
import { pageLanguage } from "./parts/language.ts";

const page: PageType<{ moved: Alias }> = {
  data: {
    pagination: { data: "corpus.aliases", size: 1, alias: "moved" },
    permalink: ({ moved }) => outputOf(moved.url),
  },
  render(data) {
    const { title, url } = data.moved.document;
    const address = href(data, url);
    return html`<!doctype html>
<html${pageLanguage}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=${address}">
<title>${title}</title>
<link rel="canonical" href="${absolute(data, url)}">
</head>
<body>
<p>This page has moved: <a href="${address}">${title}</a></p>
</body>
</html>
`.toString();
  },
};
export default page;
