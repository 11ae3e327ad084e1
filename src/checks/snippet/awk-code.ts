// A program of awk without its texts, patterns and comments: what is left is what it does.

/** What a slash behind it begins: a pattern. Behind a name, a number, `)`, `]`, `++` and `--` it divides. */
const BEFORE_PATTERN = /^(|[(,~!{};&|=<>+\-*/%^?:\n]|in|print|printf|return|else|do|case|exit)$/;
/** Each piece begins with a character of its own, and none is read twice: a long program takes no longer than its length. */
const PIECE = /(?<blank>(?:[ \t\r]|\\\r?\n)+|#[^\n]*)|(?<text>"(?:\\[\s\S]|[^"\\])*"?)|(?<code>\w+|\+\+|--|[\s\S])/y;
const PATTERN = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])*\//y;

/** The code of a program, with `""` for each text and each pattern. */
export function awkCode(program: string): string {
  const pieces: string[] = [];
  let before = "";
  for (let at = 0; at < program.length; ) {
    const pattern = program[at] === "/" && BEFORE_PATTERN.test(before) ? matchAt(PATTERN, program, at) : null;
    const found = pattern ?? matchAt(PIECE, program, at);
    const { blank, code } = found?.groups ?? {};
    pieces.push(blank === undefined ? (code ?? '""') : " ");
    if (blank === undefined) before = code ?? '""';
    at += found?.[0].length ?? 1;
  }
  return pieces.join("");
}

function matchAt(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}
