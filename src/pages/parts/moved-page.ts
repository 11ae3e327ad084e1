// The page at another address of a page: it leads the browser and search engines to where that is.

import { html } from "../../core/html.ts";
import type { PageData } from "../page-data.ts";
import { absolute, href } from "../page-type.ts";
import { SECURITY_POLICY } from "./head.ts";
import { pageLanguage } from "./language.ts";

export function movedPage(data: PageData, { title, url }: { readonly title: string; readonly url: string }): string {
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
}
