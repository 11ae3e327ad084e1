// The vocabulary of the search: every word that a search can find. Pagefind shortens a word that it does not have until
// something fits; with this list, the search page knows before it asks, and knows what a misspelt word may have meant.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { entriesOf, MOST_KEYS, SHARDS, shardOf } from "../../pages/theme/search/words.js";
import { TokenNumbers } from "./token-numbers.ts";

/** Every stored file of Pagefind begins with this. */
const SIGNATURE = "pagefind_dcd";
/** Nobody types more than that, and an encoded picture is no word. */
const LONGEST = 100;
/** So many pages are read before something else may run: a hundredth of a second. */
const AT_ONCE = 25;

/** How a word is found: the words to ask Pagefind for, some of them twice. */
type Entry = { readonly word: string; readonly pages: number; readonly keys: readonly string[] };

/**
 * Writes `words/<first letter>.txt` into the folder of an index. A line has a word, the number of pages with it, and the
 * words to ask Pagefind for if it is not that word itself.
 */
export async function writeVocabulary(folder: string): Promise<void> {
  const fragments = join(folder, "fragment");
  const vocabulary = new Vocabulary();
  // An index of nothing has no such folder.
  const files = existsSync(fragments) ? readdirSync(fragments) : [];
  for (const [i, file] of files.entries()) {
    // One after the other: for thousands of small files, promises would take several times as long.
    vocabulary.add(readText(join(fragments, file)));
    if (i % AT_ONCE === 0) await setImmediate();
  }
  mkdirSync(join(folder, "words"), { recursive: true });
  const shards = Map.groupBy(vocabulary.entries(), ({ word }) => shardOf(word));
  for (const name of SHARDS) {
    writeFileSync(join(folder, "words", `${name}.txt`), textOf(shards.get(name) ?? []));
    await setImmediate();
  }
}

/** What Pagefind has indexed of a page: without what it was told to leave out. */
function readText(file: string): string {
  const json = gunzipSync(readFileSync(file)).subarray(SIGNATURE.length).toString();
  const { content, meta } = JSON.parse(json) as { content: string; meta: Record<string, string> };
  return [content, ...Object.values(meta)].join(" ");
}

/** Its words are numbered, and what is known of each lies in lists: that is read for each word of each page. */
class Vocabulary {
  readonly #texts = new TokenNumbers();
  /** By the number of a text: the numbers of its words. */
  readonly #wordsOf: number[][] = [];
  readonly #numbers = new Map<string, number>();
  /** By the number of a word: its pages, how many pages were read when it was seen last, and its keys. */
  readonly #pages: number[] = [];
  readonly #last: number[] = [];
  readonly #keys: string[][] = [];
  #read = 0;

  /** Counts the words of one page. */
  add(page: string): void {
    this.#read += 1;
    const [read, last, pages, wordsOf] = [this.#read, this.#last, this.#pages, this.#wordsOf];
    for (const text of this.#texts.read(page)) {
      const words = wordsOf[text] ?? this.#learn(text);
      for (const word of words) {
        if (last[word] === read) continue;
        last[word] = read;
        pages[word] = (pages[word] ?? 0) + 1;
      }
    }
  }

  *entries(): Iterable<Entry> {
    for (const [word, i] of this.#numbers) yield { word, pages: this.#pages[i] ?? 0, keys: this.#keys[i] ?? [] };
  }

  #learn(text: number): number[] {
    const words: number[] = [];
    // Pagefind leaves blanks that are not to be broken.
    for (const part of this.#texts.texts[text]?.split(/\s+/) ?? []) {
      for (const [word, key] of pairsOf(part)) words.push(this.#numberOf(word, key));
    }
    this.#wordsOf[text] = words;
    return words;
  }

  #numberOf(word: string, key: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) {
      this.#keys[known]?.push(key);
      return known;
    }
    this.#numbers.set(word, this.#pages.length);
    this.#last.push(0);
    this.#keys.push([key]);
    return this.#pages.push(0) - 1;
  }
}

/** Words that lead to a text without blanks, each with what to ask for. */
function pairsOf(text: string): Iterable<readonly [string, string]> {
  if (text.length > LONGEST) return [];
  // Two thirds of all texts; what entriesOf() gives for them, in a tenth of the time.
  const [, plain] = /^([A-Za-z]?[a-z]+|\d+)[.,:;]?$/.exec(text) ?? [];
  if (plain === undefined) return entriesOf(text);
  const word = plain.toLowerCase();
  return [[word, word]];
}

function textOf(entries: readonly Entry[]): string {
  return entries
    .toSorted((a, b) => (a.word < b.word ? -1 : 1))
    .map(({ word, pages, keys }) => `${[word, pages, ...askedFor(word, keys)].join(" ")}\n`)
    .join("");
}

/** One word finds all that begin with it. Of the others, the search page asks for so many. */
function askedFor(word: string, keys: readonly string[]): readonly string[] {
  const unique = new Set(keys);
  if (unique.size === 1 && unique.has(word)) return [];
  const sorted = [...unique].sort();
  if (sorted.length <= MOST_KEYS) return sorted;
  const first = sorted.find((key) => key.startsWith(word));
  const others = sorted.filter((key) => !key.startsWith(word)).slice(0, MOST_KEYS);
  return first === undefined ? others : [...others, first].sort();
}
