// A check pasted into a shell that is not bash, as far as one is installed: it runs all the same, or nothing does.

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { pasteSafe } from "../../../src/checks/downloads/paste.ts";
import { VERDICT_WORDS, type Verdict } from "../../../src/model/check.ts";
import { checkOf } from "../samples.ts";
import { withoutPlace } from "./run-script.ts";

const SHELLS = [
  ["dash", []],
  ["dash", ["-i"]],
  ["dash", ["-eu"]],
  ["busybox", ["sh"]],
  ["mksh", []],
  ["ksh", []],
  ["zsh", ["-f"]],
  ["zsh", ["-f", "-o", "rcquotes", "-o", "interactivecomments"]],
  ["fish", ["--no-config"]],
] as const;

const MEANING = String.raw`It's '' \\ "$HOME" \' 100% !! !fine \n *`;

const SNIPPETS: readonly [snippet: string, Verdict][] = [
  ["exit 0", "ok"],
  ["return 1", "affected"],
  ["exit 2 # it's", "unknown"],
  ["a=(1 2); [[ -n $a && x =~ ^x$ ]] && grep -q y < <(echo x)", "affected"],
  [String.raw`[ 'it'\''s \\' = "it's \\\\" ] && [ '' = "" ] && echo a\\ '\' \'!`, "ok"],
];

/** By way of a pipe: what Node makes itself is a socket, which fish does not read. */
function type(shell: string, args: readonly string[], input: string): string {
  return spawnSync("sh", ["-c", 'cat | "$0" "$@"', shell, ...args], { input, encoding: "utf8" }).stdout;
}

describe.each(SHELLS)("a check pasted into %s %j", (shell, args) => {
  const missing = spawnSync(shell, ["-c", ":"]).error === undefined ? undefined : `${shell} is not installed`;

  test.for(SNIPPETS)("tells what %j means, and the shell goes on", ([snippet, verdict], { skip }) => {
    if (missing !== undefined) skip(missing);
    const means = { ok: MEANING, affected: MEANING, unknown: MEANING };

    const input = `${pasteSafe(checkOf(snippet, { means }), "https://kb.example/")}echo survived\n`;
    const lines = withoutPlace(type(shell, args, input)).split("\n");

    const answer = `${VERDICT_WORDS[verdict]}: ${MEANING}`;
    expect(lines.slice(-6)).toEqual(["", "Question: Has ZFS lost AVX?", "Host: HOST, TIME", answer, "survived", ""]);
  });

  test("says that bash is missing, and runs nothing", ({ skip }) => {
    if (missing !== undefined) skip(missing);
    const env = shell === "fish" ? "set -x PATH /nonexistent" : "PATH=/nonexistent";

    const input = `${env}\n${pasteSafe(checkOf("echo it runs\nexit 2"), "https://kb.example/")}echo survived\n`;
    const stdout = type(shell, args, input);

    // fish names the command that it does not know, and skips the rest of the line.
    const told = shell === "fish" ? "" : "CANNOT TELL: this check needs bash, which is missing here or was stopped\n";
    expect(stdout).toBe(`${told}survived\n`);
  });
});
