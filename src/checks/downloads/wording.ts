// What a check says away from its page, in the words that all forms of it share: the pasted one and both scripts.

import { type Check, type Exits, VERDICT_WORDS, type Verdict } from "../../model/check.ts";

/** "AFFECTED: The kernel has taken AVX away" */
export function meaning(check: Check, verdict: Verdict): string {
  const sentence = check.means[verdict];
  return sentence === undefined ? VERDICT_WORDS[verdict] : `${VERDICT_WORDS[verdict]}: ${oneLine(sentence)}`;
}

/** Where a verdict leads, as a full address. `siteUrl`: see siteAddress(). */
export function nextStep(check: Check, verdict: Verdict, siteUrl: string): string | undefined {
  const stated = check.then[verdict];
  if (stated === undefined) return undefined;
  const target = oneLine(stated);
  if (target.startsWith("#")) return fullUrl(siteUrl, check.document.url + target);
  return target.startsWith("/") ? fullUrl(siteUrl, target) : target;
}

/** The address of a page with the site's origin and prefix. Where no origin is known, words say what the path is of. */
export function fullUrl(siteUrl: string, url: string): string {
  const address = siteUrl.replace(/\/$/, "") + url;
  return address.startsWith("/") ? `${address} on your Faultbook site` : address;
}

/** One line without control characters, which a terminal or a comment would take for more than text. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/**
 * The arms of `case $? in` for a snippet's exit status, always in this order: [["0", "ok"], ["1", "affected"],
 * ["*", "unknown"]]. With `exits` an arm may stand for several ("0|3") or be missing.
 */
export function verdictArms(exits: Exits): readonly (readonly [pattern: string, verdict: Verdict])[] {
  const stated = Object.entries(Object.keys(exits).length > 0 ? exits : GREP);
  const arm = (verdict: Verdict) => {
    const codes = stated.filter(([, given]) => given === verdict).map(([code]) => code);
    return codes.length > 0 ? [[codes.join("|"), verdict] as const] : [];
  };
  return [...arm("ok"), ...arm("affected"), ["*", "unknown"]];
}

const GREP: Exits = { 0: "ok", 1: "affected" };
