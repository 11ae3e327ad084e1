// Whoever calls a published script, and however: the answer is that of this machine, and not of what the caller's shell
// has set. Where no bash reads it, it says so and asks nothing.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { script } from "../../../src/checks/downloads/script.ts";
import { triage } from "../../../src/checks/downloads/triage.ts";
import { checkOf } from "../samples.ts";
import { withoutPlace } from "./run-script.ts";

/** Ends with 1 in a bash that nobody has changed, and with another code for each thing that was. */
const SNIPPET = `for file in /nonexistent-*; do [ "$file" = "/nonexistent-*" ] || exit 2; done
for file in /et[c]; do [ "$file" = /etc ] || exit 3; done
words="a b"; set -- $words; [ $# = 2 ] || exit 4
case A in a) exit 5 ;; esac
[ -z "$unset" ] || exit 6
[[ :$PATH: == *:/usr/local/sbin:* && :$SHELLOPTS: != *:posix:* ]] || exit 7
echo b | grep -c x >/dev/null
[ "\${PIPESTATUS[1]}" = 1 ] && [ "$(echo b | grep b)" = b ] || exit 8
[ "$(bash -c 'echo b | grep b')" = b ] || exit 9
[ -z "$(cat)" ] || exit 10
echo evidence
exit 1`;

const check = checkOf(SNIPPET, { id: "x", asks: "Is it?" });
const folder = mkdtempSync(join(tmpdir(), "faultbook-callers-"));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, "x"), script(check, "https://kb.example/", []));
symlinkSync("/bin/bash", join(folder, "sh"));
writeFileSync(
  join(folder, "triage.sh"),
  triage({ name: "slow", title: "Slow", url: "/runbooks/slow/" }, [check], "https://kb.example/", []),
);

/** Runs a line in a bash that is as clean as can be; what it sets before, it hands on. */
function ran(line: string) {
  const env = { PATH: "/usr/bin:/bin", HOME: folder, HISTFILE: "", PS1: "", PS2: "" };
  const { status, stdout, stderr } = spawnSync("/bin/bash", ["--norc", "-pc", line], {
    ...{ cwd: folder, env, encoding: "utf8", input: "what a check must not read\n", timeout: 60_000 },
  });
  return { status, stdout: withoutPlace(stdout), stderr };
}

const WAYS = [
  "bash x",
  "bash ./x",
  "bash --posix x",
  "./sh x",
  "bash -eu x",
  "bash <x",
  "/bin/cat x | bash",
  "/bin/cat x | bash -s --",
  'bash -c "$(/bin/cat x)"',
  "bash <(/bin/cat x)",
] as const;

const CALLERS: readonly (readonly [what: string, before: string])[] = [
  ["nothing", ":"],
  ["options", "set -fu; shopt -s failglob nocasematch; export SHELLOPTS BASHOPTS"],
  ["POSIXLY_CORRECT", "export POSIXLY_CORRECT=1"],
  ["IFS", "export IFS=/"],
  [
    "exported functions",
    "grep() { echo c; }; cat() { echo c; }; printf() { :; }; a-b() { :; }; export -f grep cat printf a-b",
  ],
  [
    "functions in place of what a shell does itself",
    "builtin() { :; }; compgen() { :; }; echo() { :; }; export -f builtin compgen echo",
  ],
  [
    "BASH_ENV with functions",
    "echo 'grep() { echo c; }; exec() { :; }; unset() { :; }; exit() { :; }; export -f grep' >env; export BASH_ENV=$PWD/env",
  ],
  [
    "BASH_ENV with aliases",
    "echo 'shopt -s expand_aliases; alias exec=: grep=false unset=: export=: echo=: set=:' >env; export BASH_ENV=$PWD/env",
  ],
  [
    "BASH_ENV with options",
    "echo 'set -efu -o pipefail -o posix; shopt -s nullglob nocasematch; IFS=/' >env; export BASH_ENV=$PWD/env",
  ],
  ["GREP_OPTIONS", "export GREP_OPTIONS=-v"],
];

const ANSWER = "evidence\n\nQuestion: Is it?\nHost: HOST, TIME\nAFFECTED\n";

describe.skipIf(process.platform === "win32")("a published script, handed on", () => {
  describe.each(CALLERS)("%s", (_, before) => {
    test.each(WAYS)("and run by %s", (way) => {
      expect(ran(`${before}\n${way}`)).toMatchObject({ status: 1, stdout: ANSWER });
    });

    test("a triage.sh of which bash reads a file, or stdin", () => {
      for (const way of ["bash triage.sh --json", "bash -s -- --json <triage.sh"]) {
        const { status, stdout } = ran(`${before}\n${way}`);
        expect([way, status, JSON.parse(stdout).checks[0].output]).toEqual([way, 1, "evidence"]);
      }
    });
  });

  test("BASH_ENV that speaks is heard once, and changes no answer", () => {
    const { status, stdout } = ran("echo 'echo hello' >env; BASH_ENV=$PWD/env bash x");

    expect([status, stdout]).toEqual([1, `hello\n${ANSWER}`]);
  });

  test("functions in place of special builtins; a bash in POSIX mode refuses them itself, and gives no answer", () => {
    const before = "exec() { :; }; return() { :; }; unset() { :; }; export -f exec return unset\n";

    expect(ran(`${before}bash x`)).toMatchObject({ status: 1, stdout: ANSWER });
    expect(ran(`${before}bash --posix x`)).toMatchObject({ status: 2, stdout: "" });
  });

  test("functions that bash -p keeps out: they need not be undone", () => {
    const ask = script(checkOf('[ "$(echo b | grep b)" = b ] && exit 1', { id: "y" }), "/", []);
    writeFileSync(join(folder, "y"), ask);

    expect(ran("grep() { echo c; }; export -f grep; bash -p y").status).toBe(1);
  });
});

const NEEDS = "This script needs bash. Run it with: bash x\n";

describe.skipIf(process.platform === "win32")("a published script that no bash of its own reads says so:", () => {
  const CASES = [
    ["dash", "dash x"],
    ["dash", "cat x | dash"],
    ["dash", ". ./x", "dash -c"],
    ["busybox", "busybox sh x"],
    ["mksh", "mksh x"],
    ["ksh", "ksh x"],
    ["zsh", "zsh -f x"],
  ] as const;
  for (const [shell, line, by = ""] of CASES) {
    const isMissing = spawnSync(shell, ["-c", ":"]).error !== undefined;
    test.skipIf(isMissing)(`${shell}: ${line}${isMissing ? " (it is not installed)" : ""}`, () => {
      expect(ran(by === "" ? line : `${by} '${line}'`)).toEqual({ status: 2, stdout: "", stderr: NEEDS });
    });
  }

  test("an interactive bash that reads it by source, and goes on as it was", () => {
    const { stdout, stderr } = ran("printf '%s\\n' '. ./x' 'echo $? $((6 * 7)) $(shopt -o posix)' | bash --norc -i");

    expect(stdout).toMatch(/^2 42 posix\s+off\n$/);
    expect(stderr).toContain(NEEDS);
  });
});
