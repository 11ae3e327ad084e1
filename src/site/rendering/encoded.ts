// An entry as bytes: what a cache keeps, and what another process hands over.

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

/** The same in a message between processes, which is JSON: a list of numbers would be four times as long. */
export type Sent = { readonly [Part in keyof Encoded]: string };

export function sent({ facts, text }: Encoded): Sent {
  return { facts: base64(facts), text: base64(text) };
}

export function received({ facts, text }: Sent): Encoded {
  return { facts: Buffer.from(facts, "base64"), text: Buffer.from(text, "base64") };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
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
