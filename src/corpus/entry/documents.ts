// From files to documents: each has an entry, which is made, or was kept.

import type { Renderer } from "../../markdown/renderer.ts";
import type { Settings } from "../../model/settings.ts";
import type { BoundShortForm } from "../../model/short-form.ts";
import type { Address } from "../addresses.ts";
import { type AnyDocument, asUnreadable, documentOf, type Unreadable } from "../documents.ts";
import { mayGuard } from "../front-matter/guards.ts";
import type { ContentFiles } from "../read.ts";
import type { Making, ReadEntries } from "./entry.ts";

/** Where entries come from. */
export type Entries = {
  /** Given by a caller that reads often: it keeps the grammars that it has loaded. */
  readonly renderer?: Renderer;
  /** Given by a caller that keeps entries; without it, they are made. */
  readonly entries?: (making: Omit<Making, "renderer">) => ReadEntries;
  /**
   * The short forms of trackers with these settings. A caller that left it out would miss references that others find.
   * trackers/ knows them, and is not known here.
   */
  readonly shortForms: (trackers: Settings["trackers"]) => readonly BoundShortForm[];
};

/** What renders takes half a second to load: a build without changes needs none of it. */
async function makerOf(making: Omit<Making, "renderer">, renderer?: Renderer): Promise<ReadEntries> {
  const [{ createRenderer }, { makingEntries }] = await Promise.all([
    import("../../markdown/renderer.ts"),
    import("./make.ts"),
  ]);
  return makingEntries({ ...making, renderer: renderer ?? (await createRenderer()) });
}

/** Reads the documents at these addresses; one that cannot be read is known by its place alone. */
export async function readDocuments(
  addresses: readonly Address[],
  files: ContentFiles,
  settings: Settings,
  options: Entries,
): Promise<(AnyDocument | Unreadable)[]> {
  const { trackers, links, owners } = settings;
  const surroundings = { shortForms: options.shortForms(trackers), schemes: links.schemes, owners };
  const sources = await Promise.all(addresses.map(({ file }) => files.read(file)));
  const inputs = addresses.flatMap((address, i) => {
    const source = sources[i];
    return source === undefined ? [] : [{ source, address }];
  });
  const making = { surroundings, settings };
  const readEntries = options.entries?.(making) ?? (await makerOf(making, options.renderer));
  const entries = await readEntries(inputs);
  const byFile = new Map(inputs.map((input, i) => [input.address.file, { ...input, entry: entries[i] }]));
  return addresses.map((address) => {
    const text = files.source(address.file)?.text;
    const { source, entry } = byFile.get(address.file) ?? {};
    if (source === undefined || entry === undefined) return asUnreadable(address, text, mayGuard(text));
    return documentOf(source, address, entry, { settings, problems: files.problems });
  });
}
