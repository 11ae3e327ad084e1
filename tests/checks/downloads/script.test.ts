// The scripts for download are run by the real shells, for they leave our hands.

import { describe, expect, test } from "vitest";
import { EXIT_CODES } from "../../../src/checks/downloads/answer.ts";
import { script } from "../../../src/checks/downloads/script.ts";
import type { Check, Run, Verdict } from "../../../src/model/check.ts";
import { checkOf, RUN } from "../samples.ts";
import {
  BASHES,
  DASH,
  IS_ROOT,
  NASTY,
  NASTY_LINE,
  NO_DASH,
  NO_SHELLCHECK,
  runAsNobody,
  runScript,
  shellcheck,
  withoutPlace,
} from "./run-script.ts";

const SITE = "https://kb.example/ops/";

const nasty = (snippet: string, given: Partial<Check> = {}) =>
  checkOf(snippet, { asks: NASTY, means: { ok: NASTY, affected: NASTY, unknown: NASTY }, ...given });

const ANSWERS: readonly [snippet: string, Verdict][] = [
  ["true", "ok"],
  ["exit 0", "ok"],
  ["false # why", "affected"],
  ["return 1", "affected"],
  ["set -e\nfalse\ntrue", "affected"],
  ["exit 2", "unknown"],
  ["exit 77", "unknown"],
  ["no-such-command 2>/dev/null", "unknown"],
  ['[ -z "$(cat)" ]', "ok"],
  ["cat <<'END' > /dev/null\n  )}'\"\nEND", "ok"],
  ["true \\", "ok"],
  ["grep -q x < <(echo x) && [[ x =~ ^x$ ]]", "ok"],
  ['false | true; [ -z "$unset" ]', "ok"],
  ["for file in /et[c]; do [ $file = /etc ]; done", "ok"],
];

