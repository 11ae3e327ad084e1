// What guards are called, and what they can say: for those that stand where nothing reads them. Spelling counts for little
// here, because a guard that is overheard publishes what was meant to stay hidden.

const YES = "true|yes|on";
const NO = "false|no|off";
const DAY = "\\d{4}-\\d{2}-\\d{2}(?:[T ][\\d:.]+(?: ?(?:Z|UTC|[+-][\\d:]+))?)?";

/** By the plain name of a key: what holds a document back, and what else a guard of that name can say. */
const GUARDS: Readonly<Record<string, { readonly hides: string; readonly shows?: string }>> = {
  draft: { hides: YES, shows: NO },
  published: { hides: `${NO}|${DAY}`, shows: YES },
  publish: { hides: `${NO}|${DAY}`, shows: YES },
  publishdate: { hides: DAY },
  publisheddate: { hides: DAY },
  publishedat: { hides: DAY },
  status: { hides: "draft|review" },
  audience: { hides: "internal|restricted" },
};

const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`, "i");
const HIDES = new Map(Object.entries(GUARDS).map(([name, { hides }]) => [name, whole(hides)]));

/** Whether a value of this name would hold a document back, stood it where it counts. */
export function holdsBack(key: string, value: unknown): boolean {
  const plain = key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return HIDES.get(plain)?.test(String(value).trim()) === true;
}

/** "publishdate" → publish-?date, so that each of its spellings is found in a text. */
const spelt = (name: string) => name.replace(/(?<=publish(?:ed)?)(?=date|at$)/, "[ _-]?");

/** A guard in a text with what it says: draft: true, "audience" = 'internal'. Both may stand in quotes. */
export const GUARD_IN_TEXT = Object.entries(GUARDS)
  .map(([name, { hides, shows }]) => {
    const says = shows === undefined ? hides : `${hides}|${shows}`;
    return `["']?${spelt(name)}["']?[ \\t]*[:=：][ \\t]*["']?(?:${says})["']?`;
  })
  .join("|");
