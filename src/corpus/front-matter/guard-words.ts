// The words that hide a document, here and elsewhere, and what each of them means then. Spelling counts for little,
// because a missed guard publishes what was meant to stay hidden.

import { isoDate } from "../../model/date.ts";
import { isScalar } from "../../model/synonyms.ts";

export const YES = "true|yes|on";
export const NO = "false|no|off";

/** `hides`: the values that hide, as a pattern. `day`: whether a day hides too. `isForeign`: not read here. */
type Word = { readonly hides?: string; readonly day?: true; readonly isForeign?: true };

const HIDING = ["private", "confidential", "restricted", "hidden", "unlisted", "internal", "secret", "wip"];
/** Keys by which a team says who may read a document. */
const READERS = ["access", "visibility", "classification", "confidentiality", "sensitivity"];

const foreign = (names: readonly string[], hides: string): [string, Word][] =>
  names.map((name) => [name, { hides, isForeign: true }]);

/** By the plain name of a key. */
const WORDS: ReadonlyMap<string, Word> = new Map<string, Word>([
  ["draft", { hides: YES }],
  ["published", { hides: NO, day: true }],
  ["publish", { hides: NO, day: true }],
  ...["publishdate", "publisheddate", "publishedat"].map((name): [string, Word] => [name, { day: true }]),
  ["status", { hides: "draft|review" }],
  ["audience", { hides: "internal|restricted" }],
  ...foreign([...HIDING, "headless"], `${YES}|y|1`),
  ...foreign(["public", "visible", "listed"], `${NO}|n|0`),
  ...foreign(READERS, [...HIDING, "(?:strictly|company) ?(?:confidential|internal)", "draft"].join("|")),
  // https://www.first.org/tlp/: all but CLEAR, which was WHITE, is for some readers only.
  ...foreign(["tlp"], "(?:tlp ?:? ?)?(?:red|amber ?(?:\\+ ?strict)?|green)"),
  ...foreign(["permalink"], NO),
]);

/** Words one typo away from a guard that mean something else, unless their value is that of a guard. */
const OTHER_WORDS: ReadonlySet<string> = new Set("stats statue craft drift graft raft publisher publishers".split(" "));
const GUARD_VALUES: ReadonlySet<string> = new Set(
  `draft|review|final|public|internal|restricted|${YES}|${NO}`.split("|"),
);

/** "Publish-Date" → publishdate */
export function plainName(key: string): string {
  return key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Whether a plain name counts as a word of its own, and not as a misspelt guard. */
export function isOtherWord(name: string, value: unknown): boolean {
  return WORDS.get(name)?.isForeign === true || (OTHER_WORDS.has(name) && !saysWhatGuardsSay(value));
}

export function saysWhatGuardsSay(value: unknown): boolean {
  return isScalar(value) && GUARD_VALUES.has(String(value).trim().toLowerCase());
}

/** Whether a value of this name would hide a document, if it were in the right place. */
export function holdsBack(key: string, value: unknown): boolean {
  const word = WORDS.get(plainName(key));
  return word !== undefined && !word.isForeign && says(word, value);
}

/** Whether a key of the document itself, which is not read here, means that it is not for everybody. */
export function isForeignGuard(key: string, value: unknown): boolean {
  const name = plainName(key);
  const word = WORDS.get(name) ?? WORDS.get(name.replace(/^is/, ""));
  return word?.isForeign === true && [value].flat().some((one) => says(word, one));
}

function says({ hides, day }: Word, value: unknown): boolean {
  if (!isScalar(value)) return false;
  const text = String(value).trim();
  const isWord = hides !== undefined && new RegExp(`^(?:${hides})$`, "i").test(text);
  return isWord || (day === true && isoDate(text) !== undefined);
}

const MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?";
const CLOCK = "[T ]\\d{1,2}:[\\d:.]+(?: ?(?:[A-Z]{1,5}|[+-][\\d:]+)){0,3}";
const DAY = `(?:[a-z]{3,9},? )?(?:\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2} ${MONTH} \\d{4}|${MONTH} \\d{1,2},? \\d{4})(?:${CLOCK})?`;

/** "publishdate" → publish-?date, so that each of its spellings is found in a text. */
const spelt = (name: string) => name.replace(/(?<=publish(?:ed)?)(?=date|at$)/, "[ _-]?");

/** A line that begins with the key of a guard, or of `cascade` and the like, whatever its value. */
export const GUARD_KEY = new RegExp(
  String.raw`(?:^|[{,])[^\p{L}\n]*(?:${[...WORDS.keys()].map(spelt).join("|")}|cascade)["'\]]*\s*[:=.]`,
  "imu",
);

/** A guard in a text with its value: draft: true, "audience" = 'internal'. Both may be in quotes. */
export const GUARD_IN_TEXT = [...WORDS]
  .map(([name, { hides, day }]) => {
    const values = [hides ?? [], day ? DAY : []].flat().join("|");
    return `["']?${spelt(name)}["']?[ \\t]*[:=：][ \\t]*["']?(?:${values})["']?`;
  })
  .join("|");
