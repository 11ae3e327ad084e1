// Links: each is collected with its place; links that lead out get a slot for the state of their target; links to pages
// and files of the site are slots themselves. Whether they lead anywhere is decided by the corpus.

import { htmlEscape } from "escape-goat";
import type { Token } from "markdown-it";
import { ROLES, type Role } from "../../model/reference.ts";
import { isRefused } from "../allowed-html.ts";
import { attribute, type Draft, draftOf, type Slot, slotMark } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { readableUrl, refusedLink } from "../refused.ts";
import { addressOf, isOfSite } from "./addresses.ts";

export const links: MarkdownFeature = {
  name: "links",
  install(md) {
    md.core.ruler.push("collect_links", (state) => collectLinks(state.tokens, draftOf(state.env)));
    md.renderer.rules.link_open = (tokens, i, options, env, self) => {
      const token = tokens[i];
      const draft = draftOf(env);
      const href = attribute(token, "href");
      if (isRefused(href, draft.schemes)) return "";
      const address = addressOf(token);
      if (address !== undefined && isOfSite(href)) return slotMark(draft, linkSlot(address.url, token?.attrs ?? []));
      if (!leadsOut(href)) draft.ownHrefs.add(href);
      return self.renderToken(tokens, i, options);
    };
    md.renderer.rules.link_close = (tokens, i, options, env, self) => {
      const token = tokens[i];
      const address = addressOf(token);
      if (token === undefined || address === undefined) return self.renderToken(tokens, i, options);
      const { href, url } = address;
      const draft = draftOf(env);
      // The address stays readable if it is not a link.
      if (isRefused(href, draft.schemes)) return isBare(token) ? "" : ` (${htmlEscape(readableUrl(url))})`;
      if (isOfSite(href)) return slotMark(draft, { kind: "link-end", url });
      const end = self.renderToken(tokens, i, options);
      return STATELESS.test(href) ? end : end + slotMark(draft, { kind: "state", url });
    };
  },
};

/** Addresses without a state. */
const STATELESS = /^(?:#|mailto:|tel:|sms:|\/\/|$)/i;

export type Attributes = readonly (readonly [name: string, value: unknown])[];

/** The slot of a link's start tag; its other attributes stay. */
export function linkSlot(url: string, attributes: Attributes): Slot {
  return { kind: "link", url, attributes: attributesText(attributes.filter(([name]) => name !== "href")) };
}

/** ` title="x"`: attributes as they are written in a tag. */
export function attributesText(attributes: Attributes): string {
  return attributes.map(([name, value]) => ` ${name}="${htmlEscape(String(value))}"`).join("");
}

/** Whether a link leads to a page elsewhere, which may have a state. */
export function leadsOut(href: string): boolean {
  return /^https?:\/\//.test(href);
}

function collectLinks(tokens: readonly Token[], draft: Draft): void {
  for (const { children } of tokens) {
    for (const token of children ?? []) {
      const address = token.type === "link_open" ? addressOf(token) : undefined;
      if (address === undefined) continue;
      const { href, url, place } = address;
      if (isRefused(href, draft.schemes)) draft.problems.push(refusedLink(url, place));
      else draft.links.push({ url, place, ...roleOf(token) });
    }
  }
}

/** [text](https://… "cause"): a role instead of a title; the badge says it in words. */
function roleOf(token: Token): { role?: Role } {
  const title = attribute(token, "title").trim().toLowerCase();
  const role = ROLES.find((known) => known === title);
  if (role === undefined) return {};
  token.attrs = token.attrs?.filter(([name]) => name !== "title") ?? null;
  return { role };
}

/** The text of a bare address is the address. */
function isBare({ markup }: Token): boolean {
  return markup === "autolink" || markup === "linkify";
}
