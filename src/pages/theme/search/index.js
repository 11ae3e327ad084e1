// The index: Pagefind finds the pages of a word, the vocabulary says which words there are. Both are loaded when a reader
// searches for the first time. Which pages come first is decided here.

import { hasPhrase } from "./excerpt.js";
import { isIn, openParts } from "./parts.js";
import { termsOf } from "./vocabulary.js";
import { typed } from "./words.js";

/**
 * What a search gives: its terms, and pages in their order. `isWhole`: each has all of the words.
 * @typedef {import("./vocabulary.js").Term} Term
 * @typedef {{ id: string, kind: string, score: number, has: ReadonlySet<Term>, load: () => Promise<Fragment> }} Hit
 * `kinds`: all that the index has. `isScattered`: what stood in quotes, no page has in that order. `isUnread`: nobody looked for it.
 * @typedef {{ query: string, terms: readonly Term[], hits: readonly Hit[], isWhole: boolean, kinds: ReadonlySet<string>, isScattered?: boolean, isUnread?: boolean }} Found
 *
 * A page as Pagefind stores it; the place of an anchor is counted in words.
 * @typedef {{ element: string, id: string, text: string, location: number }} Anchor
 * @typedef {{ url: string, content: string, meta: Record<string, string>, anchors: readonly Anchor[] }} Fragment
 */

/** Who searches during an incident wants what to do first. */
const KINDS = { Runbook: 1.2, "Post-mortem": 1.2, Check: 0.6, Alert: 0.5, "Test host": 0.3, List: 1, Reference: 0.1 };
/** A name such as DiskFull: behind the runbooks that have it among their words, its alert stands before what mentions it. */
const NAME = /^[A-Z]\S*[A-Z]\S*[a-z]\S*$/;
/** Alerts and words that an author gives a page lead to it as its title does. */
const RANKING = { termSimilarity: 3, pageLength: 0, metaWeights: { title: 5, keywords: 6, description: 2, name: 1 } };
/** Pages without all of the words are shown if they have this part of what the best one has. */
const NEARLY = 0.6;
/** So many pages are read to see which have a query in quotes word for word. */
const MOST_READ = 50;
/** The part of the weight that function words have beside others, and numbers in a line of a log. */
const WEAK = 0.1;
const WEAK_NUMBER = 0.4;

/**
 * Opens the index below an address.
 * @param {string} folder with a slash at its end @returns {Promise<(query: string) => Promise<Found>>}
 */
export async function openIndex(folder) {
  const { pagefind, parts, load } = await openParts(folder, RANKING);
  const kinds = await kindsOf(pagefind, parts);
  return async (asked) => {
    const query = typed(asked);
    const terms = await termsOf(query, load);
    const pages = await Promise.all(terms.map((term) => pagesOf(pagefind, term)));
    return quoted(ranked(query, terms, pages, kinds));
  };
}

/** The kind of each page by its id; a search for nothing lists them. @returns {Promise<Map<string, string>>} */
async function kindsOf(pagefind, parts) {
  const { kind: kinds = {} } = await pagefind.filters();
  const kindById = new Map();
  const search = async (/** @type {string} */ kind) => {
    const { results } = await pagefind.search(null, { filters: { kind } });
    for (const { id } of results) kindById.set(id, kind);
  };
  await Promise.all(Object.keys(kinds).map(search));
  const ids = [...kindById.keys()];
  for (const { name } of parts) {
    if (!ids.some((id) => isIn(name, id))) throw new Error(`The index is empty: ${name}`);
  }
  return kindById;
}

