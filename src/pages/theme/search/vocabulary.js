// What the words of a query mean on this site: words that its pages have, other forms of them, or what was misspelt.

import { isFunctionWord, withoutSchemes, withoutTimes } from "./weak.js";
import { canonical, MOST_KEYS, namesIn, partsOf, shardOf } from "./words.js";

/**
 * A word of the pages, on how many of them it is, and what to ask Pagefind for. Of an index in parts: by each of the
 * latter, the parts that have it.
 * @typedef {{ word: string, pages: number, keys: readonly string[], parts?: ReadonlyMap<string, readonly string[]> }} Entry
 *
 * A word to ask Pagefind for, which finds all words that begin with it; `isExact`: only itself.
 * `parts`: those that have it, if there are several.
 * @typedef {{ key: string, isExact: boolean, weight: number, parts?: readonly string[] }} Ask
 *
 * A word of a query. `asks` is empty if no page has it; `meant` is what was taken instead; `isWeak`: it tells no page
 * apart, and neither leads to one nor is missed on one.
 * @typedef {{ text: string, word: string, meant?: string, pages: number, asks: readonly Ask[], isWeak?: boolean }} Term
 */

/** More than these, the rarest, tell no page apart: who pastes a log gets what its rare words lead to. */
const MOST_TERMS = 12;
/** So many words are a line of a log rather than what somebody made up. */
const LOG = 6;
/** The part of the weight that another form of a word has. */
const OTHER_FORM = 0.7;

/**
 * The terms of a query. One letter is none, unless there is nothing else; one digit tells "disk 7" from the others.
 * @param {string} query @param {(shard: string) => Promise<readonly Entry[]>} load @returns {Promise<Term[]>}
 */
export async function termsOf(query, load) {
  const { rest, hosts } = withoutSchemes(withoutTimes(query));
  const names = new Map(namesIn(rest).map((name) => [canonical(name), name]));
  const long = [...names].filter(([word]) => word.length > 1 || /\p{N}/u.test(word));
  const terms = await Promise.all(
    (long.length > 0 ? long : [...names]).map(([word, text]) => resolve(text, word, load)),
  );
  const sorted = withWeak(terms.flat(), new Set(hosts.map(canonical))).sort(
    (a, b) => Number(a.isWeak) - Number(b.isWeak) || a.pages - b.pages,
  );
  return [
    ...sorted.filter(({ asks, isWeak }) => asks.length === 0 && !isWeak),
    ...sorted.filter(({ asks }) => asks.length > 0).slice(0, MOST_TERMS),
  ];
}

/**
 * Says which terms are weak beside others. Among the words of a log, a number that no page has is a process or a size, and
 * a small one a count. Of a few words, each was meant: "disk 42" is not any disk.
 * @param {Term[]} terms @param {ReadonlySet<string>} hosts of addresses
 */
function withWeak(terms, hosts) {
  const isLog = terms.length >= LOG;
  const weak = terms.map(
    ({ word, asks }) =>
      isFunctionWord(word) ||
      hosts.has(word) ||
      (isLog && /^\p{N}+$/u.test(word) && (asks.length === 0 || word.length < 3)),
  );
  const hasStrong = weak.includes(false);
  return terms.map(({ meant, ...term }, i) => {
    if (!hasStrong || weak[i] !== true) return { ...term, ...(meant && { meant }), isWeak: false };
    return { ...term, isWeak: true, asks: meant === undefined ? term.asks : [] };
  });
}

/** @param {string} text @param {string} word @param {(shard: string) => Promise<readonly Entry[]>} load @returns {Promise<Term[]>} */
async function resolve(text, word, load) {
  const entries = await load(shardOf(word));
  const found = entriesFor(word, entries);
  if (found.length > 0) return [termFor(text, word, found)];
  // "read-only" is what others write as two words. Of an identifier, parts alone would be an invention.
  const parts = partsOf(text);
  if (/^\p{L}+(-\p{L}+)+$/u.test(text))
    return (await Promise.all(parts.map((part) => resolve(part, part, load)))).flat();
  const meant = nearest(word, entries) ?? seriesOf(text, entries);
  if (meant === undefined) return [{ text, word, pages: 0, asks: [] }];
  return [{ ...termFor(text, canonical(meant), entriesFor(canonical(meant), entries)), meant }];
}

/** @param {string} text @param {string} word @param {readonly Entry[]} entries @returns {Term} */
function termFor(text, word, entries) {
  const own = entries.filter((entry) => entry.word === word);
  const counted = own.length > 0 ? own : entries;
  return { text, word, pages: Math.max(...counted.map(({ pages }) => pages)), asks: asksFor(word, entries) };
}

/**
 * What begins with the word, and other forms of it. Two letters are a word and no beginning.
 * @param {string} word @param {readonly Entry[]} entries
 */
function entriesFor(word, entries) {
  if (word.length < 3) return entries.filter((entry) => entry.word === word);
  return entries.filter((entry) => entry.word.startsWith(word) || isForm(entry.word, word));
}

