// Which variables hold files that redirections read.

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: snippets of shell
import { expect, test } from "vitest";
import { openedBy } from "../../../src/checks/capture/opened.ts";

test.each([
  ["a written target", 'key=/x/site.key; [ -e "$key" ]; read -r n < /proc/uptime', ""],
  [
    "what the target is made of",
    'read x < "$dir/$file"; y=$(< "${f%/}"); while read z; do :; done < $g',
    "dir f file g",
  ],
  ["what stands in for it", 'read x < "${a:-$b}"; read y < "${c:+/d/$d}"; read z < "${e[$i]}"', "a b c d e"],
  ["no text, and no target that is written to", 'cat <<< "$a" > "$b"; cat << X\n$c\nX', ""],
  ["no part of a substitution or a pattern", 'cat < "$(dirname "$a")/b" < <(sort "$b") < "${c#$d}"', "c"],
  ["nothing of what nobody can read", 'x=/x/key; read n < "$x"; if', ""],
])("openedBy() has, of %s", (_, snippet, names) => {
  expect(openedBy(snippet).join(" ")).toBe(names);
});
