// Entries of a site that is read again and again: those of unchanged files stay in memory.

import type { Source } from "../../core/position.ts";
import {
  type Entry,
  entryKey,
  type Input,
  type Making,
  type ReadEntries,
  settingsOfEntries,
} from "../../corpus/entry/entry.ts";
import type { Renderer } from "../../markdown/renderer.ts";
import { decoded, type Encoded } from "../rendering/encoded.ts";
import { keptEntries } from "../rendering/entries.ts";
import { makeAll } from "../rendering/make.ts";

/** Texts and entries as they were last read. */
export class LiveEntries {
  /** By file. */
  readonly sources = new Map<string, Source>();
  readonly #first: ReturnType<typeof keptEntries>;
  readonly #renderer: Renderer;
  #known = new WeakMap<Source, { readonly place: string; readonly entry: Entry }>();
  #settings = "";

  constructor(root: string, renderer: Renderer) {
    this.#renderer = renderer;
    this.#first = keptEntries(root, renderer);
  }

  /** For readContent(): the first time, entries come from the cache; later, they are made, and a build keeps them. */
  readonly entries = (making: Omit<Making, "renderer">): ReadEntries => {
    const settings = JSON.stringify(settingsOfEntries(making.settings));
    const isFirst = this.#settings === "";
    if (settings !== this.#settings) this.#known = new WeakMap();
    this.#settings = settings;
    return async (inputs) => {
      const missing = inputs.filter((input) => this.#find(input) === undefined);
      if (isFirst)
        for (const [i, entry] of (await this.#first(making)(missing)).entries()) this.#keep(missing[i], entry);
      else
        await makeAll(missing, { ...making, renderer: this.#renderer }, (input, made) =>
          this.#keep(input, live(input, made, settings)),
        );
      return inputs.flatMap((input) => this.#find(input) ?? []);
    };
  };

  #find({ source, address }: Input): Entry | undefined {
    const known = this.#known.get(source);
    return known?.place === JSON.stringify(address) ? known.entry : undefined;
  }

  #keep(input: Input | undefined, entry: Entry): void {
    if (input !== undefined) this.#known.set(input.source, { place: JSON.stringify(input.address), entry });
  }
}

function live(input: Input, { facts, text }: Encoded, settings: string): Entry {
  return decoded(entryKey(input, settings), facts, () => text);
}
