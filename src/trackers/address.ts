// Where an instance's pages and its API are. Schemes are not compared: http and https lead to the same item.

import type { Instance } from "../model/settings.ts";

/** Parsed addresses of instances: each link of a site is compared with each of them. */
const BASES = new Map<string, URL>();

function baseOf(web: string): URL {
  const base = BASES.get(web) ?? new URL(web);
  BASES.set(web, base);
  return base;
}

/** The path of `url` below an instance's address, without the leading slash: "openzfs/zfs/issues/15276". */
export function pathBelow(url: URL, web: string): string | undefined {
  const base = baseOf(web);
  if (url.host !== base.host || !url.pathname.startsWith(base.pathname)) return undefined;
  return url.pathname.slice(base.pathname.length);
}

/** The parameters of a URL whose server separates them with `;`, as gitweb and debbugs do beside `&`. */
export function queryOf({ search }: URL): URLSearchParams {
  return new URLSearchParams(search.replaceAll(";", "&"));
}

/** The address that requests go to: the API's, if the instance names one. */
export function apiOf(instance: Instance): string {
  return instance.api ?? instance.web;
}
