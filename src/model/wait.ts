// A wait: something that the content does only until upstream has moved, and its outcome.

import type { Place } from "../core/position.ts";
import type { DocumentLink, Reference } from "./reference.ts";
import type { Until } from "./until.ts";

export const WAIT_KINDS = ["mitigation", "action", "callout", "step", "text"] as const;

/** One `until` of the content, with the words that it is about. */
export type Wait = {
  readonly until: Until;
  readonly kind: (typeof WAIT_KINDS)[number];
  /** What is done until then, as the author wrote it. */
  readonly text: string;
  /** The place of the `until`. */
  readonly place: Place;
  readonly document: DocumentLink;
};

/** A package version that carries the fix. */
export type AvailableFix = { readonly package: string; readonly version: string; readonly release: string | undefined };

/**
 * waiting: upstream is not there yet; retirable: it is, so the workaround can go; permanent: upstream declined;
 * doubtful: upstream has closed the item, or its page is gone, and it is unknown whether the awaited state will come.
 */
export const CONSEQUENCES = ["waiting", "retirable", "permanent", "doubtful"] as const;

export type Consequence = {
  readonly kind: (typeof CONSEQUENCES)[number];
  /** One sentence for the page: "Not needed from linux 5.15.0-88.98 (Ubuntu 22.04) on; still needed with older versions". */
  readonly words: string;
  /** Versions that carry the fix, if any is known. */
  readonly versions: readonly AvailableFix[];
};

export type JudgedWait = Wait & {
  /** The item that is waited for; undefined if no tracker knows its address. */
  readonly reference: Reference | undefined;
  readonly consequence: Consequence;
};
