// What the copy button of a check gives. Pasted as it stands, a snippet's `exit 2` would close the reader's session.

import { type Problem, problem } from "../../core/problem.ts";
import type { Check } from "../../model/check.ts";
import { returnsAtTop, syntaxOf } from "../snippet/syntax.ts";
import { answering } from "./answer.ts";
import { BEFORE, packed, pasted } from "./pasted.ts";

/**
 * Text to paste into a shell that is in use, whichever it is:
 *
 *     bash --norc -pc '
 *     set +o posix
 *     …
 *     (check() {
 *     …snippet…
 *     }
 *     check) </dev/null
 *     case $? in
 *     0) set -- 0 '\''OK: what that means'\'' '\''Next: https://…'\'' ;;
 *     …
 *     esac
 *     … print the question, the host, the time, and the verdict
 *     ' check </dev/null || echo 'CANNOT TELL: …'
 *
 * It is one command with one quoted word, so that dash, ksh, zsh and fish run it as an interactive bash does, or say
 * that there is no bash and run nothing. What the login shell has set does not reach it: no alias, option, function,
 * IFS or trap; and it leaves nothing behind, not even a failure, which `set -e` would punish. `-p` keeps exported
 * functions, BASH_ENV, SHELLOPTS and BASHOPTS out, and `--norc` the ~/.bashrc that bash reads when it was started over
 * ssh. As on the test hosts, it reads nothing from the terminal, where it would eat what is typed next.
 * https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html
 */
export function pasteSafe(check: Check, siteUrl: string): string {
  return pasted(textOf(check, siteUrl));
}

/** The same as the page carries it. Its script makes the command: pasted(unpacked(text)). */
export function packedPaste(check: Check, siteUrl: string): string {
  return packed(textOf(check, siteUrl));
}

function textOf(check: Check, siteUrl: string): string {
  const asRoot = "paste it into a root shell, such as sudo -s opens";
  return `${BEFORE}${answering(check, siteUrl, { asRoot })}`;
}

/** Parts of a snippet in which an interactive bash leaves `!` alone: escaped, in single quotes, in a comment. */
const LEFT_ALONE = /(\\[\s\S]|'[^']*'|(?<![^\s;])#[^\n]*)|"(?:\\[\s\S]|[^"\\])*"/g;
/** `"gone!now"`, but not `! grep`, `!=`, `[!0-9]`, `${!name}`, `$!`, `"gone!"` */
const HISTORY = /(?<![[$\\]|\$\{)![^\s=("][^\s"']*/;

/** What would break when pasted. */
export function pasteProblems(check: Check): readonly Problem[] {
  return [...historyProblems(check), ...returnProblems(check)];
}

/** The page shows the snippet in parentheses: whoever selects it instead of using the button runs `return` there. */
function returnProblems(check: Check): readonly Problem[] {
  const tree = syntaxOf(check.snippet);
  if (tree === undefined || !returnsAtTop(tree)) return [];
  const what = `check "${check.id}" uses return outside of a function: a shell refuses that, and goes on`;
  return [
    problem(check.place, what, "Write exit instead: the page and the copy button keep it from closing the shell"),
  ];
}

/**
 * What is selected on the page instead of copied by its button: an interactive bash drops a line in which it finds no
 * such event, and runs the lines after it bare. `exit 2` then closes the reader's session.
 */
function historyProblems(check: Check): readonly Problem[] {
  const bare = check.snippet.replace(LEFT_ALONE, (text, leftAlone?: string) => (leftAlone === undefined ? text : " "));
  const found = HISTORY.exec(bare)?.[0];
  if (found === undefined) return [];
  const what = `check "${check.id}" can't be pasted: an interactive bash reads "${found}" as a line of its history`;
  return [problem(check.place, what, "Put the text with the exclamation mark in single quotes, or leave the mark out")];
}
