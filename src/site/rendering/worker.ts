// A process that makes entries.

import { Source } from "../../core/position.ts";
import type { Input } from "../../corpus/entry/entry.ts";
import { makeEntry } from "../../corpus/entry/make.ts";
import { createRenderer } from "../../markdown/renderer.ts";
import type { Settings } from "../../model/settings.ts";
import { shortFormsFor } from "../../trackers/short-forms.ts";
import { encoded, type Sent, sent } from "./encoded.ts";

/** Some files, and the settings of their site. */
export type Job = {
  readonly settings: Settings;
  readonly files: readonly { readonly file: string; readonly text: string; readonly address: Input["address"] }[];
};

const renderer = await createRenderer();

/** Makes the entries of the files, in their order. */
export default async function makeEntries({ settings, files }: Job): Promise<Sent[]> {
  const { trackers, links, owners } = settings;
  const surroundings = { shortForms: shortFormsFor(trackers), schemes: links.schemes, owners };
  const made: Sent[] = [];
  for (const { file, text, address } of files) {
    const input = { source: new Source(file, text), address };
    const { facts, parts } = await makeEntry(input, { renderer, surroundings, settings });
    made.push(sent(encoded(facts, parts)));
  }
  return made;
}
