// What the copy button of a check gives. Pasted as it stands, a snippet's `exit 2` would close the reader's session.

import { type Problem, problem } from "../core/problem.ts";
import type { Check, Verdict } from "../model/check.ts";
import { quote } from "./quote.ts";
import { asFunction } from "./snippet.ts";
import { returnsAtTop, syntaxOf } from "./syntax.ts";
import { meaning, nextStep, verdictArms } from "./wording.ts";

/**
 * Text to paste into a shell that is in use:
 *
 *     (set +eu; shopt -uo pipefail 2>/dev/null; export LC_ALL=C
 *     (check() {
 *     …snippet…
 *     }
 *     check) </dev/null
 *     case $? in
 *     0) printf '%s\n' '' 'OK: what that means' 'Next: https://…' ;;
 *     …
 *     esac)
 *
 * It leaves nothing behind: no variable, no function, no option, and no failure, which `set -e` would punish. As on the
 * recorded machines, it reads nothing from the terminal, where it would wait for ever and eat what is typed next.
 */
export function pasteSafe(check: Check, siteUrl: string): string {
  const arms = verdictArms(check.exits).map(([codes, verdict]) => `${codes}) ${answer(check, verdict, siteUrl)} ;;`);
  return `(set +eu; shopt -uo pipefail 2>/dev/null; export LC_ALL=C
(${asFunction(check.snippet)}) </dev/null
case $? in
${arms.join("\n")}
esac)
`;
}

function answer(check: Check, verdict: Verdict, siteUrl: string): string {
  const next = nextStep(check, verdict, siteUrl);
  return [
    // An empty line first: an interactive shell has just echoed all three answers.
    "printf '%s\\n' ''",
    quote(meaning(check, verdict)),
    ...(next === undefined ? [] : [quote(`Next: ${next}`)]),
  ].join(" ");
}

/** Parts of a snippet in which an interactive bash leaves `!` alone: escaped, in single quotes, in a comment. */
const LEFT_ALONE = /(\\[\s\S]|'[^']*'|(?<![^\s;])#[^\n]*)|"(?:\\[\s\S]|[^"\\])*"/g;
/** `"gone!now"`, but not `! grep`, `!=`, `[!0-9]`, `${!name}`, `$!`, `"gone!"` */
const HISTORY = /(?<![[$\\]|\$\{)![^\s=("][^\s"']*/;

/** What would break when pasted. */
export function pasteProblems(check: Check): readonly Problem[] {
  return [...historyProblems(check), ...returnProblems(check)];
}

/** What the page shows stands in parentheses, and whoever selects it instead of using the button meets `return` there. */
function returnProblems(check: Check): readonly Problem[] {
  const tree = syntaxOf(check.snippet);
  if (tree === undefined || !returnsAtTop(tree)) return [];
  const what = `check "${check.id}" uses return outside of a function, which a shell refuses, and goes on`;
  return [
    problem(check.place, what, "Write exit in its place: the page and the copy button keep it from closing the shell"),
  ];
}

/**
 * An interactive bash drops a line in which it finds no such event, and runs the lines after it bare: `exit 2` then
 * closes the reader's session.
 */
function historyProblems(check: Check): readonly Problem[] {
  const bare = check.snippet.replace(LEFT_ALONE, (text, leftAlone?: string) => (leftAlone === undefined ? text : " "));
  const found = HISTORY.exec(bare)?.[0];
  if (found === undefined) return [];
  const what = `check "${check.id}" can't be pasted: an interactive bash takes "${found}" for a line of its history`;
  return [problem(check.place, what, "Put the text with the exclamation mark in single quotes, or leave the mark out")];
}
