// Patterns of the shell for names of files, matched step by step of a path, in a time that grows with both lengths alone.
// https://www.gnu.org/software/bash/manual/html_node/Pattern-Matching.html

/** What one letter must be; a star is any number of letters. */
type Piece = "*" | ((letter: string) => boolean);

/** Whether a whole path fits the pattern; a bracket that cannot be read here fits any letter. */
export function globOf(pattern: string): (path: string) => boolean {
  const steps = pattern.split("/").map(piecesOf);
  return (path) => {
    const names = path.split("/");
    return names.length === steps.length && steps.every((pieces, i) => fits(pieces, names[i] ?? ""));
  };
}

/** Where a letter does not fit, the last star takes one more: no earlier one ever has to. */
function fits(pieces: readonly Piece[], name: string): boolean {
  let [at, piece] = [0, 0];
  let star: { readonly piece: number; at: number } | undefined;
  while (at < name.length) {
    const now = pieces[piece];
    if (now === "*") star = { piece: piece++, at };
    else if (now?.(name[at] ?? "")) [at, piece] = [at + 1, piece + 1];
    else if (star === undefined) return false;
    else [at, piece] = [++star.at, star.piece + 1];
  }
  return pieces.slice(piece).every((rest) => rest === "*");
}

const BRACKET = /\[[!^]?\]?(?:\[:\w+:\]|[^\]])*\]/y;

function piecesOf(step: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < step.length; ) {
    BRACKET.lastIndex = at;
    const text = step[at] === "[" ? (BRACKET.exec(step)?.[0] ?? "[") : (step[at] ?? "");
    if (text === "*") pieces.push("*");
    else if (text === "?") pieces.push(() => true);
    else pieces.push(text.length > 1 ? bracketOf(text) : (letter) => letter === text);
    at += text.length;
  }
  return pieces;
}

const CLASSES: Readonly<Record<string, string>> = {
  ...{ alnum: "a-zA-Z0-9", alpha: "a-zA-Z", blank: " \\t", digit: "0-9", lower: "a-z", punct: "!-\\/:-@\\[-`{-~" },
  ...{ space: "\\s", upper: "A-Z", word: "\\w", xdigit: "0-9a-fA-F" },
};

/** `[0-9]`, `[!a]`, `[[:digit:]_]` */
function bracketOf(text: string): (letter: string) => boolean {
  const [, not, items = ""] = /^\[([!^]?)([\s\S]*)\]$/.exec(text) ?? [];
  const source = items.replace(/\[:(\w+):\]|[\\[\]^]/g, (found, name?: string) =>
    name === undefined ? `\\${found}` : (CLASSES[name] ?? "\\s\\S"),
  );
  try {
    const form = new RegExp(`^[${not ? "^" : ""}${source}]$`);
    return (letter) => form.test(letter);
  } catch {
    return () => true;
  }
}
