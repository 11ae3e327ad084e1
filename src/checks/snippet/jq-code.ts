// What a program of jq asks beside its input: the clock, the zone, the environment, other files of code.
// https://jqlang.org/manual/

/** Names that mean this outside of texts, keys and variables. */
const BEYOND: ReadonlySet<string> = new Set([
  ...["$ENV", "env", "import", "include", "localtime", "now", "strflocaltime"],
]);

const PIECE = /[$.@]?[A-Za-z_]\w*(?:::\w+)*|\s+|[\s\S]/g;

/** The first such name in a program; a key is none, as in `{name, env}` and `.env`. */
export function beyondInputOf(program: string): string | undefined {
  // What is open: brackets, and `if`, in which a comma parts values, not keys.
  const open: string[] = [];
  let before = "";
  for (const [piece] of jqCode(program).matchAll(PIECE)) {
    if (/^\s/.test(piece)) continue;
    const isKey = open.at(-1) === "{" && (before === "{" || before === ",");
    if (BEYOND.has(piece) && (!isKey || piece === "$ENV")) return piece;
    if (/^[[({]$/.test(piece) || (piece === "if" && !isKey)) open.push(piece);
    if (/^[\])}]$/.test(piece) || (piece === "end" && !isKey)) open.pop();
    before = piece;
  }
  return undefined;
}

/** A program without its comments and texts; `\(…)` within a text is code. */
function jqCode(program: string): string {
  const pieces: string[] = [];
  // Per text around: how many parentheses are open in its `\(…)`.
  const depths = [0];
  let isText = false;
  for (let at = 0; at < program.length; at++) {
    const char = program[at] ?? "";
    const depth = depths.at(-1) ?? 0;
    if (isText) {
      if (char === "\\" && program[++at] === "(") depths.push(0);
      else if (char !== '"') continue;
      isText = false;
      pieces.push(char === '"' ? '"' : "(");
      continue;
    }
    if (char === "#") at = endOfLine(program, at);
    else if (char === '"') isText = true;
    else if (char === ")" && depth === 0 && depths.length > 1) {
      depths.pop();
      isText = true;
    } else if (char === "(" || char === ")") depths[depths.length - 1] = depth + (char === "(" ? 1 : -1);
    pieces.push(char === "#" ? "\n" : char);
  }
  return pieces.join("");
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at;
}
