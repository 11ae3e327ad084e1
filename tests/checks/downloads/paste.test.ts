// The text is run by the real shells, for it leaves our hands: also under set -e, as lines of an interactive shell, and
// whatever the login shell has set.

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { pasteProblems, pasteSafe } from "../../../src/checks/downloads/paste.ts";
import { VERDICT_WORDS, type Verdict } from "../../../src/model/check.ts";
import { checkOf, told } from "../samples.ts";
import { runAsNobody, runScript, withoutPlace } from "./run-script.ts";

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
  return spawnSync("/bin/bash", ["--noprofile", "--norc", ...args], { input, env, encoding: "utf8", timeout: 60_000 });
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

      const stdout = withoutPlace(bash(args, `${before}${pasteSafe(check(snippet), SITE)}${after}`).stdout);
      const untouched = bash(args, `${before}${after}`);

      const meaning = NASTY.replace("\n  ", " ");
      const place = `Question: Is it ${meaning}\nHost: HOST, TIME`;
      expect(stdout).toBe(`\n${place}\n${VERDICT_WORDS[verdict]}: ${meaning}\nNext: ${next}\n${untouched.stdout}`);
      expect(untouched.stdout).toMatch(/^survived 0 /);
    });
  });

  test("tells what the snippet's own exit codes mean, any other one being no answer", () => {
    const exits = { 0: "affected", 3: "ok", 1: "ok", 4: "unknown" } as const;
    const text = pasteSafe(checkOf("exit 3", { exits }), SITE);

    expect(text.slice(text.indexOf("case $?"))).toMatchInlineSnapshot(`
      "case $? in
      1|3) set -- 0 '\\''OK'\\'' ;;
      0) set -- 1 '\\''AFFECTED'\\'' ;;
      *) set -- 2 '\\''CANNOT TELL'\\'' ;;
      esac
      { IFS= read -r faultbook_host </proc/sys/kernel/hostname; } 2>/dev/null || faultbook_host=$HOSTNAME
      faultbook_host=\${faultbook_host//[^A-Za-z0-9._-]/_}
      faultbook_time=$(export TZ=UTC0; printf '\\''%(%Y-%m-%dT%H:%M:%SZ)T'\\'' -1 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)
      printf '\\''%s\\n'\\'' '\\'\\'' '\\''Question: Has ZFS lost AVX?'\\'' "Host: $faultbook_host, $faultbook_time" "\${@:2}"' check </dev/null || echo 'CANNOT TELL: this check needs bash, which is missing here or was stopped'
      "
    `);
    const told = [0, 1, 2, 3, 4].map((code) => bash([], pasteSafe(checkOf(`exit ${code}`, { exits }), SITE)).stdout);
    const answers = told.map((text) => text.split("\n").at(-2));
    expect(answers).toEqual(["AFFECTED", "OK", "CANNOT TELL", "OK", "CANNOT TELL"]);
  });

  test("says to anybody but root that it was not asked, where it needs root", () => {
    const text = pasteSafe(checkOf("echo it runs; exit 1", { needs: "root" }), SITE);

    expect(withoutPlace(runAsNobody(text).stdout)).toMatchInlineSnapshot(`
      "
      Question: Has ZFS lost AVX?
      Host: HOST, TIME
      CANNOT TELL: it needs root
      Next: paste it into a root shell, such as sudo -s opens
      "
    `);
  });

  test("is short where there is nothing to say", () => {
    expect(pasteSafe(checkOf("grep -q avx /x"), SITE)).toMatchInlineSnapshot(`
      "bash --norc -pc '
      set +o posix
      unset -v BASH_ENV ENV GREP_OPTIONS
      export LC_ALL=C TZ=UTC0 PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\${PATH:+:$PATH}"
      (check() {
      grep -q avx /x
      }
      check) </dev/null
      case $? in
      0) set -- 0 '\\''OK'\\'' ;;
      1) set -- 1 '\\''AFFECTED'\\'' ;;
      *) set -- 2 '\\''CANNOT TELL'\\'' ;;
      esac
      { IFS= read -r faultbook_host </proc/sys/kernel/hostname; } 2>/dev/null || faultbook_host=$HOSTNAME
      faultbook_host=\${faultbook_host//[^A-Za-z0-9._-]/_}
      faultbook_time=$(export TZ=UTC0; printf '\\''%(%Y-%m-%dT%H:%M:%SZ)T'\\'' -1 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)
      printf '\\''%s\\n'\\'' '\\'\\'' '\\''Question: Has ZFS lost AVX?'\\'' "Host: $faultbook_host, $faultbook_time" "\${@:2}"' check </dev/null || echo 'CANNOT TELL: this check needs bash, which is missing here or was stopped'
      "
    `);
  });
});

/** Says AFFECTED in a bash that nobody has changed, for as many reasons as there are ways to change one. */
const SENSITIVE = `for file in /nonexistent-*; do [ "$file" = "/nonexistent-*" ] || exit 2; done
for file in /et[c]; do [ "$file" = /etc ] || exit 3; done
words="a b"; set -- $words; [ $# = 2 ] || exit 4
case A in a) exit 5 ;; esac
[ -z "$unset" ] || exit 6
[[ :$PATH: == *:/usr/local/sbin:* && :$SHELLOPTS: != *:posix:* ]] || exit 7
echo b | grep -c x >/dev/null
[ "\${PIPESTATUS[1]}" = 1 ] && [[ "it's \\\\ fine!" == *'\\\\ fine!' ]] && [ "$(echo b | grep b)" = b ] && exit 1`;

