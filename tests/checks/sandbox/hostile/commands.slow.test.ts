// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Snippets that would like to run something that they may not: the network, shells within the shell, and whatever turns
// one command into another or hides that it failed.

import { describe, expect, test } from "vitest";
import { hostile, inEach, inOneBatch, noticed } from "./machine.ts";

const QUIET = (snippet: string) => `{ ${snippet}; } >/dev/null 2>&1\nexit 0`;

describe("the network", () => {
  hostile([
    ["exec 3<> /dev/tcp/127.0.0.1/22; exit 0", "network: /dev/tcp/127.0.0.1/22"],
    [QUIET("echo x > /dev/udp/127.0.0.1/53"), "network: /dev/udp/127.0.0.1/53"],
    [QUIET("f=/dev/udp/127.0.0.1/53; echo x > $f"), "network: /dev/udp/127.0.0.1/53"],
    [QUIET("h=127.0.0.1; echo x > /dev/tcp/$h/22"), "network: /dev/tcp/"],
    ["f=/dev/tcp/example.org/80; read -r x < $f; exit 0", "network: /dev/tcp/example.org/80"],
    ["curl http://127.0.0.1/ 2>/dev/null; exit 0", "command: curl http://127.0.0.1/"],
    ["nc -z 127.0.0.1 22; ssh localhost; exit 0", "command: ssh localhost"],
  ]);
});

describe("shells, and other code", () => {
  hostile([
    ["bash -c 'exit 0'", "recording: bash -c exit 0"],
    ["/bin/sh -c 'exit 0'; exit 0", "recording: /bin/sh"],
    ["x=/usr/bin/dash; $x -c 'exit 0'; exit 0", "recording: /usr/bin/dash"],
    [QUIET("x=/run/fault; y=book/own/sh; $x$y -c 'exit 0'"), "recording: /run/faultbook/own/sh"],
    [QUIET("s=sh; $s -c 'zpool list'"), "recording: sh -c zpool list"],
    [QUIET("echo a | xargs sh -c 'zpool list'"), "recording: sh -c zpool list a"],
    [QUIET("echo a | xargs /run/faultbook/own/sh -c 'zpool list'"), "recording: /run/faultbook/own/sh"],
    [QUIET("find /etc -name x.conf -exec sh -c 'zpool list' {} ';'"), "recording: sh -c zpool list /etc/x.conf"],
    [QUIET("sed 'e zpool list' /etc/x.conf"), "recording: sh -c zpool list"],
    [QUIET("sed 's/.*/zpool list/e' /etc/x.conf"), "recording: sh -c zpool list"],
    [QUIET(`p='BEGIN { syst'; awk "$p"'em("zpool list") }'`), "recording: sh -c zpool list"],
    [QUIET(`echo 'BEGIN { print "x" | "sort" }' | awk -f /dev/stdin`), "recording: sh -c sort"],
    ["e=eval; $e 'exit 0'", "recording: eval exit 0"],
    ["builtin eval 'exit 0'", "recording: eval exit 0"],
    ["command -- eval 'exit 0'", "recording: eval exit 0"],
    ["e=exec; $e cat /etc/x.conf", "recording: exec cat"],
    [". /dev/stdin <<< 'exit 0'", "recording: . /dev/stdin"],
    [QUIET("s=source; $s /etc/x.conf"), "recording: source /etc/x.conf"],
    ["export BASH_ENV=/etc/x.conf ENV=/etc/x.conf; bash -c true; exit 0", "recording: bash -c true"],
  ]);
});

describe("commands that are not there", () => {
  hostile([
    ["python3 -c 1; perl -e 1; node -e 1; exit 0", "command: perl -e 1"],
    [QUIET("$'\\x7a\\x70\\x6f\\x6f\\x6c' list"), "command: zpool list"],
    [QUIET("z=$(printf zpool); command $z list"), "command: zpool list"],
    [QUIET("env -i zpool list"), "command: zpool"],
    [QUIET("timeout -s KILL 1 zpool list"), "command: zpool"],
    [QUIET("echo list | xargs -r zpool"), "command: zpool"],
    [QUIET("x=xargs; echo list | $x env zpool"), "command: zpool"],
    [QUIET("find /etc -name x.conf -exec zpool list ';'"), "command: zpool"],
    ["nohup cat; setsid cat; sudo cat; chroot / cat; exit 0", "command: chroot / cat"],
    ["command_not_found_handle() { :; }; zpool list; exit 0", "command: zpool list"],
    ["u=unset; $u -f command_not_found_handle faultbook_refuse; zpool list; exit 0", "command: zpool list"],
    [
      "for v in $(compgen -v); do [[ $v = PATH ]] || unset $v; done 2>/dev/null; zpool list 2>/dev/null; exit 0",
      "command: zpool list",
    ],
    ["readonly IFS PATH; set -eu -o pipefail; zpool list 2>/dev/null || exit 0", "command: zpool list"],
    ["printf() { :; }; zpool list 2>/dev/null; exit 0", "recording: printf()"],
    ["alias zpool=true; shopt -s expand_aliases\nzpool list; exit 0", /command: zpool list|^$/],
    ["hash -p /usr/bin/cat zpool; zpool /etc/x.conf; exit 0", "recording: hash -p"],
    ["enable -f /lib/x.so x; enable -n echo; exit 0", "recording: enable -f"],
    ["set +x; cat /nope; exit 0", "recording: set +x"],
    ["s=set; $s +o xtrace; cat /nope; exit 0", "recording: set +o"],
    ["BASH_XTRACEFD=2; cat /nope; exit 0", "recording: BASH_XTRACEFD="],
    ["trap 'zpool list; exit 0' EXIT", "command: zpool list"],
  ]);
});

inEach((launcher) => {
  const { runs, sound } = inOneBatch(launcher, [
    "grep() { return 0; }; uname() { echo forged; }; grep x /nope; uname -r; command uname -r; exit 3",
    "export LD_PRELOAD=/etc/x.conf LD_LIBRARY_PATH=/etc BASH_ENV=/etc/x.conf; { env uname -r; cat /etc/x.conf; } 2>/dev/null; exit 3",
    "uname() { echo forged; }; export -f uname; env uname -r; exit 3",
    "PATH=/nope:$PATH; cat /etc/x.conf; exec < /etc/x.conf; read -r x; echo $x; exit 3",
    "x=xargs; env LANG=C sort /etc/x.conf; echo a | $x -n 1 basename; find /etc -name grep; exit 3",
  ]);
  const ORDINARY = [
    "forged\n6.2.16-10-pve\n",
    "6.2.16-10-pve\nhello\n",
    "6.2.16-10-pve\n",
    "hello\nhello\n",
    "hello\na\n",
  ];

  test("what is odd, and an ordinary thing to do, works", () => {
    expect(runs.map(({ stdout, exitCode, refused }) => [stdout, exitCode, refused])).toEqual(
      ORDINARY.map((text) => [text, 3, []]),
    );
  });

  test("nobody else notices", () => noticed(sound, launcher));
});