/** The pages of a term, with the score of the way of writing it that fits best. @param {Term} term */
async function pagesOf(pagefind, term) {
  const { word, asks } = term;
  const pages = new Map();
  let most = Infinity;
  for (const { key, isExact, weight, parts = [""] } of asks) {
    const { results } = await pagefind.search(key);
    const isForm = weight < 1;
    // In quotes, Pagefind finds the word itself, but rates neither how often nor where a page has it.
    const own = isExact || isForm ? (await pagefind.search(`"${key}"`)).results.map(({ id }) => id) : [];
    for (const result of results) {
      const { id, score } = result;
      // In a part that does not have the word, Pagefind has shortened it until something fitted.
      if (!parts.some((part) => isIn(part, id))) continue;
      if ((isExact || own.length > 0) && !own.includes(id)) continue;
      // A name that has the word as one of its parts is rare, and the word need not be.
      const rated = isForm ? score * weight : Math.min(score, key.startsWith(word) ? Infinity : most);
      // Of a result that nothing holds any more, Pagefind's worker drops the page.
      if (!(pages.get(id)?.score > rated)) pages.set(id, { score: rated, load: () => result.data() });
    }
    if (key === word && pages.size > 0) most = Math.max(...[...pages.values()].map(({ score }) => score));
  }
  const ids = [...pages.keys()];
  for (const part of new Set(asks.flatMap(({ parts }) => parts ?? [""]))) {
    if (!ids.some((id) => isIn(part, id))) await checkLoaded(pagefind, term, part);
  }
  return pages;
}

/**
 * The vocabulary has the word: if the index gives nothing for it, a file of it did not load, and Pagefind does not say so.
 * But in quotes, Pagefind misses parts of words, such as the "00" of "03:00:00", which it finds without them.
 * @param {Term} term @param {string} part
 */
async function checkLoaded(pagefind, { text, asks }, part) {
  const answers = await Promise.all(asks.map(({ key }) => pagefind.search(key)));
  const ids = answers.flatMap(({ results }) => results.map(({ id }) => id));
  if (!ids.some((id) => isIn(part, id))) throw new Error(`The index gives nothing for ${text}`);
}

/** Of a query in quotes, the pages that have it word for word, if any. @param {Found} found @returns {Promise<Found>} */
async function quoted(found) {
  const { query, hits, isWhole } = found;
  if (!isWhole || !/^["“„][^"“”„]+\s[^"“”„]+["“”]$/.test(query)) return found;
  if (hits.length > MOST_READ) return { ...found, isUnread: true };
  const fragments = await Promise.all(hits.map((hit) => hit.load()));
  const exact = hits.filter((_, i) => hasPhrase(fragments[i], query));
  return exact.length > 0 ? { ...found, hits: exact } : { ...found, isScattered: true };
}

/** @returns {Found} */
function ranked(query, resolved, pages, kinds) {
  // What has no page after all is said to have none.
  const terms = resolved.map((term, i) => (pages[i].size > 0 ? term : { ...term, asks: [] }));
  const known = terms.flatMap((term, i) => (term.asks.length > 0 ? [{ term, pages: pages[i] }] : []));
  const weightOf = ({ isWeak, word }) => (isWeak ? (/^\p{N}+$/u.test(word) ? WEAK_NUMBER : WEAK) : 1);
  const rarity = ({ term, pages: { size } }) => Math.log(1 + kinds.size / size) * weightOf(term);
  const all = known.reduce((sum, one) => sum + rarity(one), 0);
  const hits = new Map();
  for (const one of known) {
    for (const [id, { score, load }] of one.pages) {
      const hit = hits.get(id) ?? { id, kind: kinds.get(id) ?? "", score: 0, part: 0, has: new Set(), load };
      hit.score += score * weightOf(one.term);
      hit.part += rarity(one) / all;
      hit.has.add(one.term);
      hits.set(id, hit);
    }
  }
  const found = [...hits.values()];
  // What most pages have tells none apart: a page may lack it.
  const strong = known.filter(({ term }) => !term.isWeak);
  const rare = strong.filter(({ pages: { size } }) => size < kinds.size / 2);
  const needed = [rare, strong, known].find((some) => some.length > 0) ?? [];
  const whole = found.filter(({ has }) => needed.every(({ term }) => has.has(term)));
  const isWhole = whole.length > 0;
  const best = Math.max(...found.map(({ part }) => part));
  const shown = isWhole ? whole : found.filter(({ part }) => part >= best * NEARLY);
  const weights = NAME.test(query) ? { ...KINDS, Alert: 3 } : KINDS;
  for (const hit of shown) hit.score *= (weights[hit.kind] ?? 1) * hit.part ** 2;
  return { query, terms, hits: shown.sort((a, b) => b.score - a.score), isWhole, kinds: new Set(kinds.values()) };
}
