// The order of versions as `sort -V` has it: numbers by their value, letters before other characters, a tilde before
// the end. https://www.gnu.org/software/coreutils/manual/html_node/Version-sort-ordering-rules.html

/** Negative where `a` comes first, 0 where the order does not tell them apart. */
export function compareVersions(a: string, b: string): number {
  const special = compareSpecial(a, b);
  if (special !== undefined) return special;
  const [endA, endB] = [prefixLength(a), prefixLength(b)];
  const byPrefix = compareRuns(a.slice(0, endA), b.slice(0, endB));
  return byPrefix !== 0 || (endA === a.length && endB === b.length) ? byPrefix : compareRuns(a, b);
}

/** What is empty, ".", ".." or hidden comes before everything else. */
function compareSpecial(a: string, b: string): number | undefined {
  const rank = (text: string) => {
    const first = ["", ".", ".."].indexOf(text);
    return first === -1 ? (text.startsWith(".") ? 3 : 4) : first;
  };
  const [rankA, rankB] = [rank(a), rank(b)];
  return rankA !== rankB || rankA < 3 ? rankA - rankB : undefined;
}

/** Without what looks like the endings of a file's name, such as ".tar.gz". */
function prefixLength(text: string): number {
  const ending = /^[\s\S]+?(?=(?:\.[A-Za-z~][A-Za-z0-9~]*)*$)/.exec(text);
  return ending?.[0].length ?? text.length;
}

function compareRuns(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a[i])) || (j < b.length && !isDigit(b[j]))) {
      const difference = weightOf(a[i]) - weightOf(b[j]);
      if (difference !== 0) return difference;
      i++;
      j++;
    }
    const [numberA, numberB] = [digitsAt(a, i), digitsAt(b, j)];
    const [valueA, valueB] = [BigInt(numberA || "0"), BigInt(numberB || "0")];
    if (valueA !== valueB) return valueA < valueB ? -1 : 1;
    i += numberA.length;
    j += numberB.length;
  }
  return 0;
}

function digitsAt(text: string, at: number): string {
  return /^\d*/.exec(text.slice(at))?.[0] ?? "";
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= "0" && char <= "9";
}

const TILDE = -2;
const END = -1;
const OTHER = 256;

function weightOf(char: string | undefined): number {
  if (char === undefined) return END;
  if (isDigit(char)) return 0;
  if (char === "~") return TILDE;
  return /[A-Za-z]/.test(char) ? char.charCodeAt(0) : char.charCodeAt(0) + OTHER;
}
