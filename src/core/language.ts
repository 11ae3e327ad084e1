// Tags of languages (BCP 47): "en", "pt-BR", "az-Arab". What is known of them comes from the Unicode data of Node.

import { nearestName } from "./nearest-name.ts";

/** Undefined for what no language has as its code: a name would be the code itself otherwise. */
const names = (type: "language" | "script" | "region") => new Intl.DisplayNames("en", { type, fallback: "none" });
const LANGUAGES = names("language");
const SCRIPTS = names("script");
const REGIONS = names("region");

export const LANGUAGE_HINT = "Write the tag of a language, such as en, pt-BR or ar";

/** The tag in its usual form, "pt_br" → "pt-BR"; undefined if it names no known language, script or region. */
export function languageTag(text: string): string | undefined {
  const locale = localeOf(text.trim().replaceAll("_", "-"));
  if (locale === undefined || LANGUAGES.of(locale.language) === undefined) return undefined;
  const { script, region } = locale;
  if (script !== undefined && SCRIPTS.of(script) === undefined) return undefined;
  return region !== undefined && REGIONS.of(region) === undefined ? undefined : locale.baseName;
}

function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The direction of a language's script; a tag may name another one, as "az-Arab" does. */
export function directionOf(tag: string): "ltr" | "rtl" {
  // The types know this method from a later version of ECMAScript only; older versions of Node have a property instead.
  const locale = new Intl.Locale(tag) as Intl.Locale & Partial<TextInfos>;
  return (locale.getTextInfo?.() ?? locale.textInfo)?.direction === "rtl" ? "rtl" : "ltr";
}

type TextInfo = { readonly direction?: string };
type TextInfos = { getTextInfo(): TextInfo; readonly textInfo: TextInfo };

/** What to write instead of a text that is no tag: a name ("German"), the code of a country ("cz") or a wrong part. */
export function languageRemedy(text: string): string {
  const guess = guessOf(text.trim().replaceAll("_", "-"));
  return guess === undefined ? LANGUAGE_HINT : `Did you mean "${guess}"? ${LANGUAGE_HINT}`;
}

function guessOf(text: string): string | undefined {
  const [first = "", ...others] = text.split("-");
  if (others.length > 0 && languageTag(first) !== undefined) return languageTag(first);
  const names = byName();
  const name = nearestName(text.toLowerCase(), names.keys());
  return text.length === 2 ? spokenIn(text.toUpperCase()) : names.get(name ?? "");
}

/** The most common language of a country: authors take its code for that of the language. */
function spokenIn(country: string): string | undefined {
  const { language, region } = localeOf(`und-${country}`)?.maximize() ?? {};
  return region === country && REGIONS.of(country) !== undefined ? language : undefined;
}

/** Names of languages, in English and in themselves → code, for codes of two letters. Only a remedy needs them. */
function byName(): ReadonlyMap<string, string> {
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => languageTag(code) === code);
  return new Map(
    codes.flatMap((code) => {
      const own = new Intl.DisplayNames(code, { type: "language" }).of(code);
      return [own, LANGUAGES.of(code)].flatMap((name) => (name === undefined ? [] : [[name.toLowerCase(), code]]));
    }) as [string, string][],
  );
}
