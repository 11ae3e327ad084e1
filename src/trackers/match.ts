// From a URL to the tracker that knows it. A URL that no tracker knows is a plain link, not a reference.

import type { Instance, Settings } from "../model/settings.ts";
import { isBetter, STATES, type State } from "../model/state.ts";
import { trackers } from "./index.ts";
import type { Match, Tracker } from "./tracker.ts";

export type Matched = Match & { readonly tracker: Tracker; readonly instance: Instance };

/** The upstream item that a URL leads to; undefined for a plain link. */
export type Matcher = (url: string) => Matched | undefined;

/** The matcher of a site's trackers. It reads each address once, however many pages link to it. */
export function matcherOf(settings: Settings["trackers"]): Matcher {
  const known = new Map<string, Matched | undefined>();
  const instances = trackers.map((tracker) => ({ tracker, of: instancesOf(tracker, settings) }));
  return (url) => {
    if (!known.has(url)) known.set(url, findMatch(url, instances));
    return known.get(url);
  };
}

type WithInstances = { readonly tracker: Tracker; readonly of: readonly Instance[] };

function findMatch(url: string, known: readonly WithInstances[]): Matched | undefined {
  const parsed = URL.parse(url);
  if (parsed === null) return undefined;
  for (const { tracker, of } of known) {
    for (const instance of of) {
      const match = tracker.match(parsed, instance);
      if (match !== undefined) return { ...match, tracker, instance };
    }
  }
  return undefined;
}

/** The states that the item can ever have, as far as its tracker can tell. */
export function reachableStates({ tracker, instance, best }: Matched): readonly State[] {
  const isWithin = (state: State) => best === undefined || state === "duplicate" || !isBetter(state, best);
  const known = Object.values(tracker.statuses).filter(isWithin);
  const taught: readonly State[] = Object.values(instance.words ?? {});
  return STATES.filter((state) => known.includes(state) || taught.includes(state));
}

/**
 * A tracker's instances: those of the site, then the well-known ones that it does not list; an empty list switches the
 * tracker off. A well-known `web` brings its `api`, and its token if the API is the well-known one.
 */
export function instancesOf(tracker: Tracker, settings: Settings["trackers"]): readonly Instance[] {
  const listed = settings[tracker.name];
  if (listed === undefined) return tracker.instances;
  if (listed.length === 0) return [];
  const own = listed.map((instance) => {
    const known = tracker.instances.find(({ web }) => web === instance.web);
    const token = instance.api === undefined || instance.api === known?.api ? known?.token : undefined;
    return { ...instance, api: instance.api ?? known?.api, token: instance.token ?? token };
  });
  const tokens = new Set(own.map(({ token }) => token));
  const others = tracker.instances.filter(({ web }) => own.every((instance) => instance.web !== web));
  // A token that the site has given to a server of its own is not for the public one of the same name.
  return [...own, ...others.map((known) => (tokens.has(known.token) ? { ...known, token: undefined } : known))];
}
