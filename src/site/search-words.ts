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

type Entry = { pages: number; readonly keys: Set<string> };

/**
 * Writes `words/<first letter>.txt` into the folder of an index. A line has a word, the number of pages with it, and the
 * words to ask Pagefind for if it is not that word itself.
 */
export async function writeVocabulary(folder: string): Promise<void> {
  const files = await glob("fragment/*", { cwd: folder });
  const limit = pLimit(32);
  const entries = new Map<string, Entry>();
  await Promise.all(
    files.sort().map((file) => limit(async () => collect(entries, await readText(join(folder, file))))),
  );
  await mkdir(join(folder, "words"), { recursive: true });
  const shards = Map.groupBy(entries, ([word]) => shardOf(word));
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

function collect(entries: Map<string, Entry>, text: string): void {
  const here = new Map<string, Set<string>>();
  for (const word of new Set(text.split(/\s+/))) {
    if (word.length > LONGEST) continue;
    for (const [entry, key] of entriesOf(word)) {
      const keys = here.get(entry);
      if (keys === undefined) here.set(entry, new Set([key]));
      else keys.add(key);
    }
  }
  for (const [word, keys] of here) {
    const entry = entries.get(word) ?? { pages: 0, keys: new Set<string>() };
    entry.pages += 1;
    for (const key of keys) entry.keys.add(key);
    entries.set(word, entry);
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
