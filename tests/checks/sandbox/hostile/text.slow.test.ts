// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Snippets that are hostile by their text alone: too long, too deep, unbalanced, in bytes that nobody expects; and hosts
// that would like to break out of their tree.

import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { judge } from "../../../../src/checks/rules/verdict.ts";
import { sandboxBy } from "../../../../src/checks/sandbox/sandbox.ts";
import { hostOf } from "../../samples.ts";
import { HOST, hostile, inEach, inOneBatch, noticed } from "./machine.ts";

const LONG = /^snippet: \d+ characters$/;
const UNREADABLE = "snippet: syntax that cannot be read here";
const OUTSIDE = "snippet: code outside of the check";

describe("what is no check", () => {
  hostile([
    [`# ${"x".repeat(2 ** 20)}\nexit 0`, LONG],
    [`${":\n".repeat(100_000)}exit 0`, LONG],
    ["exit 1\0\nexit 0", "snippet: what is no character"],
    ["echo \ud800; exit 0", "snippet: what is no character"],
    ["", "snippet: no command in it"],
    ["# only a comment", "snippet: no command in it"],
    ["echo 'a\nexit 0", UNREADABLE],
    ["(echo a\nexit 0", UNREADABLE],
    ["cat <<END\nexit 0", UNREADABLE],
    ["cat <<'}'\nexit 0", UNREADABLE],
    ["cat <<check\nexit 0", UNREADABLE],
    ["}) ; exit 0; (", UNREADABLE],
    [":\n}; echo out; exit 0; check() {\n:", OUTSIDE],
    [":\n}\nexit 0\nx() {\n:", OUTSIDE],
    [":\n}\ncheck() {\nexit 0", OUTSIDE],
    [":\n} | cat; { exit 0", OUTSIDE],
    [":\n}; check; exit 0; {\n:", OUTSIDE],
    ["exit\u00a00", "command: exit\u00a00"],
    ["\ufeffexit 0", "command: \ufeffexit 0"],
  ]);
});

// As deep as the length allows.
const DEEP = [
  `${"(".repeat(8000)}exit 0${")".repeat(8000)}`,
  `echo ${"$(".repeat(5000)}${")".repeat(5000)}; exit 1`,
  `echo $((${"(".repeat(8000)}1${")".repeat(8000)})); exit 1`,
  `a=(${"[".repeat(16_000)}`,
  `${"if :; then ".repeat(900)}:${"; fi".repeat(900)}; zpool list`,
  `echo ${"{a,".repeat(4000)}${"}".repeat(4000)} | wc -c; zpool list`,
  `cat ${"<<A ".repeat(4000)}`,
];

const NONCE = "f123456789abcdef0123456789abcdef";
const ORDINARY = [
  ["echo a\r\nexit 3\r\n", "a\r\n"],
  ["echo 'é ß 中 \u{1f600} \u202e'; exit 3", "é ß 中 \u{1f600} \u202e\n"],
  ["exit 3; echo \\", ""],
  ["printf '%s' '\x01\x1b[31m\x7f'; exit 3", "\x01\x1b[31m\x7f"],
  [`printf '\\0${NONCE}\\0a\\0'; printf '\\0${NONCE}\\0' >&2; exit 3`, `\0${NONCE}\0a\0`],
  ["echo '3 0 no no'; echo ready; printf 'end\\0'; exit 3", "3 0 no no\nready\nend\0"],
  [
    "__proto__=1; declare -A a; a[__proto__]=x a[constructor]=y; echo ${a[constructor]} $__proto__ ${a[toString]}; exit 3",
    "y 1\n",
  ],
] as const;

inEach((launcher) => {
  const all = [...ORDINARY.map(([snippet]) => snippet), ...DEEP];
  const { runs, sound } = inOneBatch(launcher, all);

  test("what is odd, and a check as any other, has its answer", () => {
    expect(runs.slice(0, ORDINARY.length).map(({ stdout, exitCode, refused }) => [stdout, exitCode, refused])).toEqual(
      ORDINARY.map(([, stdout]) => [stdout, 3, []]),
    );
  });

  test("what is deep has none", () => {
    expect(runs.slice(ORDINARY.length).map((run) => judge(run))).toEqual(DEEP.map(() => "unknown"));
  });

  test("nobody else notices", () => noticed(sound, launcher));

  test("a host is tried as it is, or not at all", async () => {
    const { run } = sandboxBy({ launcher });
    const bytes = { "/etc/bin": new Uint8Array([0xff, 0xfe, 0, 0x41, 10, 0xc3, 0x28, 10]), "/etc/a\nb c": "x\n" };
    const snippet = 'wc -c < /etc/bin; grep -ac A /etc/bin; for f in /etc/a*; do cat "$f"; done; exit 3';
    const names = ["../script", "/usr/bin/zpool", ".", "", "x".repeat(300), "zp\0ool"];
    const odd = {
      ...HOST,
      transcripts: names.map((name) => ({ argv: [name], stdout: "found\n", stderr: "", exit: 0 })),
    };
    const big = hostOf("big", {}, { "zpool list": "x".repeat(2 ** 20), "zfs list": "a\0b\u{1f600}\r\n\x1b[31m" });
    const [read, passed, long] = await Promise.all([
      run(snippet, hostOf("odd", bytes)),
      run("echo still there", odd),
      run("zpool list | tail -c 3; zfs list", big),
    ]);

    expect(read).toMatchObject({ exitCode: 3, stdout: "8\n1\nx\n", refused: [] });
    expect(passed).toMatchObject({ stdout: "still there\n", refused: [] });
    expect(long).toMatchObject({ stdout: "xxxa\0b\u{1f600}\r\n\x1b[31m", refused: [] });
    await expect(run("exit 0", hostOf("out", { "/../../../../tmp/faultbook-escaped": "x" }))).rejects.toThrow();
    expect(existsSync("/tmp/faultbook-escaped")).toBe(false);
  });
});
