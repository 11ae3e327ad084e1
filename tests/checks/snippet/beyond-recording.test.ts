// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
import { expect, test } from "vitest";
import { beyondRecording } from "../../../src/checks/snippet/beyond-recording.ts";
import { syntaxOf } from "../../../src/checks/snippet/syntax.ts";

function refusedIn(snippet: string): readonly string[] {
  const tree = syntaxOf(snippet);
  if (tree === undefined) throw new SyntaxError(snippet);
  return beyondRecording(tree).map(({ cause, asked, rewrite }) => `${cause}: ${asked} → ${rewrite}`);
}

const SNIPPETS = [
  // The clock, chance, and the shell itself.
  ...["x=$RANDOM", "(( SECONDS > 1 ))", 'echo "${EPOCHSECONDS}"', "echo $OSTYPE $HOSTNAME", "echo $$ $- $0 $PPID"],
  ...["printf '%(%s)T' -1", "hash zpool", "kill -0 1", "ulimit -n", '[ "$EUID" -eq 0 ]', "x='\\\\t'; echo ${x@P}"],
  ...["shopt -uo xtrace", "set +x", "set -", "exec 3>&$fd-", "printf '%10(%F)T' -1", "awk '{ print strftime() }' /x"],
  // What a file has beside its content.
  ...["find /x -mmin -5", "find /x -printf %m", "find /x -newermt @1", "ls -l /x", "ls -1tr /x", "ls --sort=size /x"],
  // Code that nobody sees beforehand, and commands by their path.
  ...["eval $x", "eval 'uname -r'", "exec uname -r", "source /etc/os-release", ". /etc/os-release", "/sbin/zpool list"],
  ...[`awk '{ system("date") }' /x`, `awk 'BEGIN { "date" | getline d }'`, `awk '{ print | "sort" }' /x`],
  `gawk '{ print $1 |& cmd }' /x`,
  // The network.
  ...["exec 3<> /dev/tcp/example.org/80", "echo > /dev/udp/a/1"],
];

