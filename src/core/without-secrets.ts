// Text of settings without secrets: messages end up in logs, and CI logs are often public.

/** Up to the last @ before the path; after a colon up to any @, because an unescaped password may hold a slash. */
const RE_LOGIN = /\/\/(?:[^\s/?#]{1,200}|[^\s/:@]{0,200}:\S{0,200})@/g;
/** token: ghp_0123, private_token: glpat-0123, where the name of an environment variable belongs. */
const RE_TOKEN =
  /((?:[Tt]oken|[Ss]ecret|[Pp]assword|[Pp]asswd|(?:[Aa]pi|[Aa]ccess|[Pp]rivate)[-_]?[Kk]ey)s?["']?\s*:\s*["']?)(?![A-Z][A-Z0-9_]*["'\s,}\]]|[A-Z][A-Z0-9_]*$)[^\s"',}[\]]+/g;

/** The text with *** in place of the user and password of each address in it, and of each token. */
export function withoutSecrets(text: string): string {
  return text.replace(RE_LOGIN, "//***@").replace(RE_TOKEN, "$1***");
}
