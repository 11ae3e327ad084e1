// From a URL to the tracker that knows it. A URL that no tracker knows is a plain link, not a reference.

import type { Instance, Settings } from "../model/settings.ts";
import { trackers } from "./index.ts";
import type { Match, Tracker } from "./tracker.ts";

export type Matched = Match & { readonly tracker: Tracker; readonly instance: Instance };

/** The upstream item that a URL leads to. */
export function matchUrl(url: string, settings: Settings["trackers"]): Matched | undefined {
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
 * A tracker's instances: the site's, else the well-known ones. A well-known `web` brings its `api` along, and its token
 * where the API is the well-known one.
 */
export function instancesOf(tracker: Tracker, settings: Settings["trackers"]): readonly Instance[] {
  const own = settings[tracker.name];
  if (own === undefined) return tracker.instances;
  return own.map((instance) => {
    const known = tracker.instances.find(({ web }) => web === instance.web);
    const token = instance.api === undefined || instance.api === known?.api ? known?.token : undefined;
    return { ...instance, api: instance.api ?? known?.api, token: instance.token ?? token };
  });
}
