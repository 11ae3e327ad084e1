// Repairs for snippets that answer where they can't know. What they are good for: an author who sees the fault named
// should not have to look up how shells report a missing file.

/** `cat /sys/x | grep -q avx` */
const CAT_INTO_GREP = /\bcat\s[^|;&\n]*\|\s*[ef]?grep\b/;
/** `set -e`, `set -euo pipefail` */
const ERREXIT = /^\s*set\s+-\w*e/m;
/** `if grep -q avx /sys/x; then` */
const IF_GREP = /\b(if|elif|while|until)\s+(!\s+)?[ef]?grep\b/;

/** What makes this snippet take a missing file for an answer; undefined where nothing of the kind is seen. */
export function missingFileHint(snippet: string): string | undefined {
  if (CAT_INTO_GREP.test(snippet))
    return "Drop the cat: grep says 2 when the file is missing, and 1 when nothing matches";
  if (ERREXIT.test(snippet)) return "Drop set -e: it ends the check with the code of the command that failed, often 1";
  if (IF_GREP.test(snippet))
    return "Look at $? of grep: it says 2 when the file is missing, which `if` takes for no match";
  return undefined;
}
