// The lines of shell that run one check and print its verdict, in a bash that takes nothing over from the reader's.

import type { Check, Verdict } from "../../model/check.ts";
import { asFunction } from "../snippet/as-function.ts";
import { quote } from "../snippet/quote.ts";
import { HOST_AND_TIME, PRINT, PRINTED } from "./pasted.ts";
import { meaning, nextStep, oneLine, verdictArms } from "./wording.ts";

/** Exit code of a script for each verdict. */
export const EXIT_CODES: Readonly<Record<Verdict, number>> = { ok: 0, affected: 1, unknown: 2 };

/** Why a check that needs root gives no verdict to other users. */
export const NOT_ROOT = "it needs root";

/** True in a bash that is not root's. */
export const IS_NOT_ROOT = '[ "$EUID" -ne 0 ]';

/**
 * The lines that run the check, print the question, the host, the time, the verdict and where it leads, and leave the exit
 * code of the verdict in $1. What is printed begins with an empty line: an interactive shell has just echoed all three
 * answers, and what the check printed may lack its line break. `asRoot` says how to run the same as root; `literal` is
 * a line that precedes commands with texts that are not meant to be expanded.
 */
export function answering(check: Check, siteUrl: string, { asRoot, literal = "" }: Ways): string {
  const arms = verdictArms(check.exits).map(([codes, verdict]) => {
    const next = nextStep(check, verdict, siteUrl);
    return `${codes}) ${set(EXIT_CODES[verdict], meaning(check, verdict), next)} ;;`;
  });
  const asking = `(${asFunction(check.snippet)}) </dev/null
${literal}case $? in
${arms.join("\n")}
esac`;
  const refused = set(EXIT_CODES.unknown, `CANNOT TELL: ${NOT_ROOT}`, asRoot);
  const asked = check.needs === "root" ? `if ${IS_NOT_ROOT}; then\n${refused}\nelse\n${asking}\nfi` : asking;
  return `${asked}
${HOST_AND_TIME}
${literal}${PRINT}${quote(`Question: ${oneLine(check.asks)}`)}${PRINTED}`;
}

type Ways = { readonly asRoot: string; readonly literal?: string };

function set(code: number, answer: string, next: string | undefined): string {
  const lines = next === undefined ? [answer] : [answer, `Next: ${next}`];
  return `set -- ${code} ${lines.map(quote).join(" ")}`;
}