describe("script()", () => {
  test("says what it asks, where it comes from, what its exit codes mean, what it looks at and runs", () => {
    const runs: Run[] = [
      { ...RUN, read: ["/proc/cpuinfo"], listed: ["/sys/module"], ran: ["grep -q avx /proc/cpuinfo", "uname -r"] },
      { ...RUN, looked: ["/sys/module/zfs"], missing: ["/proc/cpuinfo"], ran: ["grep -c x /proc/cpuinfo"] },
    ];
    const means = { ok: "All is well", affected: "The kernel\nis broken, and all that it takes with it goes down" };

    expect(script(checkOf("grep -q avx /x", { means }), SITE, runs)).toMatchInlineSnapshot(`
      "#!/usr/bin/env bash
      # shellcheck shell=bash
      # Question: Has ZFS lost AVX?
      # From https://kb.example/ops/runbooks/slow/
      #
      # Exit code 0: OK: All is well
      # Exit code 1: AFFECTED: The kernel is broken, and all that it takes with it
      #   goes down
      # Exit code 2: CANNOT TELL
      #
      # Reads: /proc/cpuinfo, /sys/module, /sys/module/zfs
      # Runs: grep, uname -r
      # Changes nothing.

      # Drop what the caller's shell has set: it must not answer in place of this host.
      case \${BASH_VERSION:-none}:$- in
      none:* | *:*i*)
        \\echo "This script needs bash. Run it with: bash zfs-avx" >&2
        # shellcheck disable=SC2317
        return 2 2>/dev/null || exit 2
        ;;
      *:*p*) ;;
      *)
        case $-:\${BASH_SOURCE[0]:-$0} in
        *[cs]*:* | *:"$0") ;;
        *)
          \\echo "Do not source this script. Run it with: bash zfs-avx" >&2
          # shellcheck disable=SC2317
          return 2 2>/dev/null || exit 2
          ;;
        esac
        POSIXLY_CORRECT=1
        \\unset -v IFS
        \\unset -f builtin
        # shellcheck disable=SC2046
        \\unset -f $(\\builtin compgen -A function)
        case $- in
        *s*) \\exec bash -ps -- "$@" ;;
        *c*) \\exec bash --norc -pc "$BASH_EXECUTION_STRING" "$0" "$@" ;;
        *) \\exec bash -p -- "$0" "$@" ;;
        esac
        ;;
      esac
      set +efu +o pipefail +o posix
      unset -v BASH_ENV ENV GREP_OPTIONS
      export LC_ALL=C TZ=UTC0 PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\${PATH:+:$PATH}"

      # The texts below are not meant to be expanded.
      # shellcheck disable=SC2016
      case $#:\${1-} in
      0:) ;;
      1:--help | 1:-h) printf '%s\\n' 'Usage: bash zfs-avx [--help]' \\
        '' \\
        'Question: Has ZFS lost AVX?' \\
        'From https://kb.example/ops/runbooks/slow/' \\
        '' \\
        'Exit code 0: OK: All is well' \\
        'Exit code 1: AFFECTED: The kernel is broken, and all that it takes with it goes down' \\
        'Exit code 2: CANNOT TELL' \\
        '' \\
        'Reads: /proc/cpuinfo, /sys/module, /sys/module/zfs' \\
        'Runs: grep, uname -r' \\
        'Changes nothing.'; exit 0 ;;
      *) printf '%s\\n' 'Usage: bash zfs-avx [--help]' >&2; exit 2 ;;
      esac

      (check() {
      grep -q avx /x
      }
      check) </dev/null
      # shellcheck disable=SC2016
      case $? in
      0) set -- 0 'OK: All is well' ;;
      1) set -- 1 'AFFECTED: The kernel is broken, and all that it takes with it goes down' ;;
      *) set -- 2 'CANNOT TELL' ;;
      esac
      { IFS= read -r faultbook_host </proc/sys/kernel/hostname; } 2>/dev/null || faultbook_host=$HOSTNAME
      faultbook_host=\${faultbook_host//[^A-Za-z0-9._-]/_}
      faultbook_time=$(export TZ=UTC0; printf '%(%Y-%m-%dT%H:%M:%SZ)T' -1 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)
      # shellcheck disable=SC2016
      printf '%s\\n' '' 'Question: Has ZFS lost AVX?' "Host: $faultbook_host, $faultbook_time" "\${@:2}"
      exit "$1"
      "
    `);
  });

  test("maps what the snippet's own exit codes mean to those of every script", () => {
    const text = script(checkOf("x", { exits: { 0: "affected", 3: "ok", 1: "ok", 4: "unknown" } }), SITE, []);

    expect(text.slice(text.indexOf("case $?"))).toMatchInlineSnapshot(`
      "case $? in
      1|3) set -- 0 'OK' ;;
      0) set -- 1 'AFFECTED' ;;
      *) set -- 2 'CANNOT TELL' ;;
      esac
      { IFS= read -r faultbook_host </proc/sys/kernel/hostname; } 2>/dev/null || faultbook_host=$HOSTNAME
      faultbook_host=\${faultbook_host//[^A-Za-z0-9._-]/_}
      faultbook_time=$(export TZ=UTC0; printf '%(%Y-%m-%dT%H:%M:%SZ)T' -1 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)
      # shellcheck disable=SC2016
      printf '%s\\n' '' 'Question: Has ZFS lost AVX?' "Host: $faultbook_host, $faultbook_time" "\${@:2}"
      exit "$1"
      "
    `);
  });

  test("names so many files and commands as somebody reads", () => {
    const read = Array.from({ length: 30 }, (_, i) => `/proc/${i + 10}/${i === 0 ? "x".repeat(200) : "stat"}`);

    const text = script(checkOf("x"), SITE, [{ ...RUN, read }]);

    expect(text).toContain(`/proc/10/${"x".repeat(111)}…,`);
    expect(text).toContain("/proc/33/stat, and 6 more\n");
  });
});

describe("script() says that it changes nothing", () => {
  test.each([
    [true, { ran: ["uname -r", "zpool list -H"], refused: [{ cause: "command", asked: "lsblk" } as const] }],
    [false, { ran: ["zpool scrub tank"] }],
    [false, { refused: [{ cause: "write", asked: "> /tmp/report" } as const] }],
  ])("%j of a run with %j", (expected, given) => {
    const text = script(checkOf("x"), SITE, [RUN, { ...RUN, ...given }]);

    expect(text.includes("\n# Changes nothing.\n")).toBe(expected);
    expect(text.includes("\n# It may do more than read. Look through it before you run it.\n")).toBe(!expected);
  });
});

