// Links between documents: a link that leads nowhere is a problem. Links that lead out are passed on unchanged.

import { type Problem, problem } from "../../core/problem.ts";
import { isRefused } from "../../markdown/allowed-html.ts";
import type { FoundLink } from "../../markdown/document.ts";
import { isOfSite } from "../../markdown/features/addresses.ts";
import { type LinkUse, ROLES, type Role } from "../../model/reference.ts";
import type { Settings } from "../../model/settings.ts";
import type { AnyDocument, Unreadable } from "../documents.ts";
import type { FindTarget, Home } from "./targets.ts";

/** Problems of the links in a document, including its front matter. */
export function linkProblems(
  document: AnyDocument | Unreadable,
  find: FindTarget,
  { links: { schemes } }: Pick<Settings, "links">,
): Problem[] {
  return linksIn(document).flatMap((link) => brokenLink(link, document, find, schemes) ?? []);
}

/** The links of the text, and those of the front matter that may lead to pages and files of this site. */
export function linksIn(document: AnyDocument | Unreadable): readonly FoundLink[] {
  const { links } = document.rendered;
  return document.kind === "unreadable" ? links : [...links, ...statedLinks(document)];
}

function brokenLink(
  { url, place }: FoundLink,
  home: Home,
  find: FindTarget,
  more: readonly string[],
): Problem | undefined {
  // Such a link in the text is reported, and shown as text, when it is rendered.
  if (isRefused(url, more)) return problem(place, `link to "${url}" leads to no page`, "Write a URL with https://");
  if (!isOfSite(url) && !url.startsWith("#")) return undefined;
  const target = find(url, home);
  return target.kind === "broken" ? problem(place, target.what, target.remedy()) : undefined;
}

function statedLinks(document: AnyDocument): FoundLink[] {
  const { elsewhere, checks } = document.data;
  const then = Object.entries(checks).flatMap(([id, check]) =>
    Object.entries(check.then as Record<string, string>).map(([verdict, url]) => ({
      url,
      place: document.placeOf("checks", id, "then", verdict),
    })),
  );
  return [...elsewhere.map(({ url }, i) => ({ url, place: document.placeOf("elsewhere", i, "url") })), ...then];
}

/** Every link that leads out of the site, in the text and the front matter, with its place. */
export function externalLinks(document: AnyDocument): LinkUse[] {
  const { url, title } = document;
  const found = [...document.rendered.links, ...statedUrls(document)];
  return found.filter((link) => /^https?:\/\//.test(link.url)).map((link) => ({ ...link, document: { url, title } }));
}

function statedUrls(document: AnyDocument): FoundLink[] {
  const found: FoundLink[] = [];
  // Front matter has URLs in many places (timeline, fixes, until, …); each of them is a link.
  const walk = (value: unknown, path: PropertyKey[]): void => {
    if (typeof value === "string") {
      if (/^https?:\/\/\S+$/.test(value)) found.push({ url: value, place: document.placeOf(...path) });
    } else if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, [...path, i]);
    } else if (value !== null && typeof value === "object") {
      for (const [key, item] of Object.entries(value)) {
        if (/^https?:\/\//.test(key)) found.push({ url: key, place: document.placeOfKey(path, key), ...roleIn(item) });
        walk(item, [...path, key]);
      }
    }
  };
  walk(document.data, []);
  return found;
}

/** references: { https://…: { role: cause } } */
function roleIn(value: unknown): { role?: Role } {
  const stated = value !== null && typeof value === "object" && "role" in value ? value.role : undefined;
  const role = ROLES.find((known) => known === stated);
  return role === undefined ? {} : { role };
}
