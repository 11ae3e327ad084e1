// Entries that are kept: a document is rendered once for its bytes. Facts are read with the document, the text when a page
// needs it.

import { createHash } from "node:crypto";
import { join } from "node:path";
import { KeptFile } from "../../core/kept-file.ts";
import {
  type Entry,
  entryKey,
  type Input,
  type Making,
  type ReadEntries,
  settingsOfEntries,
} from "../../corpus/entry/entry.ts";
import type { Renderer } from "../../markdown/renderer.ts";
import { FACTS_FILE, TEXTS_FILE } from "../files.ts";
import { sourcesHash } from "../sources-hash.ts";
import { decoded, type Encoded } from "./encoded.ts";
import { makeAll } from "./make.ts";

/** What makes entries: a change of any of it makes all of them again. */
const MAKERS = ["core", "model", "markdown", "corpus", "trackers", "site/rendering"].map((name) => `src/${name}`);

/** Entries of the site below `root`, kept in its .cache/. The caches stay open, for texts. */
export function keptEntries(root: string, renderer?: Renderer): (making: Omit<Making, "renderer">) => ReadEntries {
  return (making) => async (inputs) => {
    const salt = await saltOf(making);
    const [facts, texts] = [FACTS_FILE, TEXTS_FILE].map((file) => new KeptFile(join(root, file))) as [
      KeptFile,
      KeptFile,
    ];
    const entries = new Map<Input, Entry>();
    const missing: Input[] = [];
    for (const input of inputs) {
      const key = entryKey(input, salt);
      const found = facts.get(key);
      // Both or none: a text that turns out to be damaged when its page is written could not be made again then.
      if (found === undefined || texts.get(key) === undefined) missing.push(input);
      else
        entries.set(
          input,
          decoded(key, found, () => textOf(texts, key)),
        );
    }
    const keep = (input: Input, made: Encoded) => {
      const key = entryKey(input, salt);
      facts.set(key, Buffer.from(made.facts));
      texts.set(key, Buffer.from(made.text));
      entries.set(
        input,
        decoded(key, made.facts, () => textOf(texts, key)),
      );
    };
    await makeAll(missing, renderer === undefined ? making : { ...making, renderer }, keep);
    facts.save();
    texts.save();
    facts.close();
    return inputs.flatMap((input) => entries.get(input) ?? []);
  };
}

function textOf(texts: KeptFile, key: string): Buffer {
  const text = texts.get(key);
  if (text === undefined) throw new Error(`${TEXTS_FILE} was damaged while the site was built. Build it again`);
  return text;
}

async function saltOf({ settings }: Omit<Making, "renderer">): Promise<string> {
  const stated = JSON.stringify(settingsOfEntries(settings));
  return createHash("sha256")
    .update(await sourcesHash(MAKERS))
    .update(stated)
    .digest("hex");
}
