// Both forms are run by the real bash, for they leave our hands: also under set -e, and as lines of an interactive shell.

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { pasteProblems, pasteSafe, script } from "../../src/checks/paste.ts";
import { VERDICT_WORDS, type Verdict } from "../../src/model/check.ts";
import { checkOf, told } from "./samples.ts";

const SITE = "https://kb.example/ops/";
const NASTY = `It's "so" \`id\` $HOME $(id) \\ 100% !! it's !fine; *\n  and more`;

const check = (snippet: string) =>
  checkOf(snippet, {
    asks: `Is it\n${NASTY}`,
    means: { ok: NASTY, affected: NASTY, unknown: NASTY },
    then: { ok: "#other", affected: "/runbooks/next/?a=1&b=2", unknown: "https://example.org/" },
  });

const bash = (args: readonly string[], input: string) => {
  const env = { PATH: "/usr/bin:/bin", HOME: "/nonexistent", HISTFILE: "", PS1: "", PS2: "" };
  return spawnSync("/bin/bash", ["--noprofile", "--norc", ...args], { input, env, encoding: "utf8", timeout: 10_000 });
};

const ANSWERS: readonly [string, Verdict, string][] = [
  ["true", "ok", "https://kb.example/ops/runbooks/slow/#other"],
  ["exit 0", "ok", "https://kb.example/ops/runbooks/slow/#other"],
  ["exit 1", "affected", "https://kb.example/ops/runbooks/next/?a=1&b=2"],
  ["return 1", "affected", "https://kb.example/ops/runbooks/next/?a=1&b=2"],
  ["false # why", "affected", "https://kb.example/ops/runbooks/next/?a=1&b=2"],
  ["set -e\nfalse\ntrue", "affected", "https://kb.example/ops/runbooks/next/?a=1&b=2"],
  ["exit 2", "unknown", "https://example.org/"],
  ["cat /nonexistent 2>/dev/null | cat; exit 77", "unknown", "https://example.org/"],
  ["cat <<'END' > /dev/null\n  )}'\"\nEND", "ok", "https://kb.example/ops/runbooks/slow/#other"],
  ["case 5 in *[!0-9]*) exit 1 ;; esac; if ! false; then :; fi", "ok", "https://kb.example/ops/runbooks/slow/#other"],
  ["true \\", "ok", "https://kb.example/ops/runbooks/slow/#other"],
];

describe.skipIf(process.platform === "win32")("pasteSafe()", () => {
  describe.each([
    ["a shell", [], ""],
    ["a shell with set -euo pipefail", [], "set -euo pipefail\n"],
    ["an interactive shell", ["-i"], ""],
    ["an interactive shell with set -e", ["-i"], "set -e\n"],
  ])("in %s", (_, args, before) => {
    test.each(ANSWERS)("tells what %j means, and leaves nothing behind", (snippet, verdict, next) => {
      const after = "echo survived $? $(type -t check) $-$(shopt -o pipefail)\n";

      const { stdout } = bash(args, `${before}${pasteSafe(check(snippet), SITE)}${after}`);
      const untouched = bash(args, `${before}${after}`);

      const meaning = NASTY.replace("\n  ", " ");
      expect(stdout).toBe(`\n${VERDICT_WORDS[verdict]}: ${meaning}\nNext: ${next}\n${untouched.stdout}`);
      expect(untouched.stdout).toMatch(/^survived 0 /);
    });
  });

  test("is short where there is nothing to say", () => {
    expect(pasteSafe(checkOf("grep -q avx /x"), SITE)).toMatchInlineSnapshot(`
      "(set +eu; shopt -uo pipefail 2>/dev/null
      (check() {
      grep -q avx /x
      }
      check)
      case $? in
      0) printf '%s\\n' '' 'OK' ;;
      1) printf '%s\\n' '' 'AFFECTED' ;;
      *) printf '%s\\n' '' 'CANNOT TELL' ;;
      esac)
      "
    `);
  });
});

describe("pasteProblems()", () => {
  test("reports what an interactive bash takes for its history", () => {
    expect(told(pasteProblems(checkOf('echo "gone!now"')))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" can't be pasted: an interactive bash takes "!now" for a line of its history
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Put the text with the exclamation mark in single quotes, or leave the mark out"
    `);
  });

  test.each(['echo "!x"', "echo wow!x", "!grep x /y", `echo "it's !x"`])("finds it in %j", (snippet) => {
    expect(pasteProblems(checkOf(snippet))).toHaveLength(1);
    expect(bash(["-i"], `${snippet}\n`).stderr).toContain("event not found");
  });

  test.each([
    "! grep x /y",
    '[ "$a" != b ]',
    "case $x in *[!0-9]*) ;; esac",
    'x=HOME; echo "$' + '{!x}"',
    "echo 'gone!now' # and !so",
    'echo "gone!"',
    "awk '!seen[$0]++' /dev/null",
    'echo "\\!x"',
    "true & wait $!",
  ])("lets %j pass", (snippet) => {
    expect(pasteProblems(checkOf(snippet))).toEqual([]);
    expect(bash(["-i"], `${snippet}\n`).stderr).not.toContain("event not found");
  });
});

describe.skipIf(process.platform === "win32")("script()", () => {
  test("says what it is for, where it comes from, and what it reads", () => {
    const means = { ok: "All is well", affected: "The kernel\nis broken" };

    const text = script(checkOf("grep -q avx /x", { means }), SITE, ["/proc/cpuinfo", "/sys/x"]);

    expect(text).toMatchInlineSnapshot(`
      "#!/bin/bash
      # Has ZFS lost AVX?
      # From https://kb.example/ops/runbooks/slow/
      #
      # Exit code 0: OK: All is well
      # Exit code 1: AFFECTED: The kernel is broken
      # Exit code 2 or any other: CANNOT TELL
      #
      # Reads: /proc/cpuinfo /sys/x
      # Changes nothing.

      check() {
      grep -q avx /x
      }
      check
      "
    `);
  });

  test.each(ANSWERS)("ends %j as the page says", (snippet, verdict) => {
    const { status, stderr } = bash([], script(check(snippet), SITE, []));

    expect({ 0: "ok", 1: "affected" }[status ?? 2] ?? "unknown").toBe(verdict);
    expect(stderr).toBe("");
  });
});
