// What a hit shows: the words around what was searched for, and the sections that have it.

import { isFunctionWord, withoutTimes } from "./weak.js";
import { bare, canonical, entriesOf } from "./words.js";

/** @typedef {import("./index.js").Term} Term @typedef {import("./index.js").Fragment} Fragment */

/** Words of an excerpt. */
const LENGTH = 28;
const MOST_SECTIONS = 3;
/** Who types their whole name wants them. The name of an alert leads to its runbook. */
const NAMED = new Set(["Check", "Test host", "List"]);

/**
 * A piece of text; `isFound`: it is one of the words.
 * @typedef {{ text: string, isFound: boolean }} Piece
 * @typedef {{ url: string, title: string }} Section
 * @typedef {{ pieces: Piece[], sections: Section[] }} Excerpt
 */

/** @param {Fragment} fragment @param {readonly Term[]} terms @returns {Excerpt} */
export function excerptOf({ url, content, meta, anchors }, terms) {
  const find = finderOf(terms);
  const words = content.split(/\s+/);
  const places = words.map(find);
  if (places.every((place) => place === undefined)) {
    const { description = words.slice(0, LENGTH).join(" ") } = meta;
    return { pieces: besideText({ ...meta, description }, find), sections: [] };
  }
  if (meta.description && isCalled(meta, terms))
    return { pieces: besideText(meta, find), sections: sectionsOf(url, anchors, places) };
  const start = densest(places);
  const end = Math.min(words.length, start + LENGTH);
  const pieces = words.slice(start, end).map((text, i) => ({ text, isFound: places[start + i] !== undefined }));
  return {
    pieces: [...ellipsis(start > 0), ...pieces, ...ellipsis(end < words.length)],
    sections: sectionsOf(url, anchors, places),
  };
}

/** Whether the title or the keywords have all that was searched for: then, what the page is for says more than its text. */
function isCalled({ title = "", keywords = "" }, terms) {
  const find = finderOf(terms);
  const has = new Set(`${title} ${keywords}`.split(/[\s,]+/).map(find));
  return terms.every((term) => term.isWeak || term.asks.length === 0 || has.has(term));
}

/** A word and the punctuation round it. @param {string} text */
export function withoutEdges(text) {
  const [, before = "", word = text, after = ""] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(text) ?? [];
  return { before, word, after };
}

/** The description of a page, and its keywords that have words which the description has not. @returns {Piece[]} */
function besideText({ description = "", keywords = "" }, find) {
  const seen = new Set([undefined, ...description.split(" ").map(find)]);
  const found = keywords.split(", ").filter((keyword) => !keyword.split(" ").every((word) => seen.has(find(word))));
  const words = [description, found.length > 0 && `Keywords: ${found.join(", ")}`].filter(Boolean).join(" ");
  return words.split(" ").map((text) => ({ text, isFound: find(text) !== undefined }));
}

/** @param {boolean} isCut @returns {Piece[]} */
function ellipsis(isCut) {
  return isCut ? [{ text: "…", isFound: false }] : [];
}

/**
 * Which term a word of a page belongs to, if any.
 * @param {readonly Term[]} terms @returns {(word: string) => Term | undefined}
 */
export function finderOf(terms) {
  const asked = terms.flatMap((term) => [
    { term, key: term.word, isExact: term.word.length < 3 },
    ...term.asks.filter(({ weight }) => weight < 1).map(({ key }) => ({ term, key: canonical(key), isExact: true })),
  ]);
  const known = new Map();
  return (word) => {
    if (known.has(word)) return known.get(word);
    const entries = word === "" ? [] : [...entriesOf(word).keys()];
    const fits = ({ key, isExact }) => entries.some((entry) => (isExact ? entry === key : entry.startsWith(key)));
    const found = asked.find(fits)?.term;
    known.set(word, found);
    return found;
  };
}

/**
 * What a stretch of words is worth: the more terms it has the more, then the rarer the rarest is. Of "tool#4711", the
 * number says where to look.
 * @param {readonly Term[]} places
 */
