// Remedies that compare an answer with the answers of test hosts: numbers by their form, words by themselves.

import type { Transcript } from "../../../model/host.ts";
import { quote } from "../../snippet/quote.ts";
import { guard } from "./files.ts";

/** Forms of single words, the narrowest first, as regular expressions of bash. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^\d+$/, "^[0-9]+$"],
  [/^\d+\.\d+$/, "^[0-9]+\\.[0-9]+$"],
  [/^\d+(\.\d+)?%?$/, "^[0-9]+(\\.[0-9]+)?%?$"],
  [/^\d+(\.\d+)?[A-Za-z%]*$/, "^[0-9]+(\\.[0-9]+)?[A-Za-z%]*$"],
  [/^v?\d+(\.\d+)+\S*$/, "^v?[0-9]+\\.[0-9]"],
];

/** Whether all of these words have one form. */
export function hasForm(words: readonly string[]): boolean {
  return FORMS.some(([pattern]) => words.every((word) => pattern.test(word.trim())));
}

/** `  [[ $value =~ ^[0-9]+$ ]] || { …; exit 2; }`, or a `case` with all the words. */
export function heldAgainst(known: readonly string[], variable = "$value"): string {
  const words = [...new Set(known.map((text) => text.trim()).filter((word) => word !== ""))].sort();
  const form = words.length === 0 ? undefined : FORMS.find(([pattern]) => words.every((word) => pattern.test(word)));
  if (form !== undefined) return guard(`[[ ${variable} =~ ${form[1]} ]]`, `unexpected answer: ${variable}`);
  const choice = words.map(quoted).join("|");
  return `  case ${variable} in ${choice}) ;; *) echo "unexpected answer: ${variable}"; exit 2 ;; esac`;
}

/** `value=$(lvs --noheadings 2>&1)`, `value=$(bc -l <<< "…")`: a command line whose answer is kept. */
export function keptIn({ argv, stdin }: Pick<Transcript, "argv" | "stdin">, more = ""): string {
  return `value=$(${argv.map(quoted).join(" ")}${stdin === undefined ? "" : ' <<< "…"'}${more})`;
}

/** A word that can be copied into a shell; `"…"` for one that only the author knows. */
function quoted(word: string): string {
  if (word === "…") return '"…"';
  return /^[\w@%+=:,./-]+$/.test(word) ? word : quote(word);
}
