// A thread that makes entries.

import { workerData } from "node:worker_threads";
import { Source } from "../../core/position.ts";
import type { Input } from "../../corpus/entry/entry.ts";
import { makeEntry } from "../../corpus/entry/make.ts";
import { createRenderer } from "../../markdown/renderer.ts";
import type { Settings } from "../../model/settings.ts";
import { shortFormsFor } from "../../trackers/short-forms.ts";
import { type Encoded, encoded } from "./encoded.ts";

/** A file as a message has it. */
export type Job = { readonly file: string; readonly text: string; readonly address: Input["address"] };

// Tinypool hands over a pair; ours is the second: https://github.com/tinylibs/tinypool
const [, settings] = workerData as readonly [unknown, Settings];
const { trackers, links, owners } = settings;
const surroundings = { shortForms: shortFormsFor(trackers), schemes: links.schemes, owners };
const renderer = await createRenderer();

/** Makes the entries of some files, in their order. */
export default async function makeEntries(jobs: readonly Job[]): Promise<Encoded[]> {
  const made: Encoded[] = [];
  for (const { file, text, address } of jobs) {
    const { facts, parts } = await makeEntry(
      { source: new Source(file, text), address },
      { renderer, surroundings, settings },
    );
    made.push(encoded(facts, parts));
  }
  return made;
}