function worthOf(places) {
  const terms = [...new Set(places)];
  return terms.length === 0 ? 0 : terms.length + 1 / (1 + Math.min(...terms.map(({ pages }) => pages)));
}

/** Where the stretch of words begins that is worth most, then has most of the words. */
function densest(places) {
  let best = { start: 0, value: 0 };
  for (const [i, term] of places.entries()) {
    if (term === undefined) continue;
    const start = Math.max(0, i - 4);
    const here = places.slice(start, start + LENGTH).filter((one) => one !== undefined);
    const value = worthOf(here) * 1000 + here.length;
    if (value > best.value) best = { start, value };
  }
  return Math.max(0, Math.min(best.start, places.length - LENGTH));
}

/** The sections that are worth most, in the order of the page. @returns {Section[]} */
function sectionsOf(url, anchors, places) {
  const headings = anchors.filter(({ element, text }) => /^h[2-4]$/.test(element) && text.trim() !== "");
  const counted = headings.map((heading, i) => {
    const here = places.slice(heading.location, headings[i + 1]?.location).filter((one) => one !== undefined);
    return { heading, i, worth: worthOf(here), count: here.length };
  });
  const best = counted.sort((a, b) => b.worth - a.worth || b.count - a.count || a.i - b.i);
  return best
    .filter(({ worth }) => worth > 0 && worth === best[0]?.worth)
    .slice(0, MOST_SECTIONS)
    .sort((a, b) => a.i - b.i)
    .map(({ heading }) => ({ url: `${url.replace(/#.*$/, "")}#${heading.id}`, title: heading.text.trim() }));
}

/**
 * The same hits; those first that are called as the query says, or have what was typed word for word.
 * @template {{ kind: string, score: number, fragment: Fragment }} Loaded
 * @param {string} query @param {readonly Term[]} terms @param {Loaded[]} hits
 */
export function exactFirst(query, terms, hits) {
  const words = meaningOf(withoutTimes(query));
  const length = words.split(" ").length;
  const strong = terms.filter(({ isWeak }) => !isWeak);
  const find = finderOf(strong);
  const rate = ({ kind, score, fragment }) => {
    const { meta } = fragment;
    const title = meta.title ?? "";
    if (NAMED.has(kind) && canonical(meta.name ?? "") === canonical(query)) return score * 10;
    const inTitle =
      new Set(
        title
          .split(/\s+/)
          .map(find)
          .filter((term) => term !== undefined),
      ).size / strong.length;
    // The more words stand side by side, the less it is by chance.
    const isVerbatim = length > 1 && ` ${meaningOf(textOf(fragment))} `.includes(` ${words} `);
    return score * (1 + inTitle ** 2) * (isVerbatim ? length : 1);
  };
  return hits
    .map((hit) => ({ hit, value: rate(hit) }))
    .sort((a, b) => b.value - a.value)
    .map(({ hit }) => hit);
}

/** Whether a page has the words of a text side by side. @param {Fragment} fragment @param {string} text */
export function hasPhrase(fragment, text) {
  return ` ${wordsOf(textOf(fragment)).join(" ")} `.includes(` ${wordsOf(text).join(" ")} `);
}

/**
 * How pages write a word of the vocabulary, which has it without capitals and accents.
 * @param {readonly Fragment[]} fragments @param {string} word
 */
export function spellingIn(fragments, word) {
  const written = new Set(fragments.flatMap((one) => textOf(one).split(/\s+/)).map((text) => withoutEdges(text).word));
  return written.has(word) ? word : ([...written].find((text) => canonical(text) === word) ?? word);
}

/** @param {Fragment} fragment */
function textOf({ content, meta }) {
  return [...Object.values(meta), content].join(" ");
}

/** @param {string} text */
function wordsOf(text) {
  return bare(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** "how do I roll back a kernel" is "roll back kernel". @param {string} text */
function meaningOf(text) {
  return wordsOf(text)
    .filter((word) => !isFunctionWord(word))
    .join(" ");
}
