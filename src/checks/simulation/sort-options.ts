// What `sort` is asked for, read from its command line.
// https://www.gnu.org/software/coreutils/manual/html_node/sort-invocation.html

/** Letters of an order: b blanks, f case, h human, n numeric, r reverse, V version. */
export type Ordering = ReadonlySet<string>;
type Position = { readonly field: number; readonly char: number; readonly skipsBlanks: boolean };
/** Fields and characters count from 1; without an end, a key goes on to the end of the line. */
export type SortKey = { readonly from: Position; readonly to: Position | undefined; readonly ordering: Ordering };

export type SortOptions = {
  readonly ordering: Ordering;
  readonly keys: readonly SortKey[];
  readonly separator: string | undefined;
  /** Letters of what is to be done: u unique, s stable, c and C check. */
  readonly wants: ReadonlySet<string>;
  readonly files: readonly string[];
};

const ORDERS = "bfhnrV";
const WANTS = "cCsu";

/** undefined where there is an option that is not known here. */
export function sortOptions(args: readonly string[]): SortOptions | undefined {
  const ordering = new Set<string>();
  const wants = new Set<string>();
  const keys: string[] = [];
  const files: string[] = [];
  let separator: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    if (arg === "--") {
      files.push(...args.slice(i + 1));
      break;
    }
    if (arg === "-" || !arg.startsWith("-")) files.push(arg);
    else {
      const [, letters = "", last = "", rest = ""] = /^-([a-zA-Z]*?)(?:([kt])([\s\S]*))?$/.exec(arg) ?? [];
      if (letters === "" && last === "") return undefined;
      for (const letter of letters) {
        if (ORDERS.includes(letter)) ordering.add(letter);
        else if (WANTS.includes(letter)) wants.add(letter);
        else return undefined;
      }
      const value = last !== "" && rest === "" ? (args[++i] ?? "") : rest;
      if (last === "k") keys.push(value);
      if (last === "t") separator = value;
    }
  }
  const parsed = keys.map((key) => sortKey(key, ordering));
  if (separator !== undefined && separator.length !== 1) return undefined;
  if (parsed.some((key) => key === undefined) || [ordering, ...parsed.map((key) => key?.ordering)].some(isMixed))
    return undefined;
  return { ordering, keys: parsed.filter((key) => key !== undefined), separator, wants, files };
}

/** Two ways to read a number at once are an error. */
function isMixed(ordering: Ordering | undefined): boolean {
  return ["h", "n", "V"].filter((letter) => ordering?.has(letter)).length > 1;
}

const POSITION = /^(\d+)(?:\.(\d+))?([a-zA-Z]*)$/;

/** `2`, `2,2n`, `1.3,1.5`; letters of its own take the place of the common ones. */
function sortKey(text: string, common: Ordering): SortKey | undefined {
  const [from, to, ...more] = text.split(",").map((position) => POSITION.exec(position));
  if (from === null || from === undefined || to === null || more.length > 0) return undefined;
  const letters = `${from[3]}${to?.[3] ?? ""}`;
  if (
    [...letters].some((letter) => !ORDERS.includes(letter)) ||
    Number(from[1]) === 0 ||
    from[2] === "0" ||
    to?.[1] === "0"
  )
    return undefined;
  const ordering = letters === "" ? common : new Set(letters);
  const position = (match: RegExpExecArray, letters: string, char: string): Position => ({
    ...{ field: Number(match[1]), char: Number(match[2] ?? char) },
    skipsBlanks: letters === "" ? ordering.has("b") : (match[3] ?? "").includes("b"),
  });
  return {
    from: position(from, letters, "1"),
    to: to === undefined ? undefined : position(to, letters, "0"),
    ordering,
  };
}