describe.skipIf(process.platform === "win32")("script() run by", () => {
  describe.each(BASHES)("$title", (shell) => {
    test.each(ANSWERS)("ends %j with the exit code of its verdict", (snippet, verdict) => {
      expect(runScript(script(nasty(snippet), SITE, []), { shell })).toMatchObject({
        status: EXIT_CODES[verdict],
        stderr: "",
      });
    });
  });

  test("a bash that was told to be strict", () => {
    const env = { SHELLOPTS: "errexit:noglob:nounset:pipefail:posix", POSIXLY_CORRECT: "1" };

    for (const [snippet, verdict] of ANSWERS) {
      expect([snippet, runScript(script(nasty(snippet), SITE, []), { env }).status]).toEqual([
        snippet,
        EXIT_CODES[verdict],
      ]);
    }
  });

  test.each([
    ["exit 0", 1],
    ["exit 1", 0],
    ["exit 3", 0],
    ["exit 4", 2],
    ["exit 5", 2],
  ])("bash ends %j as its expectations say", (snippet, status) => {
    const exits = { 0: "affected", 1: "ok", 3: "ok", 4: "unknown" } as const;

    expect(runScript(script(nasty(snippet, { exits }), SITE, [])).status).toBe(status);
  });

  test.each(BASHES)("$title prints the reason, the verdict, what it means and where it leads", (shell) => {
    const given = { means: { affected: NASTY }, then: { affected: "#other" } };

    const { stdout } = runScript(script(checkOf("printf 'It is broken'; exit 1", given), SITE, []), { shell });

    expect(withoutPlace(stdout)).toBe(
      `It is broken\nQuestion: Has ZFS lost AVX?\nHost: HOST, TIME\nAFFECTED: ${NASTY_LINE}\nNext: https://kb.example/ops/runbooks/slow/#other\n`,
    );
  });

  test.each(["--help", "-h"])("bash prints with %s what it is", (arg) => {
    const means = { ok: "All is well", affected: "It's broken" };
    const ran = runScript(script(checkOf("echo it runs", { means }), SITE, []), { args: [arg] });

    expect(ran.stdout).toMatchInlineSnapshot(`
      "Usage: bash zfs-avx [--help]

      Question: Has ZFS lost AVX?
      From https://kb.example/ops/runbooks/slow/

      Exit code 0: OK: All is well
      Exit code 1: AFFECTED: It's broken
      Exit code 2: CANNOT TELL

      Reads: no files
      Runs: no commands
      Changes nothing.
      "
    `);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
  });

  test.each([[["--hlep"]], [["--help", "x"]], [[""]]])("bash does not run it with %j", (args) => {
    expect(runScript(script(checkOf("echo it runs"), SITE, []), { args })).toMatchObject({
      ...{ status: 2, stdout: "" },
      stderr: "Usage: bash zfs-avx [--help]\n",
    });
  });

  test("bash finds what lies in sbin, and its own folders last", () => {
    const env = { PATH: "/usr/bin:/bin:/opt/own" };

    expect(runScript(script(checkOf('echo "$PATH"'), SITE, []), { env }).stdout.split("\n")[0]).toBe(
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/bin:/bin:/opt/own",
    );
  });

  test("dash says that it needs bash, and nothing else", ({ skip }) => {
    if (NO_DASH !== undefined) skip(NO_DASH);

    const ran = runScript(script(nasty("[[ x =~ y ]] < <(echo); a=(1 2)"), SITE, []), { shell: DASH });

    expect(ran).toMatchObject({
      ...{ status: 2, stdout: "" },
      stderr: "This script needs bash. Run it with: bash zfs-avx\n",
    });
  });

  test("anybody but root ends with 2 and why, where it needs root; root is answered", ({ skip }) => {
    const text = script(checkOf("echo it runs; exit 1", { needs: "root" }), SITE, []);

    const ran = runAsNobody(text);

    expect(withoutPlace(ran.stdout)).toMatchInlineSnapshot(`
      "
      Question: Has ZFS lost AVX?
      Host: HOST, TIME
      CANNOT TELL: it needs root
      Next: sudo bash zfs-avx
      "
    `);
    expect(ran).toMatchObject({ status: 2, stderr: "" });
    expect(runAsNobody(text, ["--help"]).stdout).toContain(
      "\nRun it as root: other users cannot read what it reads.\n",
    );
    if (!IS_ROOT) skip("not run by root: what root is answered is not tried");
    expect(runScript(text)).toMatchObject({ status: 1, stderr: "" });
  });

  test("bash takes nothing of a hostile text for a command", () => {
    const runs = [{ ...RUN, read: [NASTY], ran: [NASTY] }];

    const text = script(nasty("ls"), SITE, runs);

    const [comments = ""] = text.split("\n\n");
    expect(comments.split("\n").filter((line) => !line.startsWith("#"))).toEqual([]);
    expect(comments.replace(/\n# {3}/g, " ")).toContain(`Exit code 1: AFFECTED: ${NASTY_LINE}\n`);
    expect(withoutPlace(runScript(text).stdout)).toBe(
      `x.sh\n\nQuestion: ${NASTY_LINE}\nHost: HOST, TIME\nOK: ${NASTY_LINE}\n`,
    );
  });
});

test("ShellCheck would say something", ({ skip }) => {
  if (NO_SHELLCHECK !== undefined) skip(NO_SHELLCHECK);

  expect(shellcheck(script(checkOf("cat $x"), SITE, []))).toContain("[SC2086]");
});