/** @param {string} word @param {readonly Entry[]} entries @returns {Ask[]} */
function asksFor(word, entries) {
  const isExact = word.length < 3;
  const asks = new Map();
  for (const entry of [...entries].sort((a, b) => b.pages - a.pages)) {
    for (const key of entry.keys) {
      // What begins with the word is found with it. What begins with another form is another word: "runs" is no "runbook".
      const asked = key.startsWith(word) ? word : key;
      const ask = asks.get(asked) ?? {
        weight: asked === word || entry.word.startsWith(word) ? 1 : OTHER_FORM,
        parts: [],
      };
      ask.parts.push(entry.parts?.get(key) ?? []);
      asks.set(asked, ask);
    }
  }
  const first = asks.has(word) ? [word] : [];
  return [...new Set([...first, ...asks.keys()])].slice(0, MOST_KEYS).map((key) => {
    const { weight, parts } = asks.get(key);
    const all = [...new Set(parts.flat())];
    return { key, isExact, weight, ...(all.length > 0 && { parts: all }) };
  });
}

const ENDINGS = /^(?:|s|es|e|ed|d|er|ers|ing|ly|y|ies|ied|ness|n|en)$/;
const LONG_ENDINGS = /^(?:ion|ions|ation|ations|or|ors|ment|al|able|ive)$/;

/**
 * Whether two words differ in an ending alone: "encrypted" and "encryption", "running" and "run".
 * @param {string} a @param {string} b
 */
export function isForm(a, b) {
  if (/\p{N}/u.test(a + b)) return false;
  let same = 0;
  while (same < a.length && a.charAt(same) === b.charAt(same)) same += 1;
  // "encrypting" and "encryption" share a letter of their endings.
  for (let stem = same; stem >= 3 && stem > same - 3; stem -= 1) {
    if ([a, b].every((word) => isEnding(word, stem))) return true;
  }
  return false;
}

/** @param {string} word @param {number} stem how many letters come before the ending */
function isEnding(word, stem) {
  const rest = word.slice(stem);
  // "run", "running"
  const undoubled = rest.charAt(0) === word.charAt(stem - 1) ? rest.slice(1) : rest;
  return [rest, undoubled].some((end) => ENDINGS.test(end) || (stem > 4 && LONG_ENDINGS.test(end)));
}

/**
 * The word that was probably meant. A number is never taken for another one, and of a short word, only two letters that
 * changed places are a slip: "ceph" is not "cpus".
 * @param {string} word @param {readonly Entry[]} entries
 */
export function nearest(word, entries) {
  if (word.length < 3) return undefined;
  const most = word.length < 5 ? 1 : word.length < 8 ? 1 : 2;
  let best;
  for (const entry of entries) {
    if (Math.abs(entry.word.length - word.length) > most || digitsOf(entry.word) !== digitsOf(word)) continue;
    if (word.length < 5 && !isSwapped(word, entry.word)) continue;
    const distance = editsBetween(word, entry.word, most);
    if (distance > most) continue;
    if (
      best === undefined ||
      distance < best.distance ||
      (distance === best.distance && entry.pages > best.entry.pages)
    ) {
      best = { entry, distance };
    }
  }
  return best?.entry.word;
}

/**
 * The version that an unknown one belongs to, as far as the pages have it: "5.15.0-88" for "5.15.0-88-generic", "6.2.16"
 * for "6.2.16-12". Less than three numbers name no series.
 * @param {string} text @param {readonly Entry[]} entries
 */
function seriesOf(text, entries) {
  if (!/^\d+\.\d+\.\d/.test(text)) return undefined;
  let series = text;
  while (/\..*\..*[^\p{L}\p{N}]/u.test(series)) {
    series = series.replace(/[^\p{L}\p{N}]+[\p{L}\p{N}]*$/u, "");
    if (entriesFor(canonical(series), entries).length > 0) return series;
  }
  return undefined;
}

/** @param {string} word */
function digitsOf(word) {
  return word.replace(/\P{N}+/gu, " ").trim();
}

/** @param {string} a @param {string} b */
function isSwapped(a, b) {
  return a.length === b.length && [...a].sort().join("") === [...b].sort().join("");
}

/**
 * How many letters are missing, too many, wrong, or have changed places; `most` + 1 for anything above `most`.
 * @param {string} a @param {string} b @param {number} most
 */
export function editsBetween(a, b, most) {
  let before = [0];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        last[j] + 1,
        row[j - 1] + 1,
        last[j - 1] + (isSame ? 0 : 1),
        isSwap ? before[j - 2] + 1 : most + 1,
      );
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}

/**
 * What stands in the file of a shard. What a proxy or a login gives in its place is none.
 * @param {string} text @returns {Entry[]}
 */
export function readEntries(text) {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [word = "", pages, ...keys] = line.split(" ");
      if (Number.isNaN(Number(pages))) throw new Error(`No vocabulary: ${line}`);
      return { word, pages: Number(pages), keys: keys.length > 0 ? keys : [word] };
    });
}