test("beyondRecording() names what no recording answers, and what to write instead", () => {
  const told = SNIPPETS.map((snippet) => [snippet, ...refusedIn(snippet)].join("\n  "));

  expect(told.join("\n")).toMatchInlineSnapshot(`
    "x=$RANDOM
      recording: $RANDOM → Remove $RANDOM: a verdict must follow from what was read
    (( SECONDS > 1 ))
      recording: $SECONDS → Use date +%s instead of $SECONDS: a command can have a transcript
    echo "\${EPOCHSECONDS}"
      recording: $EPOCHSECONDS → Use date +%s instead of $EPOCHSECONDS: a command can have a transcript
    echo $OSTYPE $HOSTNAME
      recording: $OSTYPE → Use uname instead of $OSTYPE: a command can have a transcript
      recording: $HOSTNAME → Use hostname instead of $HOSTNAME: a command can have a transcript
    echo $$ $- $0 $PPID
      recording: $$ → Remove $$: it describes the shell, not the machine
      recording: $- → Remove $-: it describes the shell, not the machine
      recording: $0 → Remove $0: it describes the shell, not the machine
      recording: $PPID → Remove $PPID: it describes the shell, not the machine
    printf '%(%s)T' -1
      recording: printf %(%s)T → Use date +%s instead of printf: a command can have a transcript
    hash zpool
      recording: hash zpool → Use command -v instead of hash
    kill -0 1
      recording: kill -0 → Remove kill: it describes the shell, or changes it
    ulimit -n
      recording: ulimit -n → Remove ulimit: it describes the shell, or changes it
    [ "$EUID" -eq 0 ]
      recording: $EUID → Use id instead of $EUID: a command can have a transcript
    x='\\\\t'; echo \${x@P}
      recording: \${x@P} → Remove @P: it describes the shell, not the machine
    shopt -uo xtrace
      recording: shopt -uo → Remove it: the sandbox traces a run with set -x
    set +x
      recording: set +x → Remove it: the sandbox traces a run with set -x
    set -
      recording: set - → Remove it: the sandbox traces a run with set -x
    exec 3>&$fd-
      recording: >&… → Write the number of the descriptor, from 3 to 9
    printf '%10(%F)T' -1
      recording: printf %10(%F)T → Use date +%s instead of printf: a command can have a transcript
    awk '{ print strftime() }' /x
      recording: awk { print strftime() } → Write the commands in the snippet: what awk runs cannot be known in advance
    find /x -mmin -5
      recording: find -mmin → Ask for names only, because test hosts have no owners, modes, sizes or times. Or add a transcript
    find /x -printf %m
      recording: find -printf → Ask for names only, because test hosts have no owners, modes, sizes or times. Or add a transcript
    find /x -newermt @1
      recording: find -newermt → Ask for names only, because test hosts have no owners, modes, sizes or times. Or add a transcript
    ls -l /x
      recording: ls -l → Ask for names only, because test hosts have no owners, modes, sizes or times. Or add a transcript
    ls -1tr /x
      recording: ls -1tr → Ask for names only, because test hosts have no owners, modes, sizes or times. Or add a transcript
    ls --sort=size /x
      recording: ls --sort=size → Ask for names only, because test hosts have no owners, modes, sizes or times. Or add a transcript
    eval $x
      recording: eval … → Write the commands in the snippet: what eval runs cannot be known in advance
    eval 'uname -r'
      recording: eval uname -r → Write the commands in the snippet: what eval runs cannot be known in advance
    exec uname -r
      recording: exec uname → Write the commands in the snippet: what exec runs cannot be known in advance
    source /etc/os-release
      recording: source /etc/os-release → Write the commands in the snippet: what source runs cannot be known in advance
    . /etc/os-release
      recording: . /etc/os-release → Write the commands in the snippet: what . runs cannot be known in advance
    /sbin/zpool list
      recording: /sbin/zpool → Write zpool without its path: transcripts have names only
    awk '{ system("date") }' /x
      recording: awk { system("date") } → Write the commands in the snippet: what awk runs cannot be known in advance
    awk 'BEGIN { "date" | getline d }'
      recording: awk BEGIN { "date" | getline d } → Write the commands in the snippet: what awk runs cannot be known in advance
    awk '{ print | "sort" }' /x
      recording: awk { print | "sort" } → Write the commands in the snippet: what awk runs cannot be known in advance
    gawk '{ print $1 |& cmd }' /x
      recording: gawk { print $1 |& cmd } → Write the commands in the snippet: what gawk runs cannot be known in advance
    exec 3<> /dev/tcp/example.org/80
      network: /dev/tcp/example.org/80 → Remove the network access: a check may only use its own machine
    echo > /dev/udp/a/1
      network: /dev/udp/a/1 → Remove the network access: a check may only use its own machine"
  `);
});

test.each([
  "exec 3< /x; read -r line <&3; exec 3<&-; exec > /dev/null",
  "ls -d /x; ls -1 /x; ls -A /x; ls -aR /x; ls --all /x",
  "find /x -name size -o -type d -maxdepth 1; find /x -iname '*perm*' -print0",
  "printf '%s' x; printf '%d%%(T)' 1; printf '(%s)T' x",
  "trap 'rm x' EXIT; echo $RANDOMLY $x ${y:-1} $? $# $1 $@",
  "line=$LINENO; command -v zpool; type zpool; wait; set -o pipefail",
  `awk '{ print $1 " | " $2 }' /x; awk -F '|' '{ print $1"|"$2 }' /x; awk '/a|b/ { n++ } END { print n }' /x`,
  `awk '$1 == "a" || "b" == $2 { x++ } { getline line < "/x" }'; awk '{ print "system(x)" }'; echo 'system(1) {|}'`,
  `awk '/^"[a|b]"|"c\\/d"/ { print $1 / $2 }' /x`,
  "grep -l x /x; echo ls -l; cat /sbin/zpool; [ -e /sbin/zpool ]",
])("beyondRecording() lets %s pass", (snippet) => {
  expect(refusedIn(snippet)).toEqual([]);
});