describe.skipIf(process.platform === "win32")("pasteSafe() is not disturbed by", () => {
  const TEXT = pasteSafe(checkOf(SENSITIVE), SITE);
  const AFFECTED = "\nQuestion: Has ZFS lost AVX?\nHost: HOST, TIME\nAFFECTED\n";

  test.each([
    ["nothing", ":"],
    ["options", "set -efu -o pipefail -o posix; shopt -s nocasematch"],
    ["failglob", "shopt -s failglob"],
    ["nullglob", "shopt -s nullglob"],
    ["exported options", "set -fu; shopt -s failglob nullglob nocasematch; export SHELLOPTS BASHOPTS"],
    ["POSIXLY_CORRECT", "export POSIXLY_CORRECT=1"],
    ["IFS", "export IFS=/"],
    ["aliases", "alias grep='grep --color=always' echo='echo -n' '[=false' check=false printf=false"],
    ["functions", "grep() { echo c; }; check() { :; }; printf() { :; }; exit() { :; }"],
    ["exported functions", "grep() { echo c; }; check() { :; }; printf() { :; }; export -f grep check printf"],
    ["BASH_ENV", "export BASH_ENV=/dev/fd/9; exec 9<<<'grep() { echo c; }; exit 0'"],
    ["traps", "trap 'echo trapped' ERR DEBUG; set -ET"],
    ["a short PATH", "export PATH=/usr/bin:/bin"],
  ])("%s of the login shell", (_, before) => {
    const { stdout } = bash(["-i"], `${before}\n${TEXT}`);

    expect(withoutPlace(stdout.replaceAll("trapped\n", ""))).toBe(AFFECTED);
  });

  test("the ~/.bashrc that a bash reads when it was started over ssh", () => {
    const before = "echo 'echo hello' > .bashrc; export HOME=$PWD SSH_CLIENT=x SHLVL=0\n";

    expect(withoutPlace(runScript(`${before}${TEXT}`).stdout)).toBe(AFFECTED);
  });

  test("a signal, or a machine without bash: it says so, and the shell goes on", () => {
    const killed = bash([], `set -e\n${pasteSafe(checkOf("kill -9 $$"), SITE)}echo survived`);
    const missing = bash([], `set -e\nPATH=/nonexistent\n${TEXT}echo survived`);

    expect([killed.stdout, missing.stdout]).toMatchInlineSnapshot(`
      [
        "CANNOT TELL: this check needs bash, which is missing here or was stopped
      survived
      ",
        "CANNOT TELL: this check needs bash, which is missing here or was stopped
      survived
      ",
      ]
    `);
  });
});

test("pasteSafe() is one word to fish, too, which reads backslashes in single quotes", () => {
  const text = pasteSafe(check("echo '\\\\ \\' \\\\'' \"\\\\\\\\\"\necho \\"), SITE);
  const word = text.slice("bash --norc -pc ".length, text.lastIndexOf(" check </dev/null"));

  const { stdout } = spawnSync("/bin/bash", ["-c", `printf %s ${word}`], { encoding: "utf8" });
  expect(asFishReads(word)).toBe(stdout);
  expect(asFishReads("'a\\\\b\\c'\\''d'")).toBe("a\\b\\c'd");
});

/** https://fishshell.com/docs/current/language.html#quotes */
function asFishReads(word: string): string {
  const pieces = word.match(/'(?:\\[\s\S]|[^'\\])*'|\\[\s\S]|[\s\S]/g) ?? [];
  return pieces
    .map((piece) => {
      if (piece.startsWith("'") && piece.length > 1) return piece.slice(1, -1).replace(/\\([\\'])/g, "$1");
      return piece.startsWith("\\") ? piece.slice(1) : `(bare ${piece})`;
    })
    .join("");
}

test("pasteSafe() lets no bash look for an exclamation mark, whatever it takes for quoted", () => {
  const text = pasteSafe(check(`awk '\n!seen[$0]++\n' x; [ a != b ] || echo '!x' "!" it\\'s \\!x`), SITE);

  expect(text).toContain("\\!'seen");
  expect(text.match(/(?<!\\)!/g)).toBeNull();
});

describe("pasteProblems()", () => {
  test("reports a return that only a function could obey", () => {
    expect(told(pasteProblems(checkOf("f() { return 1; }\nf || return 2")))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" uses return outside of a function: a shell refuses that, and goes on
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Write exit instead: the page and the copy button keep it from closing the shell"
    `);
    expect(pasteProblems(checkOf("f() { [ -r /x ] || return 1; }\nf || exit 2"))).toEqual([]);
  });

  test("reports what an interactive bash takes for its history", () => {
    expect(told(pasteProblems(checkOf('echo "gone!now"')))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" can't be pasted: an interactive bash reads "!now" as a line of its history
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
