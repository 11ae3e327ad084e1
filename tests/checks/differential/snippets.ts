// Snippets made by chance out of the words that checks are made of, for holding the engines against each other.

import fc from "fast-check";

/** One of some words, which two blanks separate; ∅ is the empty one. */
const pick = (words: string) => fc.constantFrom(...words.split("  ").map((word) => (word === "∅" ? "" : word)));
const fill = (...parts: readonly (string | fc.Arbitrary<string>)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((texts) => texts.join(""));

const FILE = pick(
  "/made/impl  /made/list  /made/words  /made/io  /made/load  /made/left  /made/right  /made/versions  /made/empty  /made/blank  /made/missing  /made/cpu  /proc/meminfo  /proc/mounts  /proc/net/tcp  /etc/passwd",
);
const PATTERN = pick("a  avx  ^a  e$  an*a  [0-9]  [^a-z ]  b.n  x  ∅  ^  [[:space:]]  6\\.2  1");
const EXTENDED = pick("a+  (an)+  ^(a|b)  [0-9]+  a?b  ^$  e|x  (^| )avx( |$)  [a-z]+[0-9]  .");
const NUMBER = pick("0  1  2  3  7  10  -1  12  100");
const WORD = pick("''  a  'a b'  ' x '  abc  6.2.16-10-pve  /sys/a/b.c  12  0  -5  eth0  '[x] y'  A.b-C");
const GLOB = pick("*  a*  *b  ?  ??  [0-9]*  *[!0-9]*  6.*  *-pve  *.*  /*  '*'  [a-c]*  \\**");

const FLAGS = pick("∅  -c  -v  -i  -w  -x  -o  -n  -q  -l  -h  -m1  -A1  -B1  -vc");
const GREP = fc.oneof(
  fill("grep ", FLAGS, " '", PATTERN, "'"),
  fill("grep ", FLAGS, " -E '", EXTENDED, "'"),
  fill("grep ", FLAGS, " -F '", pick("a  .  [  10.  *"), "'"),
);
const AWK = fill(
  "awk ",
  pick("∅  -F:  -F=  -F.  -v n=2  -F' '  -F'[ :]'  -v OFS=-"),
  " '",
  pick(
    'NR == 2  NR > 1  /a/  !/a/  $2 > 2  $1 == "a"  NF  END  $1 ~ /^[a-c]/  NR == n  length($1) > 3  $2 >= n  NR > 0',
  ),
  " { ",
  fc.oneof(
    pick('print  print $1  print $2, $1  print NR ": " $0  s += $2; print s  n++ } END { print n + 0  exit 3'),
    pick('$1 = "x"; print  gsub(/a/, "[&]"); print  sub(/[0-9]+/, "#"); print  print toupper($1), length($2)'),
    pick('printf "%s-%d\\n", $1, $2  printf "%.1f|%5s|\\n", $2, $1  print substr($1, 2, 2)  print index($0, "a")'),
    pick('f = 1 } END { exit !f  print int($2 / 3), $2 % 3  n = split($1, p, "."); print n, p[1]  print -$2, $2 * 2'),
    pick('print ($2 > 3 ? "y" : "n")  if ($2 == 0) print "zero"; else print "other"  last = $1 } END { print last'),
    pick('a[$1]++ } END { print a["a"] + 0, a["b"] + 0  if ($1 > max) max = $1 } END { print max'),
  ),
  " }'",
);
const SED = fc.oneof(
  fill(
    pick("sed '  sed -n '"),
    pick("∅  1  2  $  /a/  2,3  /b/,$  /a/,/c/"),
    pick("p  d  =  q  !d  s/a/X/  s/a/X/g  s/[0-9]*/#/  s/^/> /  s/ *$//"),
    "'",
  ),
  fill("sed -E 's/", EXTENDED, pick("/<&>/  //  /x/g  //g  /y/2"), "'"),
  fill("sed 's/", PATTERN, pick("/Y/  /[&]/  //g  /Y/2  /Z/I"), "'"),
);
const FILTER = fc.oneof(
  GREP,
  AWK,
  SED,
  fill("sort ", pick("∅  -r  -n  -rn  -u  -k2  -k2,2n  -k2nr  -V  -rV  -t. -k2  -h  -f  -nu  -b -k2")),
  pick("uniq  uniq -c  uniq -d  uniq -u  uniq -i  head -n 1  head -n 2  head -1  head -c 5"),
  pick("tail -n 1  tail -n 2  tail -n +2  tail -1  tail -c 4  wc -l  wc -w  wc -c  rev  nl  cat  cat -n"),
  pick("cut -d' ' -f1  cut -d: -f2  cut -c1-3  cut -f1  cut -d. -f2-  cut -d' ' -f2,1  cut -c2-  cut -s -d= -f2"),
  pick("tr a-z A-Z  tr -d a  tr -s ' '  tr ' ' '\\n'  tr -cd '0-9\\n'  tr -d '[:punct:]'  tr abc x  tr -s '\\n'"),
  pick("paste - -  paste -sd,  xargs  xargs -n 1 echo  tr -d '\\n'  tr '[:lower:]' '[:upper:]'"),
);
const SOURCE = fc.oneof(
  fill("cat ", FILE),
  fill(GREP, " ", FILE),
  fill(AWK, " ", FILE),
  fill(SED, " ", FILE),
  fill("printf '%s\\n' ", WORD, " ", WORD, " ", WORD),
  pick("uname -r  seq 3  zpool list -H -o name,capacity,health  df -P /  echo a b  printf 'x y'"),
);
const PIPE = fc
  .tuple(SOURCE, fc.array(FILTER, { maxLength: 3 }))
  .map(([source, filters]) => [source, ...filters].join(" | "));

const OPERATION = fc.oneof(
  fill(pick("#  ##  %  %%"), GLOB),
  fill(pick("/  //  /#  /%"), pick("a  b  .  [0-9]  ?  ' '  -"), pick("/X  /  /y z")),
  fill(pick(":-  -  :+  +  :="), pick("d  'e f'  $w  ∅")),
  pick(":0  :1  :1:2  : -2  :0:1  ^  ^^  ,,  ,"),
);
const VALUE = fill("v=", WORD, "; w=", WORD, "; ");
const EXPRESSION = fill(
  pick("a  b  2  10  (a + 1)"),
  pick(" +   -   *   /   %   >   <=   ==   !=   &&   ||   &   |   ^ ").map((operator) => ` ${operator.trim()} `),
  pick("a  b  3  7  (b - 1)  a ? 1 : 2  b + 1  3 * a"),
);
const TEST = fc.oneof(
  fill("[[ ", pick('$v ==  "$v" ==  $v !=  $w ='), " ", fc.oneof(GLOB, pick('"$w"  $w  abc')), " ]]"),
  fill("[[ $v =~ ", pick("^[0-9]+$  a  ^6\\.2  (a|e)  ^$  [[:space:]]  b.c$"), " ]]"),
  fill(
    "[ ",
    pick('"$v"  "$w"  12  \'\''),
    pick(" =  !=  -eq  -gt  -le").map((text) => ` ${text.trim()} `),
    NUMBER,
    " ]",
  ),
  fill("[ ", pick('"$v" =  -n  -z'), ' "$w" ]'),
  fill("[ ", pick("-e  -f  -d  -r  -s  ! -e"), " ", FILE, " ]"),
  fill(GREP, " -q ", FILE),
  pick("(( 1 > 2 ))  (( 3 ))  (( 0 ))  (( 2 == 2 ))"),
);
/** What leaves a pipe before its end leaves by chance a signal to what writes into it. */
const LEAVES_EARLY = /\| (head|grep -[qlm])|q'|exit/;
const SHELL = fc.oneof(
  fill(VALUE, 'echo "${v', OPERATION, '}" ${v', OPERATION, "} x"),
  fill(VALUE, 'for x in $v "$w" "a$v" a$w; do echo "<$x>"; done'),
  fill(VALUE, "case $v in ", GLOB, ") echo 1 ;; ", GLOB, " | ", GLOB, ") echo 2 ;; *) echo 3 ;; esac"),
  fill(VALUE, TEST, pick(" && echo yes   || echo no  ; echo $?   && echo y || echo n")),
  fill(VALUE, "if ", TEST, "; then echo A; elif ", TEST, "; then echo B; else echo C; fi"),
  fill("a=", NUMBER, "; b=", NUMBER, "; echo $((", EXPRESSION, "))"),
  fill("a=", NUMBER, "; b=", NUMBER, "; ((", EXPRESSION, ")); echo $?"),
  fill("while ", pick("∅  IFS=  IFS=:  IFS=="), ' read -r x y || [ -n "$x" ]; do echo "[$x][$y]"; done < ', FILE),
  fill('while read -r x; do echo "[$x]"; done < ', FILE, "; mapfile -t a < /made/list; echo $", "{a[@]: -2}"),
  fill("x=$(", PIPE, '); echo "$? [$x]"'),
  fill(
    "set -- ",
    WORD,
    " ",
    WORD,
    "; ",
    pick('echo "$# $1"  echo $*  for x in "$@"; do echo "<$x>"; done  shift; echo "$1"'),
  ),
  fill(
    "set ",
    pick("-e  -u  -euo pipefail"),
    "; v=a; w=b; ",
    fc.oneof(TEST, PIPE),
    pick("∅   || echo code   && echo fine"),
    "; echo end $?",
  ).filter((text) => !LEAVES_EARLY.test(text)),
  fill(
    "f() { ",
    TEST,
    pick("∅   || return 2   && echo in"),
    "; }; ",
    VALUE,
    "f",
    pick("∅   || echo no   && echo yes"),
    "; echo $?",
  ),
  fill(
    "printf '",
    pick("%s  %5s  %-5s|  %d  %03d  %x  %.2f  %q  %b  %c"),
    "\\n' ",
    fc.oneof(WORD, NUMBER),
    " ",
    NUMBER,
  ),
);

/** A snippet such as a check has: a pipe, a line of shell, or one after the other. */
export const SNIPPET = fc.oneof(
  { weight: 4, arbitrary: PIPE },
  { weight: 5, arbitrary: SHELL },
  { weight: 1, arbitrary: fill(PIPE, "; echo $?; ", SHELL) },
);
