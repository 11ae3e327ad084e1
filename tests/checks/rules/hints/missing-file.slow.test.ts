// Each hint: the bad snippet is refused with the remedy, and repaired as the remedy says it passes.

import { expect, test } from "vitest";
import { missingFileHint } from "../../../../src/checks/rules/hints/missing-file.ts";
import { butSilence, checkOf, GCM, HOSTS } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

const SAID = `{ echo "cannot read it"; exit 2; }`;
const GREP_SAYS = `case $? in 0) exit 0 ;; 1) exit 1 ;; *) exit 2 ;; esac`;

const CASES = [
  ["cat into grep", `cat ${GCM} | grep -q avx`, "Drop the cat", `grep -q avx ${GCM}`],
  [
    "set -e",
    `set -eu\nlist=$(cat ${GCM})\n[[ $list == *avx* ]]`,
    "Drop set -e",
    `set -u\nlist=$(cat ${GCM}) || exit 2\n[[ $list == *avx* ]]`,
  ],
  [
    "set -o errexit",
    `set -o errexit; head -n 1 ${GCM} >/dev/null; grep -q avx ${GCM}`,
    "Drop set -e",
    `head -n 1 ${GCM} >/dev/null || exit 2; grep -q avx ${GCM}`,
  ],
  [
    "grep in if",
    `if grep -q avx ${GCM}; then exit 0; else exit 1; fi`,
    "which `if` takes",
    `grep -q avx ${GCM}; ${GREP_SAYS}`,
  ],
  ["grep before ||", `grep -q avx ${GCM} || exit 1`, "which `||` takes", `grep -q avx ${GCM}; ${GREP_SAYS}`],
  ["grep before &&", `grep -q avx ${GCM} && exit 0; exit 1`, "which `&&` takes", `grep -q avx ${GCM}; ${GREP_SAYS}`],
  [
    "grep after !",
    `! grep -q avx ${GCM}`,
    "which `!` takes",
    `grep -q avx ${GCM}; case $? in 0) exit 1 ;; 1) exit 0 ;; *) exit 2 ;; esac`,
  ],
  [
    "a question of its own, with an answer's code",
    `[ -r ${GCM} ] || exit 1; grep -q avx ${GCM}`,
    "exit code of its own",
    `[ -r ${GCM} ] || exit 2; grep -q avx ${GCM}`,
  ],
  [
    "a read with an answer's code",
    `list=$(cat ${GCM}) || { echo gone; exit 1; }; [[ $list == *avx* ]]`,
    "exit code of its own",
    `list=$(cat ${GCM}) || ${SAID}; [[ $list == *avx* ]]`,
  ],
  [
    "the same through a function",
    `answer() { echo "$2"; exit "$1"; }\nlist=$(cat ${GCM}) || answer 1 gone; [[ $list == *avx* ]]`,
    "exit code of its own",
    `answer() { echo "$2"; exit "$1"; }\nlist=$(cat ${GCM}) || answer 2 gone; [[ $list == *avx* ]]`,
  ],
  [
    "an empty substitution",
    `test -z "$(cut -d ' ' -f 3 ${GCM} | tr -cd v)" && exit 1; exit 0`,
    "[ … ] sees an empty text",
    `value=$(cut -d ' ' -f 3 ${GCM}) || ${SAID}; [[ $value == avx ]]`,
  ],
  [
    "a substitution of grep",
    `[ -n "$(grep avx ${GCM})" ]`,
    "value=$(grep …); [ $? -le 1 ] ||",
    `value=$(grep avx ${GCM}); [ $? -le 1 ] || ${SAID}; [ -n "$value" ]`,
  ],
  [
    "a substitution in [[ ]]",
    `[[ $(cat ${GCM}) == *avx* ]]`,
    "[[ … ]] sees an empty text",
    `value=$(cat ${GCM}) || ${SAID}; [[ $value == *avx* ]]`,
  ],
  [
    "a substitution in case",
    `case $(cat ${GCM}) in *avx*) exit 0 ;; *) exit 1 ;; esac`,
    "case sees an empty text",
    `value=$(cat ${GCM}) || ${SAID}; case $value in *avx*) exit 0 ;; *) exit 1 ;; esac`,
  ],
  [
    "a pipe without pipefail",
    `cut -d ' ' -f 1-9 ${GCM} | tr -d '[]' | grep -qw avx`,
    "its last command, here grep",
    `[ -r ${GCM} ] || ${SAID}; cut -d ' ' -f 1-9 ${GCM} | tr -d '[]' | grep -qw avx`,
  ],
  [
    "awk and wc in a pipe",
    `n=$(awk '/avx/' ${GCM} | wc -l); [ "$n" -gt 0 ]`,
    "its last command, here wc",
    `[ -r ${GCM} ] || ${SAID}; n=$(awk '/avx/' ${GCM} | wc -l); [ "$n" -gt 0 ]`,
  ],
  [
    "a pipe with pipefail",
    `set -o pipefail; cut -c 1-99 ${GCM} | grep -qw avx`,
    "cut may say 1",
    `[ -r ${GCM} ] || ${SAID}; set -o pipefail; cut -c 1-99 ${GCM} | grep -qw avx`,
  ],
  [
    "a redirection",
    `grep -q avx < ${GCM}`,
    "A file that < can't open",
    `[ -r ${GCM} ] || ${SAID}; grep -q avx < ${GCM}`,
  ],
  [
    "an unchecked assignment",
    `list=$(cat ${GCM}); [[ $list == *avx* ]]`,
    "list=$(cat …) ||",
    `list=$(cat ${GCM}) || ${SAID}; [[ $list == *avx* ]]`,
  ],
  [
    "grep -c",
    `n=$(grep -c avx ${GCM}); [ "$n" = 1 ] && exit 0; exit 1`,
    "n=$(grep …); [ $? -le 1 ] ||",
    `n=$(grep -c avx ${GCM}); [ $? -le 1 ] || ${SAID}; [ "$n" = 1 ] && exit 0; exit 1`,
  ],
  [
    "local",
    `check_it() { local list=$(cat ${GCM}); [[ $list == *avx* ]]; }; check_it`,
    "local ends with 0",
    `check_it() { local list; list=$(cat ${GCM}) || exit 2; [[ $list == *avx* ]]; }; check_it`,
  ],
] as const;

