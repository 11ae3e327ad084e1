// A state that an author read elsewhere and wrote into the front matter. It holds until upstream itself moves, which is
// the rule of Debian's bts-link: a tag that was set by hand counts until the remote status changes.
// https://salsa.debian.org/bts-link-team/bts-link

import type { Override } from "../model/document.ts";
import type { Transition } from "../model/record.ts";
import type { Reference } from "../model/reference.ts";
import { stateWords } from "../model/state.ts";

/**
 * Whether upstream has not moved since the override was written, by the history of what counts of the item. A move on
 * the same day counts as before it.
 */
export function holds(override: Override, history: readonly Transition[]): boolean {
  return history.every(({ seen, at }) => !isAfter(seen ?? at, override.on));
}

/** A day is compared with the day of the instant, in UTC. */
function isAfter(instant: string, on: string): boolean {
  return on.length === 10
    ? new Date(instant).toISOString().slice(0, 10) > on
    : new Date(instant).getTime() > new Date(on).getTime();
}

/** The reference as the author states it; upstream's own words stay beside it, and its targets fulfil no wait. */
export function overridden(reference: Reference, { state, version, reason, on }: Override): Reference {
  return {
    ...reference,
    ...{ state, effective: state, version, since: undefined, counted: [] },
    words: stateWords(state, { version, isChange: reference.isChange }),
    source: { kind: "by-hand", on, evidence: reason },
  };
}
