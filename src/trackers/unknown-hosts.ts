// The hosts of links that no tracker knows: some may be systems of which an instance can be added. Pure.

import type { Place } from "../core/position.ts";
import type { LinkUse } from "../model/reference.ts";
import type { Settings } from "../model/settings.ts";
import { pathBelow } from "./address.ts";
import { trackers } from "./index.ts";
import { instancesOf, matcherOf } from "./match.ts";
import type { Tracker } from "./tracker.ts";

/** A host with links that no tracker knows. */
export type UnknownHost = {
  readonly host: string;
  /** Each occurrence of such a link in the content. */
  readonly links: number;
  /** The place of the first one. */
  readonly place: Place;
  /** The trackers that would know one of them, if the host were an instance of theirs. */
  readonly perhaps: readonly string[];
};

/**
 * The hosts of links that are not items, and are below no instance of a tracker; those with most links first.
 * @param own address of the site itself, where it is known
 */
export function unknownHosts(
  links: readonly LinkUse[],
  settings: Settings["trackers"],
  own: string | undefined,
): readonly UnknownHost[] {
  const match = matcherOf(settings);
  const instances = trackers.flatMap((tracker) => instancesOf(tracker, settings)).map(({ web }) => web);
  const known = own === undefined ? instances : [...instances, own];
  const unknown = links.flatMap((link) => {
    const url = URL.parse(link.url);
    const isKnown = url === null || match(link.url) !== undefined;
    return isKnown || known.some((web) => pathBelow(url, web) !== undefined) ? [] : [{ url, place: link.place }];
  });
  const hosts = [...Map.groupBy(unknown, ({ url }) => url.host)].flatMap(([host, all]) => {
    const perhaps = trackersFor(all.map(({ url }) => url));
    return all.slice(0, 1).map(({ place }) => ({ host, links: all.length, place, perhaps }));
  });
  return hosts.sort((a, b) => b.links - a.links || (a.host < b.host ? -1 : 1));
}

const ELSEWHERE = { web: "https://instance.invalid/" };

function trackersFor(urls: readonly URL[]): readonly string[] {
  const isKnown = ({ match }: Tracker, url: URL) =>
    // A page that means the same item for every instance says nothing about its own host.
    match(url, { web: `${url.origin}/` }) !== undefined && match(url, ELSEWHERE) === undefined;
  return trackers.filter((tracker) => urls.some((url) => isKnown(tracker, url))).map(({ name }) => name);
}
