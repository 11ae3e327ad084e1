// What a tracker is: everything that we know of one kind of upstream system, as data and pure functions. No adapter
// touches the network, the clock or the disk: fetch/ brings the answers, record/ keeps what they say.
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
import type { Instance } from "../model/settings.ts";
import type { State } from "../model/state.ts";
import type { Target } from "../model/target.ts";
import type { UpstreamError } from "./errors.ts";

/** An upstream item that a URL leads to. Every spelling of its address gives the same `url`. */
export type Match = {
  /** What `locate` needs to ask for the item; its form is private to the adapter. */
  readonly key: string;
  /** The item's one address, by which the record knows it. */
  readonly url: string;
  /** Short form for readers: "openzfs/zfs#15276", "LP #2034745". */
  readonly label: string;
  /**
   * What upstream grants access to as a whole, such as a repository ("openzfs/zfs"). If another item of it can be read,
   * a 404 means that the item is gone, and not that a token has lost its rights. Undefined if single items may be
   * hidden, such as GitLab's confidential issues.
   */
  readonly container?: string | undefined;
  /** The one target that the address is about, by upstream's name in any case: "linux (ubuntu jammy)". */
  readonly target?: { readonly name: string; readonly url: string } | undefined;
  /** The item is a change, such as a commit: a release carries it, whether it fixes something or not. */
  readonly isChange?: boolean | undefined;
  /** The best state that the item can have, if that is less than its tracker can report for others. */
  readonly best?: State | undefined;
};

export type UpstreamRequest = {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The most bytes of an answer, if it is known to be longer than most. */
  readonly maxBytes?: number;
  /** "There is no such thing" is an answer too: it comes with status 404 and an empty body. */
  readonly mayLack?: boolean;
};

/**
 * A good answer (2xx), or the 404 of a request that allows one. Any other status is handled in errors.ts, before an
 * adapter sees it.
 */
export type UpstreamResponse = {
  readonly request: UpstreamRequest;
  readonly status: number;
  readonly body: string;
  /** Upstream redirected to another address: only then may the answer be about an item that has moved. */
  readonly redirected: boolean;
  /** The date of upstream's answer, ISO 8601 in UTC; undefined if it has none. */
  readonly date?: string | undefined;
};

/** What a lookup found. */
export type Item = {
  readonly state: State;
  /** Upstream's own words. */
  readonly remoteStatus: string;
  /** What a badge says instead of the state's own words, if upstream says more or less than these. */
  readonly words?: string | undefined;
  readonly title: string;
  readonly version?: string | undefined;
  /** Address of the item that this one duplicates. */
  readonly duplicateOf?: string | undefined;
  /** The item's new address, where upstream has moved it. */
  readonly movedTo?: string | undefined;
  readonly targets?: readonly Target[] | undefined;
  /** The state rests on something that the answer lacks; an answer that was cut would read the same. */
  readonly isAbsence?: boolean | undefined;
  /** Better states that read like this one in an answer with less evidence, such as one without a token. */
  readonly couldBe?: readonly State[] | undefined;
  /** Since when upstream says that the state holds; absent if it does not say. */
  readonly since?: Day | undefined;
};

/** Remote status → our state. A word that is not listed is an UnknownStatusError, never a guess. */
export type StatusTable = Readonly<Record<string, State>>;

/** Several items with one request. It is used if there is a token for the API. */
export type Batch = {
  /** The most items that one request may ask for. */
  readonly size: number;
  readonly accepts: (key: string) => boolean;
  readonly locate: (keys: readonly string[], instance: Instance) => UpstreamRequest;
  /**
   * One result per key, in order; undefined if the answer does not have the item, which is then requested separately.
   * Throws an UpstreamError if the answer as a whole is not what this system gives.
   */
  readonly parse: (
    response: UpstreamResponse,
    keys: readonly string[],
    instance: Instance,
  ) => readonly (Item | UpstreamError | undefined)[];
};

/** How authors name an item in prose: "LP: #2034745". */
export type ShortForm = {
  /** Finds the form in running text, which holds a #; with the flag g. */
  readonly pattern: RegExp;
  /** The address that it stands for, at the tracker's first instance. */
  readonly url: (found: RegExpExecArray, instance: Instance) => string;
  readonly example: string;
};

/** A URL as authors write it, and its match; shown in the docs, and tested. */
type Example = { readonly from: string; readonly url: string; readonly label: string };

export type Tracker = {
  /** The key in `trackers:` of content/site.yaml, and in the record. */
  readonly name: string;
  readonly title: string;
  /** Well-known public instances, used where the settings name none. */
  readonly instances: readonly Instance[];
  readonly statuses: StatusTable;
  readonly examples: readonly Example[];
  readonly shortForms?: readonly ShortForm[];
  /**
   * What its items are, if their versions are those of packages: "NAME VERSION", of the item or of a target called
   * "NAME (RELEASE)". A row of `fixes` with such an item as evidence takes its fixed version from there.
   */
  readonly namesVersions?: "changelog" | "advisory";
  /** The header that carries a token; "authorization: Bearer …" where an adapter names none. */
  readonly authorization?: (token: string) => readonly [header: string, value: string];
  readonly batch?: Batch;
  /** The item at this URL, or undefined where it is none of this instance's items. */
  readonly match: (url: URL, instance: Instance) => Match | undefined;
  /** What to ask upstream, in this order. A request that fails ends the lookup. */
  readonly locate: (key: string, instance: Instance) => readonly UpstreamRequest[];
  /** What to ask after these answers, until nothing more can help; undefined if they are enough. */
  readonly next?: (
    responses: readonly UpstreamResponse[],
    key: string,
    instance: Instance,
  ) => UpstreamRequest | undefined;
  /** Reads the answers, one per request, in their order. Throws an UpstreamError when they are not what this system gives. */
  readonly parse: (responses: readonly UpstreamResponse[], key: string, instance: Instance) => Item;
};
