// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Snippets that would like to take more than a check may: time, processes, memory, output, the disk, and the life of
// whoever runs them.

import { describe } from "vitest";
import { endless, hostile } from "./machine.ts";

const MUCH = /^endless: more than|^time|^output/m;
const TIME = /^time/m;

describe("what does not end", () => {
  endless(600, [
    ["while :; do :; done", /^time|trace/m],
    ["trap '' TERM INT HUP QUIT; read -t 99 < <(read -t 99 <&2)", TIME],
    ["f() { f; }; f", /^time|^endless/m],
    ["awk 'BEGIN { while (1) i++ }'", TIME],
    ["echo x | sed ':a;s/x/x/;ba'", TIME],
    [
      `x=${"a".repeat(48)}; while [[ $x! =~ ^(a|aa)+$ ]] || :; do echo $x! | grep -E '^(a+)+$'; done >&2`,
      /^time|^endless/m,
    ],
  ]);

  hostile([["yes", "command: yes"]]);
});

describe("what is too loud", () => {
  // What nobody reads any more waits until its time is over.
  endless(2000, [
    ["while :; do echo aaaaaaaaaaaaaaaaaaaaaaa; done; exit 0", /^output/m],
    ["while :; do echo aaaaaaaaaaaaaaaaaaaaaaa >&2; done; exit 0", /^output/m],
    ["while :; do echo aaaaaaaaaaaaaaaaaaaaaaa >&251; done; exit 0", /^output/m],
    ["printf '%5000000s' x >&250; exit 0", /^endless: more than 4194304 bytes of trace/m],
    ["printf '%200000s' x; exit 0", /^output: more than 65536 bytes of output/m],
  ]);
});

describe("processes", () => {
  endless(700, [
    ["{ :(){ :|:& };:; } 2>/dev/null; exit 0", /^endless: a process that stays|^time/m],
    ["while :; do (while :; do :; done) & done", MUCH],
    ["cat <(while :; do :; done) & exit 0", /^endless: a process that stays|^time/m],
  ]);
  hostile([
    [":(){ :|:& };:", /^endless: (a process that stays|more than 64 processes)/m],
    ["(while :; do :; done) & exit 0", "endless: a process that stays"],
    ["(trap '' TERM HUP; while :; do :; done) >/dev/null 2>&1 </dev/null & exit 0", "endless: a process that stays"],
    ["d=disown; (while :; do :; done) & $d -a; exit 0", "endless: a process that stays"],
    ["timeout 99 tail -f /etc/x.conf >/dev/null 2>&1 & exit 0", "endless: a process that stays"],
    ["setsid cat & nohup cat & exit 0", /^command: (setsid|nohup) cat/m],
  ]);
});

describe("memory and disk", () => {
  endless(700, [
    ["x=aa; { while :; do x=$x$x; done; } 2>/dev/null; exit 0", MUCH],
    ["printf -v x '%2000000000s' x; exit 0", MUCH],
    ["awk 'BEGIN { x = \"a\"; while (1) x = x x }'; exit 0", MUCH],
    ["awk 'BEGIN { while (1) a[i++] = i }'; exit 0", MUCH],
    ["echo {1..100000000}; exit 0", MUCH],
  ]);
  hostile([
    ["for i in {1..300}; do f=/tmp/$i; printf '%1000000s' x > $f; done 2>/dev/null; exit 0", "write: > the whole disk"],
    // Once more: the driver's own file must not hide that the disk is full.
    ["for i in {1..300}; do f=/etc/$i; printf '%1000000s' x > $f; done 2>/dev/null; exit 0", "write: > the whole disk"],
    ["for i in {1..3000}; do : > /tmp/$i; done; exit 0", "write: > /tmp/1"],
    ["printf '%2000000s' x > /tmp/x; exit 0", "write: > /tmp/x"],
    // A recorded command refuses without a process of its own: 600 of those take no time on any machine.
    ['for i in {1..600}; do uname "no$i"; done 2>/dev/null; exit 0', /^endless: more than 500/m],
    [`cat ${"a".repeat(5000)}; exit 0`, /^endless: more than 500/m],
    ["a=$(printf '%0200000d' 1); cat /$a; exit 0", /^endless: more than 500/m],
  ]);
});

describe("the driver", () => {
  endless(500, [
    ["kill -9 1; kill -9 -1; exit 0", "recording: kill -9"],
    ["k=kill; $k -9 -1; exit 0", TIME],
    ["k=kill; $k -9 $PPID; exit 0", TIME],
    ["k=kill; $k -STOP 1; $k -STOP 0; exit 0", TIME],
    ["k=kill; p=PPID; $k -STOP ${!p}; exit 0", TIME],
    ["k=kill; for i in {1..400}; do $k -9 $i; done 2>/dev/null; exit 0", /^time|kill -9/m],
  ]);
  hostile([
    ["k=kill; $k 0; exit 0", "recording: kill 0"],
    ["k=kill; $k -9 0; exit 0", "recording: kill -9"],
    // Of these, process 1 of the namespace may end, and the runs before it lose nothing.
    ["k=kill; for s in {1..64}; do $k -$s 1; done 2>/dev/null; exit 0", /^endless: more than this machine|kill/m],
    ["u=ulimit; $u -u unlimited; $u -f 0; zpool list 2>/dev/null; exit 0", "recording: ulimit"],
  ]);
});
