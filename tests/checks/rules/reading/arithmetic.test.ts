// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
import { expect, test } from "vitest";
import { adviceOn, remedyOn } from "./advice-on.ts";

test.each([
  ["(( $(cat /proc/x) > 3 ))", '"$(cat /proc/x)" in "(( $(cat /proc/x) > 3 ))"'],
  ["x=$(< /x); (( x > 3 ))", '"$x" in "(( x > 3 ))"'],
  ["x=$(head -n 1 /proc/x); [[ $x -gt 3 ]]", '"$x" in "[[ $x -gt 3 ]]"'],
  ["x=`cat /x`; [[ 3 -lt x ]]", '"$x" in "[[ 3 -lt x ]]"'],
  ["read -r a b < /proc/x; echo $(( $a + 1 ))", '"$a" in "(( $a + 1 ))"'],
  ["while read -r name n; do (( n > 3 )) && bad=1; done < /etc/limits", '"$n" in "(( n > 3 ))"'],
  ['cat /x | while read -r n; do let "s = s + n"; done', '"$n" in "let s = s + n"'],
  ["x=$(cut -d: -f2 /x); declare -i n=$x", '"$x" in "declare -i n=$x"'],
  ["x=$(awk '{ print $2 }' /x); y=${x%.*}; if (( y > 3 )); then :; fi", '"$y" in "(( y > 3 ))"'],
  ["i=$(cat /x); echo ${a[$i]}", '"$i" in "a[$i]"'],
  ["i=$(cat /x); a[i]=1", '"$i" in "a[i]"'],
  ["mapfile -t l < /x; (( ${l[0]} > 3 ))", '"$l" in "(( ${l[0]} > 3 ))"'],
  ['f=/etc/x; n=$(cat "$f"); (( ${n:-0} > 5 ))', '"$n" in "(( ${n:-0} > 5 ))"'],
  ['x=$(cat /x); m=$(echo "$x" | tail -n 1); [[ $m -gt 5 ]]', '"$m" in "[[ $m -gt 5 ]]"'],
  ["f() { local n=$(cat /x); (( n > 3 )); }; f", '"$n" in "(( n > 3 ))"'],
  ["{ read -r a; read -r b; } < /x; (( b > 1 ))", '"$b" in "(( b > 1 ))"'],
  ["for (( i = 0; i < $(cat /y); i++ )); do :; done", '"$(cat /y)" in "(( i<$(cat /y) ))"'],
  ["n=$(cat /x || echo 0); (( n > 3 ))", '"$n" in "(( n > 3 ))"'],
  // A limit of a cgroup may be the word max.
  ['x=$(cat /sys/fs/cgroup/memory.max); [ -n "$x" ] || exit 2; (( x > 3 ))', '"$x" in "(( x > 3 ))"'],
  ['x=$(cat /etc/x); [ -n "$x" ] || exit 2; (( x > 3 ))', '"$x" in "(( x > 3 ))"'],
  ["x=$(cat /x); (( x > 3 )); [[ $x =~ ^[0-9]+$ ]] || exit 2", '"$x" in "(( x > 3 ))"'],
  ["x=$(cat /x); [[ $x =~ [0-9] ]] || exit 2; (( x > 3 ))", '"$x" in "(( x > 3 ))"'],
])("a file's text is evaluated in %s", (snippet, said) => {
  expect(adviceOn(snippet)).toEqual([`1 uses a file's text in arithmetic: ${said}`]);
});

