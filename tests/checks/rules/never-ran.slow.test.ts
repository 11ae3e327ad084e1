// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Which line bash gives to a command is its own affair: here it is asked itself.

import { test } from "vitest";
import { neverRan } from "../../../src/checks/rules/never-ran.ts";
import { checkOf, HEALTHY } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

/** Commands wherever bash has them run, each of another name, so that none passes for another one. */
const EVERYWHERE = `grep a /dev/null
fgrep \\
  b \\
  /dev/null
x=$(cat </dev/null
head -n 1 /dev/null | sort
tail -n 1 /dev/null)
y=$(nl /dev/null); z="$(
  tac /dev/null
  (rev /dev/null)
)"
if comm /dev/null \\
   /dev/null &&
   ! join /dev/null /dev/null ||
   uniq /dev/null; then fold /dev/null; fi
egrep x <<E
$(cut -f 1 /dev/null)
and
$(tr a b </dev/null)
E
while read -r l; do
  test "$l"
done < <(seq 1
  seq 2)
basename / |
  dirname \\
  /
f() { wc -l \\
 /dev/null; }
f
case $(expr 1) in
  9) ;;
  *) ls -d /;;
esac
( paste /dev/null
  expand /dev/null )
[ -e \\
 / ] && unexpand /dev/null
diff "$(cksum /dev/null
 md5sum /dev/null
)" || cmp \`sha1sum /dev/null
 sha224sum /dev/null\`
sed 's/a
b/c
d/' /dev/null; awk 1 /dev/null
# what follows has other lines than bash says
for i in $(sha256sum /dev/null) \\
  "$(sha384sum /dev/null)"; do realpath /; done <<< "$(sha512sum /dev/null;
  b2sum /dev/null)"
[[ a == "$(readlink /)" ||
   b == $(stat /) ]]
a=( $(tsort /dev/null)
  $(od /dev/null) )
g() (
 fmt /dev/null
 while :; do id -u; break; done
) < <(date)
g
h() {
  if [ -z "$1" ]; then
    base64 /dev/null
  fi
}
x=$(h)
tool=base32; "$tool" /dev/null
LC_ALL=C sum /dev/null; { xargs </dev/null; } 2>/dev/null
for ((i=0; i<1; i++)); do find /dev/null; done
command -v grep; type cat; wait
exit 1`;

async function unreached(snippet: string): Promise<readonly string[]> {
  const outcome = { check: "zfs-avx", host: "healthy", expected: "affected", verdict: "affected" } as const;
  const found = neverRan(checkOf(snippet), [{ ...outcome, run: await run(snippet, HEALTHY) }]);
  return found.map(({ line, text }) => `${line}: ${text}`);
}

describeRuns("neverRan()", () => {
  test.concurrent("says of no command that ran that it never did", async ({ expect }) => {
    expect(await unreached(EVERYWHERE)).toEqual([]);
  });

  test.concurrent("says of each command that it never ran, unless nobody can know its line", async ({ expect }) => {
    expect(await unreached(`if [ -e /nothing ]; then\n${EVERYWHERE}\nfi; : "$x"`)).toMatchInlineSnapshot(`
      [
        "2: grep a /dev/null",
        "3: fgrep b /dev/null",
        "6: cat </dev/null",
        "7: head -n 1 /dev/null",
        "7: sort",
        "8: tail -n 1 /dev/null",
        "9: nl /dev/null",
        "10: tac /dev/null",
        "11: rev /dev/null",
        "13: comm /dev/null /dev/null",
        "15: ! join /dev/null /dev/null",
        "16: uniq /dev/null",
        "16: fold /dev/null",
        "17: egrep x <<E",
        "22: read -r l",
        "23: test "$l"",
        "26: basename /",
        "27: dirname /",
        "29: wc -l /dev/null",
        "31: f",
        "32: expr 1",
        "34: ls -d /",
        "36: paste /dev/null",
        "37: expand /dev/null",
        "38: [ -e / ]",
        "39: unexpand /dev/null",
        "40: diff "$(cksum /dev/null md5sum /dev/null )"",
        "42: cmp \`sha1sum /dev/null sha224sum /dev/null\`",
        "44: sed 's/a b/c d/' /dev/null",
        "46: awk 1 /dev/null",
        "48: sha256sum /dev/null",
        "49: sha384sum /dev/null",
        "49: realpath /",
        "51: readlink /",
        "52: stat /",
        "53: tsort /dev/null",
        "54: od /dev/null",
        "56: fmt /dev/null",
        "57: id -u",
        "59: g",
        "61: [ -z "$1" ]",
        "62: base64 /dev/null",
        "65: h",
        "66: "$tool" /dev/null",
        "67: LC_ALL=C sum /dev/null",
        "67: xargs </dev/null",
        "68: find /dev/null",
        "69: command -v grep",
        "69: type cat",
        "69: wait",
        "70: exit 1",
      ]
    `);
  });
});
