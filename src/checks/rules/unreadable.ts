// A snippet that no shell can read, told in the author's lines: the function that stands around it does not show.

import { type Problem, problem } from "../../core/problem.ts";
import type { Check, Outcome } from "../../model/check.ts";

/** As the simulated shell says it: "bash: syntax error: Parse error at 3:1: Expected FI, got EOF". */
const SYNTAX_ERROR = /^bash: (?:syntax error: )?(?:Parse error at (\d+):\d+|line (\d+)): (.*)/;
const SYNTAX_CODE = 2;

/** A Problem where the shell stumbled over the snippet. */
export function unreadable(check: Check, [first]: readonly Outcome[]): Problem | undefined {
  const [text, at1, at2, reason = ""] = SYNTAX_ERROR.exec(first?.run.stderr ?? "") ?? [];
  if (text === undefined || first?.run.exitCode !== SYNTAX_CODE) return undefined;
  const line = Number(at1 ?? at2);
  const last = check.snippet.trimEnd().split("\n").length;
  const [seen, where] = line > last ? [atEnd(reason), `line ${last}, the end`] : [inWords(reason), `line ${line}`];
  const what = `check "${check.id}" can't be read by a shell: ${seen}`;
  return problem(check.place, what, `See ${where} of the snippet, or try it with bash -n`);
}

/** "Expected FI, got RBRACE" → 'expected "fi", got "}"' */
function inWords(reason: string): string {
  const plain = reason.replace(/\b[A-Z][A-Z_]+\b/g, (token) => TOKENS[token] ?? `"${token.toLowerCase()}"`);
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** What the shell met there is of the function around the snippet. */
function atEnd(reason: string): string {
  return inWords(reason).replace(/, got .*$|(?<=unexpected token ).*$/, (got) =>
    got.startsWith(",") ? `, got ${END}` : END,
  );
}

const END = "the end of the snippet";

/** Names of the parser's tokens that do not read like what they are. */
const TOKENS: Readonly<Record<string, string>> = {
  ...{ RBRACE: '"}"', LBRACE: '"{"', RPAREN: '")"', LPAREN: '"("', SEMICOLON: '";"', DSEMI: '";;"', PIPE: '"|"' },
  ...{ AND_AND: '"&&"', OR_OR: '"||"', AMP: '"&"', EOF: END, NEWLINE: "the end of the line", WORD: "a word" },
  ...{ DBRACK_END: '"]]"', DBRACK_START: '"[["', NAME: "a name" },
};
