// The parts of the index: a site of thousands of pages has several. Pagefind searches them as one, and their vocabularies
// become one here.

import { readEntries } from "./vocabulary.js";

/**
 * A part: its folder below the index, "" for the first, and with what the ids of its pages begin.
 * @typedef {{ folder: string, name: string }} Part
 * @typedef {import("./vocabulary.js").Entry} Entry
 */

/**
 * Opens all parts of the index below an address. `load` reads a shard of the vocabulary.
 * @param {string} folder with a slash at its end @param {object} ranking of Pagefind
 */
export async function openParts(folder, ranking) {
  const [pagefind, parts] = await Promise.all([
    import(new URL("pagefind.js", new URL(folder, location.href)).href),
    fetchFresh(`${folder}parts.json`).then((response) => /** @type {Promise<Part[]>} */ (response.json())),
  ]);
  // What an earlier try left, of which a part did not load.
  await pagefind.destroy();
  await pagefind.options({ ranking });
  // First: where the first part does not load, the others would wait for its program for ever.
  const first = pagefind.filters();
  const others = parts.slice(1).map((part) => pagefind.mergeIndex(folder + part.folder, { ranking }));
  await Promise.all([first, ...others]);
  const shards = new Map();
  const load = (/** @type {string} */ name) => {
    if (!shards.has(name)) shards.set(name, loadShard(folder, parts, name));
    return shards.get(name);
  };
  return { pagefind, parts, load };
}

/** @param {string} folder @param {readonly Part[]} parts @param {string} name */
async function loadShard(folder, parts, name) {
  const texts = parts.map(async (part) => (await fetchFresh(`${folder}${part.folder}words/${name}.txt`)).text());
  return merged(parts, (await Promise.all(texts)).map(readEntries));
}

/** @param {string} url of a file that carries no hash, unlike others of the index */
async function fetchFresh(url) {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return response;
}

/**
 * The vocabularies of parts as one: pages add up, and each word to ask for knows the parts that have it.
 * @param {readonly Part[]} parts @param {readonly Entry[][]} lists by part @returns {readonly Entry[]}
 */
export function merged(parts, lists) {
  if (lists.length === 1) return lists[0];
  const words = new Map();
  for (const [i, { name }] of parts.entries()) {
    for (const { word, pages, keys } of lists[i]) {
      const entry = words.get(word) ?? { word, pages: 0, parts: new Map() };
      words.set(word, entry);
      entry.pages += pages;
      for (const key of keys) entry.parts.set(key, [...(entry.parts.get(key) ?? []), name]);
    }
  }
  return [...words.values()].map((entry) => ({ ...entry, keys: [...entry.parts.keys()] }));
}

/** Whether a page is in a part; "": any. Pagefind gives it an id such as unknown-2_3fa0b1c. @param {string} name */
export function isIn(name, id) {
  return name === "" || id.startsWith(`${name}_`);
}
