// An entry as bytes: what a cache keeps, and what a worker hands over.

import { deserialize, serialize } from "node:v8";
import { type Entry, type Facts, type Parts, slotsOf } from "../../corpus/entry/entry.ts";
import type { Slot } from "../../markdown/document.ts";

/** Facts with the slots, and the text with a number for each of its slots. */
export type Encoded = { readonly facts: Uint8Array; readonly text: Uint8Array };

export function encoded(facts: Facts, parts: Parts): Encoded {
  let number = 0;
  const text = parts.map((part) => (typeof part === "string" ? part : number++));
  return { facts: serialize({ facts, slots: slotsOf(parts) }), text: serialize(text) };
}

/** The entry of these facts; its text is read when a page needs it. */
export function decoded(key: string, facts: Uint8Array, readText: () => Uint8Array): Entry {
  const kept = deserialize(facts) as { readonly facts: Facts; readonly slots: readonly Slot[] };
  return { key, ...kept, parts: () => partsOf(readText(), kept.slots) };
}

function partsOf(text: Uint8Array, slots: readonly Slot[]): Parts {
  const parts = deserialize(text) as readonly (string | number)[];
  return parts.map((part) => (typeof part === "string" ? part : (slots[part] as Slot)));
}
