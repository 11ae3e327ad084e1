// The sentence above the results: how many there are, what nothing has, and what was shown in its place.

import { spellingIn } from "./excerpt.js";

/** @typedef {import("./index.js").Found} Found @typedef {import("./index.js").Hit} Hit @typedef {import("./index.js").Fragment} Fragment */

/** Words that the sentence names; more are a paste, which nobody reads word for word. */
const MOST_NAMED = 8;
export const LISTS = "These lists lead to everything:";

/** @param {Found} found @param {readonly Hit[]} hits those of the kind @param {string} kind @param loaded the first of them */
export function sentenceOf({ terms, isWhole, isScattered, isUnread }, hits, kind, loaded) {
  const quoted = (/** @type {string[]} */ words) => words.map((word) => `“${word}”`).join(", ");
  const fragments = loaded.map(({ fragment }) => fragment);
  const none = terms.filter(({ asks, meant, isWeak }) => !isWeak && (asks.length === 0 || meant !== undefined));
  const others = none.length > MOST_NAMED ? ` and ${none.length - MOST_NAMED} others` : "";
  const meant = terms.flatMap((term) => (term.meant === undefined ? [] : spellingIn(fragments, term.meant)));
  const sentences = [
    hits.length > 0 && `${hits.length} ${hits.length === 1 ? "result" : "results"}${kind && `: ${kind}`}.`,
    none.length > 0 && `Nothing has ${quoted(none.slice(0, MOST_NAMED).map(({ text }) => text))}${others}.`,
    meant.length > 0 && `Shown instead: ${quoted(meant)}.`,
    isScattered && "No page has these words in this order.",
    isUnread && "These are too many to look for the order of the words.",
    hits.length > 0 && !isWhole && "No page has all of the words.",
    hits.length === 0 && kind !== "" && `No ${kind} has these words.`,
    hits.length === 0 && terms.length === 0 && "Type a word or a number.",
    hits.length === 0 && LISTS,
  ];
  return sentences.filter(Boolean).join(" ");
}
