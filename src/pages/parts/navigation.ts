// What leads through the site on every page: brand, navigation, footer. The settings may state each of them.

import { type Html, html, when } from "../../core/html.ts";
import { oncePerList } from "../../core/once-per-list.ts";
import type { PageDocument } from "../../corpus/documents.ts";
import { SETTINGS_HOME } from "../../corpus/site/brand.ts";
import type { SiteLink } from "../../model/settings.ts";
import { pathOf } from "../../model/urls.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";
import { hasContent } from "./has-content.ts";
import { siteLanguage } from "./language.ts";

const NAVIGATION: readonly SiteLink[] = [
  { url: "/postmortems/", label: "Post-mortems" },
  { url: "/runbooks/", label: "Runbooks" },
  { url: "/alerts/", label: "Alerts" },
  { url: "/references/", label: "References" },
  { url: "/checks/", label: "Checks" },
];

/** The entries of the header in order, for `href`: the site's own ones, else those of the usual ones that hold something. */
export function navigationItems(data: PageData): readonly SiteLink[] {
  const { navigation } = data.corpus.settings;
  if (navigation !== undefined) return navigation.filter(({ url }) => isThere(data, url));
  return NAVIGATION.filter(({ url }) => hasContent(data, url));
}

/**
 * Whether a link of the settings leads to something in this output: the page may be for other readers, and a list may
 * hold nothing.
 */
function isThere(data: PageData, url: string): boolean {
  if (!url.startsWith("/")) return true;
  return data.corpus.target(url, SETTINGS_HOME).kind === "page" && hasContent(data, pathOf(url));
}

/** More pages than that are a list of their own. */
const MOST_LINKED = 6;

const FOOTER: readonly SiteLink[] = [
  { url: "/workarounds/", label: "Workarounds" },
  { url: "/reviews/", label: "Reviews" },
  { url: "/hosts/", label: "Test hosts" },
  { url: "/tags/", label: "Tags" },
];

/** The links of the footer in order, for `href`: the settings' own, the pages, the lists that the header does not name. */
export function footerLinks(data: PageData): readonly SiteLink[] {
  const { settings, pages } = data.corpus;
  const isLong = pages.length > MOST_LINKED;
  const all = [
    ...settings.footer.links.filter(({ url }) => isThere(data, url)),
    ...(isLong ? [{ url: "/pages/", label: "Pages" }] : topPages(pages)),
    ...FOOTER.filter(({ url }) => hasContent(data, url)),
    ...(settings.url === undefined ? [] : [{ url: "/feed.xml", label: "Feed" }]),
  ];
  // Of two with one address, the team's own words count.
  return all.filter(({ url }, i) => all.findIndex((other) => other.url === url) === i);
}

const topPages = oncePerList((pages: readonly PageDocument[]) =>
  pages.filter(({ folder }) => folder === "").map(({ url, title }) => ({ url, label: title })),
);

/** In pixels; the style sheet says the same. */
const LOGO_HEIGHT = 28;

/** The site's name with its logo, which leads home. */
export function brandLink(data: PageData): Html {
  const { settings, brand } = data.corpus;
  const { logo } = brand;
  const width = Math.round((LOGO_HEIGHT * (logo?.width ?? 1)) / (logo?.height ?? 1));
  const image = when(
    logo,
    () =>
      html`<img src="${href(data, logo?.attachment.url ?? "")}" alt="${logo?.alt ?? ""}" width="${width}" height="${LOGO_HEIGHT}">`,
  );
  return html`<a class="brand" href="${href(data, "/")}">${image}<span${siteLanguage(data)}>${settings.title}</span></a>`;
}