/** What `!` tells is the other way round. */
const EXITS = { 0: "affected", 1: "ok" } as const;

async function remedies(name: string, snippet: string): Promise<readonly string[]> {
  // The guard keeps the rule about the empty host out of it, which would tell the same.
  const guarded = `[ -d /sys ] || exit 2\n${snippet}`;
  const check = checkOf(guarded, name === "grep after !" ? { exits: EXITS } : {});
  const { problems } = await triedHere(check, HOSTS);
  return butSilence(problems).map(({ what, remedy }) => `${what}\n${remedy}`);
}

describeRuns("missingFileHint()", () => {
  test.concurrent.each(CASES)("refuses %s", async (name, bad, remedy) => {
    expect(await remedies(name, bad)).toEqual([expect.stringContaining(remedy)]);
  });

  test.concurrent.each(CASES)("accepts %s, repaired", async (name, _, __, repaired) => {
    expect(await remedies(name, repaired)).toEqual([]);
  });

  test("says it in a few lines", () => {
    const said = CASES.map(([, bad]) => missingFileHint(bad, GCM));

    expect([...new Set(said)].join("\n\n")).toMatchInlineSnapshot(`
      "Drop the cat: grep says 2 when the file is missing, and 1 when nothing matches

      Drop set -e: it ends the check with the code of the command that failed, often 1;
      write || exit 2 behind each command that reads

      Look at $? of grep: it says 2 when the file is missing, which \`if\` takes for no match:
        grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac

      Look at $? of grep: it says 2 when the file is missing, which \`||\` takes for no match:
        grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac

      Look at $? of grep: it says 2 when the file is missing, which \`&&\` takes for no match:
        grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac

      Look at $? of grep: it says 2 when the file is missing, which \`!\` takes for no match:
        grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac

      Give this an exit code of its own:
      exit 2 where nothing can be read, since 0 and 1 are answers

      [ … ] sees an empty text where the file is missing. Read it first:
        value=$(cut …) || { echo "cannot read icp_gcm_impl"; exit 2; }

      [ … ] sees an empty text where the file is missing. Read it first:
        value=$(grep …); [ $? -le 1 ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      [[ … ]] sees an empty text where the file is missing. Read it first:
        value=$(cat …) || { echo "cannot read icp_gcm_impl"; exit 2; }

      case sees an empty text where the file is missing. Read it first:
        value=$(cat …) || { echo "cannot read icp_gcm_impl"; exit 2; }

      A pipe ends with the code of its last command, here grep,
      whatever the first could read. Before it:
        [ -r /sys/module/icp/parameters/icp_gcm_impl ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      A pipe ends with the code of its last command, here wc,
      whatever the first could read. Before it:
        [ -r /sys/module/icp/parameters/icp_gcm_impl ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      cut may say 1 for a file that it can't read. Before it:
        [ -r /sys/module/icp/parameters/icp_gcm_impl ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      A file that < can't open ends its command with 1. Before it:
        [ -r /sys/module/icp/parameters/icp_gcm_impl ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      Look whether it could be read:
        list=$(cat …) || { echo "cannot read icp_gcm_impl"; exit 2; }

      Look whether it could be read; grep says 2 where it could not, and 1 for no match:
        n=$(grep …); [ $? -le 1 ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      local ends with 0, whatever $(…) could read. In two steps:
        value=$(cat …) || { echo "cannot read icp_gcm_impl"; exit 2; }"
    `);
  });

  test("follows a path through variables and loops", () => {
    const other = `cpu=$(grep -c avx /proc/cpuinfo)`;

    expect(missingFileHint(`${other}\ngcm=${GCM}; file=$gcm\nlist=$(cat "$file")`, GCM)).toContain("list=$(cat …)");
    expect(missingFileHint(`${other}\nfor f in ${GCM} /x; do list=$(cat "$f"); done`, GCM)).toContain("list=$(cat …)");
    expect(missingFileHint(`${other}\nlist=$(cat ${GCM})`, "/proc/cpuinfo")).toContain("cpu=$(grep …)");
  });

  test.concurrent.each([
    ["a comment", `# cat ${GCM} | grep -q avx\nlist=$(cat ${GCM})`],
    ["a text", `echo "set -e; cat ${GCM} | grep avx"\nlist=$(cat ${GCM})`],
    ["a here-document", `cat <<'END'\nif grep -q avx ${GCM}; then set -e\nEND\nlist=$(cat ${GCM})`],
  ])("does not take %s for commands", (_, snippet) => {
    expect(missingFileHint(snippet, GCM)).toContain("list=$(cat …)");
  });

  test.concurrent.each([
    ["a function", `has() { cat "$1" | grep -q avx; }; has ${GCM}`],
    ["a folder that was entered", `cd /sys/module/icp/parameters; cat icp_gcm_impl | grep -q avx`],
  ])("finds the fault where the path comes from %s", (_, snippet) => {
    expect(missingFileHint(snippet, GCM)).toContain("Drop the cat");
  });

  test("falls back on a question before all else", () => {
    expect(missingFileHint("check_it", "/proc/swaps")).toMatchInlineSnapshot(`
      "Say 2 when it can't be read:
        [ -r /proc/swaps ] || { echo "cannot read swaps"; exit 2; }"
    `);
    expect(missingFileHint("if", "/proc/swaps")).toContain("[ -r /proc/swaps ]");
  });
});
