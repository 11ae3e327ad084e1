// What a tracker is: everything that we know of one kind of upstream system, as data and pure functions. No adapter
// touches the network, the clock or the disk: fetch.ts brings the answers, refresh.ts keeps the record.
//
// One link, followed through the GitHub adapter:
//
//   match(https://github.com/openzfs/zfs/issues/15276#issuecomment-1, { web: "https://github.com/", … })
//     → { key: "openzfs/zfs/issues/15276", url: "https://github.com/openzfs/zfs/issues/15276", label: "openzfs/zfs#15276" }
//   locate("openzfs/zfs/issues/15276", { api: "https://api.github.com/", … })
//     → [{ method: "GET", url: "https://api.github.com/repos/openzfs/zfs/issues/15276", headers: { accept: … } }]
//   parse([{ status: 200, body: '{"state": "closed", "state_reason": "completed", …}' }], …)
//     → { state: "closed", remoteStatus: "closed (completed)", title: "…", since: "2024-01-31T10:00:00Z" }
//   statuses["closed (completed)"] → "closed", because GitHub does not say that anything was fixed

import type { Day } from "../model/date.ts";
import type { Target } from "../model/record.ts";
import type { Instance } from "../model/settings.ts";
import type { State } from "../model/state.ts";

/** An upstream item that a URL leads to. Every spelling of its address gives the same `url`. */
export type Match = {
  /** What `locate` needs to ask for the item; its form is the adapter's own business. */
  readonly key: string;
  /** The item's one address, by which the record knows it. */
  readonly url: string;
  /** Short form for readers: "openzfs/zfs#15276", "LP #2034745". */
  readonly label: string;
};

export type UpstreamRequest = {
  readonly method: "GET";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** A good answer (2xx). What any other status means is decided in errors.ts, before an adapter sees it. */
export type UpstreamResponse = { readonly request: UpstreamRequest; readonly status: number; readonly body: string };

/** What a look at upstream found. */
export type Item = {
  readonly state: State;
  /** Upstream's own words. */
  readonly remoteStatus: string;
  readonly title: string;
  readonly version?: string | undefined;
  /** Address of the item that this one repeats. */
  readonly duplicateOf?: string | undefined;
  readonly targets?: readonly Target[] | undefined;
  /** Since when upstream says that the state holds; absent where it does not say. */
  readonly since?: Day | undefined;
};

/** Remote status → our state. A word that is not listed is an UnknownStatusError, never a guess. */
export type StatusTable = Readonly<Record<string, State>>;

/** A URL as authors write it, and what it is matched as; shown in the docs, and tested. */
type Example = { readonly from: string; readonly url: string; readonly label: string };

export type Tracker = {
  /** The key in `trackers:` of content/site.yaml, and in the record. */
  readonly name: string;
  readonly title: string;
  /** Well-known public instances, used where the settings name none. */
  readonly instances: readonly Instance[];
  readonly statuses: StatusTable;
  readonly examples: readonly Example[];
  /** The item at this URL, or undefined where it is none of this instance's items. */
  readonly match: (url: URL, instance: Instance) => Match | undefined;
  /** What to ask upstream, in this order. A request that fails ends the look. */
  readonly locate: (key: string, instance: Instance) => readonly UpstreamRequest[];
  /** Reads the answers, one per request. Throws an UpstreamError when they are not what this system gives. */
  readonly parse: (responses: readonly UpstreamResponse[], key: string, instance: Instance) => Item;
};
