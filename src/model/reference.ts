// A reference: a link from the content to an item of an upstream tracker, with the state that we know of it.

import type { Place } from "../core/position.ts";
import type { Day } from "./date.ts";
import type { StateSource, Transition } from "./record.ts";
import type { State } from "./state.ts";
import type { Target } from "./target.ts";

/** A document as other pages name it. `url` is root-relative without the path prefix: /runbooks/disk-latency/ */
export type DocumentLink = { readonly url: string; readonly title: string };

/** One external link of the content, in the text or in the front matter. */
export type LinkUse = {
  /** As the author wrote it. */
  readonly url: string;
  readonly place: Place;
  readonly document: DocumentLink;
  /** What the author says that the item is; absent for all other references. */
  readonly role?: Role | undefined;
};

/** cause: the change that introduced the problem, which is never shown as a fix. */
export const ROLES = ["cause"] as const;
export type Role = (typeof ROLES)[number];

export const LOOK_ERRORS = [
  "unreachable",
  "timeout",
  "rate-limited",
  "forbidden",
  "not-found",
  "server",
  "malformed",
  "unknown-status",
  "too-large",
  "blocked",
] as const;
export type LookError = (typeof LOOK_ERRORS)[number];

/** The result of the last lookup. A failed lookup never changes a state. */
export type Look = {
  /** Instant of the last lookup, ISO 8601 in UTC. */
  readonly at: string;
  readonly result: "ok" | LookError;
  /** What went wrong, for the maintainer: "HTTP 502 from https://…". */
  readonly message?: string;
  /** Upstream status, if its meaning is not known here. */
  readonly word?: string;
  readonly lastGood?: string;
  /** How many lookups in a row failed. */
  readonly failures: number;
  /** Instant of the first of these failures. */
  readonly failingSince?: string;
  /** Whether the last successful lookup used a token: without it, a 404 proves nothing. */
  readonly withToken?: boolean;
  /** A change that waits for confirmation, because too many of its tracker came at once; and the days that saw it. */
  readonly held?: { readonly to: string; readonly on: readonly string[] };
  /** The days (UTC) on which upstream said that the item does not exist, while it answered for others. */
  readonly missingOn?: readonly string[];
};

/** A reference as pages show it. */
export type Reference = {
  /** The canonical address of the item, or of the one target that the link is about: no two references share it. */
  readonly url: string;
  /** The item's canonical address, by which the record knows it. */
  readonly item: string;
  /** The role that all documents give it; for the role in single documents, see its uses. */
  readonly role: Role | undefined;
  /** It is a change, such as a commit, that releases carry. */
  readonly isChange: boolean;
  /** The states that its tracker can report for it. */
  readonly reachable: readonly State[];
  readonly tracker: {
    readonly name: string;
    readonly title: string;
    /** What its items are, if their versions are those of packages: "changelog". */
    readonly namesVersions?: string | undefined;
  };
  /** Short form: "openzfs/zfs#15276", "LP #2034745". */
  readonly label: string;
  readonly state: State;
  /** The state that consequences follow from: for a duplicate that of its original, if it is known; else `state`. */
  readonly effective: State;
  /** The words of the badge, such as "fixed in 2 of 4 series". */
  readonly words: string;
  readonly title: string | null;
  readonly remoteStatus: string | null;
  readonly version: string | undefined;
  readonly targets: readonly Target[];
  /**
   * The targets that `effective` sums up: those that the author chose or linked, else all; for a duplicate, its
   * original's. Empty if it is about the item as a whole: without targets, gone, stated by hand.
   */
  readonly counted: readonly Target[];
  readonly since: Day | undefined;
  /** Undefined: never looked up. */
  readonly source: StateSource | undefined;
  /** What upstream did, for readers. */
  readonly history: readonly Transition[];
  /** Every move behind `effective`, also of a target that moved the whole; for a duplicate, its original's. */
  readonly moves: readonly Transition[];
  /**
   * What of it goes back and forth, so that its present state may not last: names of targets that count, or null for
   * the item as a whole.
   */
  readonly flapping: readonly (string | null)[];
  /** Its new address, if upstream has moved it. */
  readonly movedTo: string | undefined;
  readonly look: Look | undefined;
  readonly uses: readonly LinkUse[];
};
