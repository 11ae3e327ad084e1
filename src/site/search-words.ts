// The vocabulary of the search: every word that a search can find. Pagefind shortens a word that it does not have until
// something fits; with this list, the search page knows before it asks, and knows what a misspelt word may have meant.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import pLimit from "p-limit";
import { glob } from "tinyglobby";
import { entriesOf, SHARDS, shardOf } from "../pages/theme/search/words.js";

/** Every stored file of Pagefind begins with this. */
const SIGNATURE = "pagefind_dcd";
/** Nobody types more than that, and an encoded picture is no word. */
const LONGEST = 100;

/** How a word is found: its number of pages, and the words to ask Pagefind for. */
type Entry = { pages: number; readonly keys: Set<string> };

/**
 * Writes `words/<first letter>.txt` into the folder of an index. A line has a word, the number of pages with it, and the
 * words to ask Pagefind for if it is not that word itself.
 */
export async function writeVocabulary(folder: string): Promise<void> {
  const files = await glob("fragment/*", { cwd: folder });
  const limit = pLimit(32);
  const vocabulary = new Vocabulary();
  await Promise.all(files.map((file) => limit(async () => vocabulary.add(await readText(join(folder, file))))));
  await mkdir(join(folder, "words"), { recursive: true });
  const shards = Map.groupBy(vocabulary.entries, ([word]) => shardOf(word));
  await Promise.all(
    SHARDS.map((name) => writeFile(join(folder, "words", `${name}.txt`), textOf(shards.get(name) ?? []))),
  );
}

/** What Pagefind has indexed of a page: without what it was told to leave out. */
async function readText(file: string): Promise<string> {
  const json = gunzipSync(await readFile(file))
    .subarray(SIGNATURE.length)
    .toString();
  const { content, meta } = JSON.parse(json) as { content: string; meta: Record<string, string> };
  return [content, ...Object.values(meta)].join(" ");
}

class Vocabulary {
  readonly entries = new Map<string, Entry>();
  /** Most words of a page are on others too. */
  readonly #known = new Map<string, readonly Entry[]>();

  /** Counts the words of one page. */
  add(text: string): void {
    const here = new Set<Entry>();
    for (const word of new Set(text.split(/\s+/))) {
      for (const entry of this.#entriesOf(word)) here.add(entry);
    }
    for (const entry of here) entry.pages += 1;
  }

  #entriesOf(text: string): readonly Entry[] {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const words = text.length > LONGEST ? [] : [...entriesOf(text)];
    const found = words.map(([word, key]) => {
      const entry = this.entries.get(word) ?? { pages: 0, keys: new Set() };
      this.entries.set(word, entry);
      entry.keys.add(key);
      return entry;
    });
    this.#known.set(text, found);
    return found;
  }
}

function textOf(entries: readonly [string, Entry][]): string {
  return entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, { pages, keys }]) => {
      const others = keys.size === 1 && keys.has(word) ? [] : [...keys].sort();
      return `${[word, pages, ...others].join(" ")}\n`;
    })
    .join("");
}