test.each([
  // Held against the form of a number before.
  "x=$(cat /x); [[ $x =~ ^[0-9]+$ ]] || exit 2; (( x > 3 ))",
  "x=$(cat /x); [[ $x =~ ^[0-9]+$ && $x -gt 3 ]]",
  "re='^[0-9]+$'; x=$(cat /x); [[ $x =~ $re ]] || exit 2; (( x > 3 ))",
  "x=$(cat /x); case $x in '' | *[!0-9]*) exit 2 ;; esac; (( x > 3 ))",
  "x=$(cat /x); [[ $x == *[^0-9]* ]] && exit 2; (( x > 3 ))",
  "x=$(cat /x); x=${x//[!0-9]/}; (( x > 3 )); (( ${x//[!0-9]/} > 3 ))",
  'x=$(cat /x); [ -z "${x//[0-9]/}" ] || exit 2; (( x > 3 ))',
  'x=$(cat /x); [ "$x" -ge 0 ] 2>/dev/null || exit 2; (( x > 3 ))',
  "x=$(cat /x); grep -Eq '^[0-9]+$' <<< \"$x\" || exit 2; (( x > 3 ))",
  "x=$(cat /x); echo \"$x\" | grep -Eq '^[[:digit:]]+$' || exit 2; (( x > 3 ))",
  "x=$(cat /x); expr \"$x\" : '[0-9]*$' >/dev/null || exit 2; (( x > 3 ))",
  'num() { [[ $1 =~ ^[0-9]+$ ]]; }; x=$(cat /x); num "$x" || exit 2; (( x > 3 ))',
  "while read -r a n; do [[ $n =~ ^[0-9]+$ ]] || continue; (( n > 3 )); done < /x",
  "load=$(cut -d ' ' -f 2 /proc/loadavg); [[ $load =~ ^[0-9]+\\.[0-9]+$ ]] || exit 2; (( ${load%.*} > 3 ))",
  // Counted or computed by a tool.
  "a=$(wc -l < /x); b=$(grep -c y /x); (( a + b + ${#list[@]} > 3 ))",
  "a=$(awk '{ printf \"%d\\n\", $2 }' /x); b=$(awk '/y/ { n++ } END { print n+0 }' /x); (( a + b > 3 ))",
  "a=$(tr -dc 0-9 < /x); b=$(grep -o '[0-9]*' /x); c=$(printf '%d' \"$(cat /x)\"); (( a + b + c > 3 ))",
  // [ evaluates nothing, and the kernel writes figures there, or nothing.
  'x=$(cat /x); [ "$x" -gt 3 ] && exit 1; test "$x" -gt 3',
  'read -r used _ max < /proc/sys/fs/file-nr || exit 2; [ -n "$max" ] || exit 2; (( used * 100 / max > 80 ))',
  'for f in /sys/class/net/*/mtu; do n=$(cat "$f"); [ -n "$n" ] || exit 2; (( n > 1500 )) && bad=1; done',
  // No file, or no arithmetic.
  "n=0; for f in /sys/class/net/*; do n=$((n + 1)); done; (( n > 3 )); v=$(uname -r); (( ${v%%.*} < 5 ))",
  "declare -A seen; while read -r k v; do seen[$k]=1; (( seen[$k]++ )); done < /x; echo ${seen[$k]} ${a[0]} ${a[@]}",
  "x=$(cat /x); echo $x ${#x}; [[ $x == 3 ]]; [[ $x = y* ]]; case $x in 3) ;; esac; (( ${#x} > 3 ))",
])("no file's text is evaluated in %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([]);
});

test("each variable is told once, with the guard", () => {
  const snippet = "x=$(cat /x)\n(( x > 3 )) && exit 1\n(( x > 2 ))";

  expect(adviceOn(snippet)).toEqual(['2 uses a file\'s text in arithmetic: "$x" in "(( x > 3 ))"']);
  expect(remedyOn(snippet)).toMatchInlineSnapshot(`
    "bash evaluates it: empty text counts as 0, 010 as 8, a word as a variable, and a[$(…)] runs a command. Test it first:
      [[ $x =~ ^[0-9]+$ ]] || { echo "not a number: $x"; exit 2; }"
  `);
  expect(remedyOn("x=$(cat /x); (( 10#$x > 3 ))")).toMatchInlineSnapshot(`
    "bash evaluates it: empty text counts as 0, 010 as 8, a word as a variable, and a[$(…)] runs a command. 10# only fixes 010. Test it first:
      [[ $x =~ ^[0-9]+$ ]] || { echo "not a number: $x"; exit 2; }"
  `);
  expect(remedyOn("(( $(cat /x) > 3 ))", { exits: { 0: "ok", 1: "affected", 2: "affected" } })).toMatchInlineSnapshot(`
    "bash evaluates it: empty text counts as 0, 010 as 8, a word as a variable, and a[$(…)] runs a command. Test it first:
      n=$(cat /x) || exit 3
      [[ $n =~ ^[0-9]+$ ]] || { echo "not a number: $n"; exit 3; }"
  `);
});
