// What counts as a word of a search. The build splits what authors wrote with these functions, and the search page what
// its reader typed, so that both come to the same words.

/**
 * Letters and digits alone, in lower case and without accents: "ARC_Max" and "arc-max" are one word.
 * @param {string} text
 */
export function canonical(text) {
  if (/^[a-z\d]*$/.test(text)) return text;
  return bare(text).replace(/[^\p{L}\p{N}]/gu, "");
}

/**
 * The word under which Pagefind keeps what stands between two blanks.
 * @param {string} text
 */
function indexKey(text) {
  return bare(text).replace(/[^\p{L}\p{N}\p{Pc}]/gu, "");
}

/** Lower case, without accents. @param {string} text */
export function bare(text) {
  // Most of all texts, in a tenth of the time.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * A query as somebody would type it, who may have copied it from a page with signs that look like others or like none.
 * @param {string} text
 */
export function typed(text) {
  return text
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, "")
    .replace(/[\u2010-\u2012\u2212]/g, "-")
    .normalize("NFKC")
    .trim();
}

/**
 * The names in a text: a path, an assignment or a reference is cut, an identifier or a version stays whole.
 * "openzfs/zfs#15245" has three names, "icp_gcm_impl" and "5.15.0-88-generic" have one.
 * @param {string} text
 */
export function namesIn(text) {
  return text
    .replace(/(\p{L})['’](?=\p{L})/gu, "$1")
    .split(/[^\p{L}\p{N}\p{M}\p{Pc}.~+-]+/u)
    .map((name) => name.replace(/^[\p{Pc}.~+-]+|[\p{Pc}.~+-]+$/gu, ""))
    .filter((name) => name !== "");
}

/**
 * The parts of one name, each as a word: "icp_gcm_impl" has icp, gcm, impl; "IODelayHigh" has io, delay, high.
 * @param {string} name
 */
export function partsOf(name) {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[\s\p{Pc}.~+-]+/u)
    .map(canonical)
    .filter((part) => part !== "");
}

/**
 * What leads to a text without blanks: itself, each name in it, and each name from any of its parts on. The value is the
 * word to ask Pagefind for. Pagefind keeps parts of letters or of digits by themselves; for everything else, it is the
 * whole text.
 * @param {string} text @returns {Map<string, string>}
 */
export function entriesOf(text) {
  const key = indexKey(text);
  const entries = new Map();
  if (key === "") return entries;
  entries.set(canonical(text), key);
  // Pagefind sees parts between ASCII punctuation alone.
  const isSplit = /^[\x21-\x7e]*$/.test(text.replace(/[\p{L}\p{N}\p{M}]/gu, ""));
  for (const name of namesIn(text)) {
    const parts = partsOf(name);
    for (const [i, part] of parts.entries()) {
      const isKept = isSplit && /^(\p{L}{2,}|\p{N}{2,})$/u.test(part);
      if (isKept && !entries.has(part)) entries.set(part, part);
      const rest = parts.slice(i).join("");
      if (!entries.has(rest)) entries.set(rest, key);
    }
  }
  return entries;
}

/**
 * The file that holds what begins as a word does.
 * @param {string} word
 */
export function shardOf(word) {
  return /^[a-z0-9]/.test(word) ? word.charAt(0) : "other";
}

/** So many ways of writing one word are asked for; more tell no page apart. */
export const MOST_KEYS = 24;

export const SHARDS = [..."0123456789abcdefghijklmnopqrstuvwxyz", "other"];
