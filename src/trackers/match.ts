// From a URL to the tracker that knows it. A URL that no tracker knows is a plain link, not a reference.

import type { Instance, Settings } from "../model/settings.ts";
import { trackers } from "./index.ts";
import type { Match, Tracker } from "./tracker.ts";

export type Matched = Match & { readonly tracker: Tracker; readonly instance: Instance };

/** Answers of one site's settings: each address is asked for several times, by every page that links to it. */
const KNOWN = new WeakMap<Settings["trackers"], Map<string, Matched | undefined>>();

/** The upstream item that a URL leads to. */
export function matchUrl(url: string, settings: Settings["trackers"]): Matched | undefined {
  const known = KNOWN.get(settings) ?? new Map<string, Matched | undefined>();
  KNOWN.set(settings, known);
  if (!known.has(url)) known.set(url, findMatch(url, settings));
  return known.get(url);
}

function findMatch(url: string, settings: Settings["trackers"]): Matched | undefined {
  const parsed = URL.parse(url);
  if (parsed === null) return undefined;
  for (const tracker of trackers) {
    for (const instance of instancesOf(tracker, settings)) {
      const match = tracker.match(parsed, instance);
      if (match !== undefined) return { ...match, tracker, instance };
    }
  }
  return undefined;
}

/**
 * A tracker's instances: those of the site, then the well-known ones that it does not list; an empty list switches the
 * tracker off. A well-known `web` brings its
 * `api` along, and its token where the API is the well-known one.
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
