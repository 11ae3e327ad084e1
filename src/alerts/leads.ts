// Where the address of an alert's runbook leads: to a page of this site, to another server, or nowhere.

import { decodeUrl } from "../core/decode-url.ts";
import type { Place } from "../core/position.ts";
import { advice, type Problem, problem } from "../core/problem.ts";
import { withoutSecrets } from "../core/without-secrets.ts";
import type { Corpus } from "../corpus/link.ts";
import { isRefused } from "../markdown/allowed-html.ts";
import type { Leads, ReadRule } from "../model/alert.ts";
import { hasLogin } from "../model/url.ts";
import { pathOf } from "../model/urls.ts";

export type Judged = { readonly leads: Leads; readonly problems: readonly Problem[] };

type Site = Pick<Corpus, "settings" | "stated" | "served">;

/** Prometheus expands {{ … }}; Helm and Ansible may have left marks of their own. */
const TEMPLATE = /\{\{|\[\[|\{%|\$\(|\$\{/;

/** Judges the addresses of runbooks for one site. */
export function leadsOf(site: Site): (rule: ReadRule) => Judged {
  const { schemes } = site.settings.links;
  return ({ name, runbookUrl }) => {
    if (runbookUrl === undefined) return { leads: { to: "nothing" }, problems: [] };
    const { text, place } = runbookUrl;
    const dead = (what: string, remedy: string): Judged => ({
      leads: { to: "dead", url: withoutSecrets(text) },
      problems: [problem(place, `alert "${name}" ${what}`, remedy)],
    });
    if (TEMPLATE.test(text)) return { leads: { to: "template", url: text }, problems: [] };
    const url = URL.parse(text);
    if (url === null) return dead(`has runbook_url "${text}", which is not a URL`, FULL_URL);
    if (isRefused(text, schemes)) return dead(`leads to "${text}", which is no page`, FULL_URL);
    if (hasLogin(text)) return dead("leads to an address with user and password", LOGIN);
    if (site.stated.url === undefined) return { leads: { to: "not judged", url: text }, problems: [] };
    const path = pathHere(url, site);
    if (path === undefined) return { leads: { to: "elsewhere", url: text }, problems: [] };
    const found = site.served(decodeUrl(`${path}${url.search}${url.hash}`));
    if (found.kind === "held-back") return { leads: { to: "held-back" }, problems: [] };
    if (found.kind === "broken") return dead(`leads to ${found.what}`, found.remedy());
    return { leads: { to: "page", url: found.url }, problems: otherCase(name, place, decodeUrl(path), found.url) };
  };
}

const LOGIN = "Write it without them: each page, notification and log would show them";
const FULL_URL = "Write the full URL, as in https://kb.example/runbooks/disk-full/";

/** Many servers tell capitals from small letters. */
function otherCase(name: string, place: Place, path: string, url: string): Problem[] {
  const page = pathOf(url);
  const isOther =
    !path.startsWith(page.replace(/\/$/, "")) && path.toLowerCase().startsWith(page.toLowerCase().replace(/\/$/, ""));
  return isOther
    ? [advice(place, `alert "${name}" leads to "${path}", in other capitals than the page "${page}"`, CASE)]
    : [];
}

const CASE = "Write the address as it is: many servers tell capitals from small letters";

/** The path below this site's root, for an address of one of its servers. */
export function pathHere(url: URL, { settings, stated }: Pick<Site, "settings" | "stated">): string | undefined {
  const own = URL.parse(stated.url ?? "")?.host;
  const hosts = settings.alerts.hosts.map((host) => URL.parse(`${url.protocol}//${host}`)?.host);
  if (url.host !== own && !hosts.includes(url.host)) return undefined;
  const { pathPrefix } = stated;
  if (`${url.pathname}/`.startsWith(pathPrefix)) return `/${url.pathname.slice(pathPrefix.length)}`;
  // A mirror may be at the root of its server; what else is on the own one is another site.
  return url.host === own ? undefined : url.pathname;
}
