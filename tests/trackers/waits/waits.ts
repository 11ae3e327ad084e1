// Waits, references and fixes for the tests of what becomes of an `until`.

import type { Fix } from "../../../src/model/document.ts";
import type { Transition } from "../../../src/model/record.ts";
import type { Reference } from "../../../src/model/reference.ts";
import { type State, stateWords } from "../../../src/model/state.ts";
import type { Target } from "../../../src/model/target.ts";
import type { Until } from "../../../src/model/until.ts";
import type { Wait } from "../../../src/model/wait.ts";
import { reachableStates } from "../../../src/trackers/match.ts";
import { linkTo, matchUrl, URLS } from "../samples.ts";

export function waitFor(until: Partial<Until> = {}, given: Partial<Wait> = {}): Wait {
  const { place, document } = linkTo(URLS.launchpad);
  const stated: Until = { ref: URLS.launchpad, state: "released", ...until };
  return { until: stated, kind: "mitigation", text: "Wait", place, document, ...given };
}

function reachableBy(name: keyof typeof URLS): readonly State[] {
  const matched = matchUrl(URLS[name], {});
  return matched === undefined ? [] : reachableStates(matched);
}

/** The reference that a tracker's sample address leads to, in a state. */
export function reference(name: keyof typeof URLS, state: State, given: Partial<Reference> = {}): Reference {
  const title = { github: "GitHub", gitweb: "gitweb", launchpad: "Launchpad", xenforo: "XenForo forum" }[name];
  return {
    ...{ item: URLS[name], role: undefined, reachable: reachableBy(name), flapping: [], isChange: false },
    ...{ url: URLS[name], tracker: { name, title }, label: `${name} item`, state, effective: state },
    ...{ words: stateWords(state, given), title: null, remoteStatus: null, version: undefined, targets: [] },
    ...{ since: undefined, source: undefined, history: [], movedTo: undefined, look: undefined, uses: [] },
    ...{ counted: given.targets ?? [], moves: given.history ?? [] },
    ...given,
  };
}

/** By its own address, and by these spellings of it. */
export function byUrl(one: Reference, ...spellings: string[]): ReadonlyMap<string, Reference> {
  return new Map([one.url, ...spellings].map((url) => [url, one]));
}

export function target(name: string, state: State, version?: string): Target {
  return { name, state, remoteStatus: state, ...(version === undefined ? {} : { version }) };
}

/** A move of the item as a whole, or of this target of it. */
export function moved(from: State, to: State, target?: string): Transition {
  return { at: "2024-05-06", from, to, remoteStatus: to, ...(target === undefined ? {} : { target }) };
}

export function fix(given: Partial<Fix> & { fixed: string }): Fix & { fixed: string } {
  return { release: "Ubuntu 22.04", package: "linux", for: URLS.launchpad, evidence: "https://example.org/", ...given };
}
