// Each hint: the bad snippet is refused with the remedy, and repaired as the remedy says it passes.

import { expect, test } from "vitest";
import { missingFileHint } from "../../../../src/checks/rules/hints/missing-file.ts";
import { butSilence, checkOf, GCM, HOSTS } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

const SAID = `{ echo "cannot read it"; exit 2; }`;
const GREP_SAYS = `case $? in 0) exit 0 ;; 1) exit 1 ;; *) exit 2 ;; esac`;

const CASES = [
  ["cat into grep", `cat ${GCM} | grep -q avx`, "Remove the cat", `grep -q avx ${GCM}`],
  [
    "set -e",
    `set -eu\nlist=$(cat ${GCM})\n[[ $list == *avx* ]]`,
    "Remove set -e",
    `set -u\nlist=$(cat ${GCM}) || exit 2\n[[ $list == *avx* ]]`,
  ],
  [
    "set -o errexit",
    `set -o errexit; head -n 1 ${GCM} >/dev/null; grep -q avx ${GCM}`,
    "Remove set -e",
    `head -n 1 ${GCM} >/dev/null || exit 2; grep -q avx ${GCM}`,
  ],
  [
    "grep in if",
    `if grep -q avx ${GCM}; then exit 0; else exit 1; fi`,
    "which `if` treats",
    `grep -q avx ${GCM}; ${GREP_SAYS}`,
  ],
  ["grep before ||", `grep -q avx ${GCM} || exit 1`, "which `||` treats", `grep -q avx ${GCM}; ${GREP_SAYS}`],
  ["grep before &&", `grep -q avx ${GCM} && exit 0; exit 1`, "which `&&` treats", `grep -q avx ${GCM}; ${GREP_SAYS}`],
  [
    "grep after !",
    `! grep -q avx ${GCM}`,
    "which `!` treats",
    `grep -q avx ${GCM}; case $? in 0) exit 1 ;; 1) exit 0 ;; *) exit 2 ;; esac`,
  ],
  [
    "a question of its own, with an answer's code",
    `[ -r ${GCM} ] || exit 1; grep -q avx ${GCM}`,
    "another exit code",
    `[ -r ${GCM} ] || exit 2; grep -q avx ${GCM}`,
  ],
  [
    "a read with an answer's code",
    `list=$(cat ${GCM}) || { echo gone; exit 1; }; [[ $list == *avx* ]]`,
    "another exit code",
    `list=$(cat ${GCM}) || ${SAID}; [[ $list == *avx* ]]`,
  ],
  [
    "the same through a function",
    `answer() { echo "$2"; exit "$1"; }\nlist=$(cat ${GCM}) || answer 1 gone; [[ $list == *avx* ]]`,
    "another exit code",
    `answer() { echo "$2"; exit "$1"; }\nlist=$(cat ${GCM}) || answer 2 gone; [[ $list == *avx* ]]`,
  ],
  [
    "an empty substitution",
    `test -z "$(cut -d ' ' -f 3 ${GCM} | tr -cd v)" && exit 1; exit 0`,
    "[ … ] sees empty text",
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
    "[[ … ]] sees empty text",
    `value=$(cat ${GCM}) || ${SAID}; [[ $value == *avx* ]]`,
  ],
  [
    "a substitution in case",
    `case $(cat ${GCM}) in *avx*) exit 0 ;; *) exit 1 ;; esac`,
    "case sees empty text",
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
    "cut may exit with 1",
    `[ -r ${GCM} ] || ${SAID}; set -o pipefail; cut -c 1-99 ${GCM} | grep -qw avx`,
  ],
  ["a redirection", `grep -q avx < ${GCM}`, "its < cannot open", `[ -r ${GCM} ] || ${SAID}; grep -q avx < ${GCM}`],
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
    "local exits with 0",
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
      "Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches

      Remove set -e: it ends the check with the code of the failed command, often 1.
      Write || exit 2 after each command that reads

      Test $? of grep: it is 2 if the file is missing, which \`if\` treats as no match:
        grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac

      Test $? of grep: it is 2 if the file is missing, which \`||\` treats as no match:
        grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac

      Test $? of grep: it is 2 if the file is missing, which \`&&\` treats as no match:
        grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac

      Test $? of grep: it is 2 if the file is missing, which \`!\` treats as no match:
        grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac

      Use another exit code here:
      exit 2 if nothing can be read, because 0 and 1 are verdicts

      [ … ] sees empty text if the file is missing. Read the file first:
        value=$(cut …) || { echo "cannot read icp_gcm_impl"; exit 2; }

      [ … ] sees empty text if the file is missing. Read the file first:
        value=$(grep …); [ $? -le 1 ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      [[ … ]] sees empty text if the file is missing. Read the file first:
        value=$(cat …) || { echo "cannot read icp_gcm_impl"; exit 2; }

      case sees empty text if the file is missing. Read the file first:
        value=$(cat …) || { echo "cannot read icp_gcm_impl"; exit 2; }

      A pipe exits with the code of its last command, here grep,
      even if the first could not read its file. Test the file first:
        [ -r /sys/module/icp/parameters/icp_gcm_impl ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      A pipe exits with the code of its last command, here wc,
      even if the first could not read its file. Test the file first:
        [ -r /sys/module/icp/parameters/icp_gcm_impl ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      cut may exit with 1 if it cannot read the file. Test the file first:
        [ -r /sys/module/icp/parameters/icp_gcm_impl ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      A command exits with 1 if its < cannot open the file. Test the file first:
        [ -r /sys/module/icp/parameters/icp_gcm_impl ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      Test whether it could be read:
        list=$(cat …) || { echo "cannot read icp_gcm_impl"; exit 2; }

      Test whether it could be read; grep exits with 2 if not, and with 1 for no match:
        n=$(grep …); [ $? -le 1 ] || { echo "cannot read icp_gcm_impl"; exit 2; }

      local exits with 0 even if $(…) fails. Use two steps:
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
    expect(missingFileHint(snippet, GCM)).toContain("Remove the cat");
  });

  test("falls back on a question before all else", () => {
    expect(missingFileHint("check_it", "/proc/swaps")).toMatchInlineSnapshot(`
      "Exit with 2 if it cannot be read:
        [ -r /proc/swaps ] || { echo "cannot read swaps"; exit 2; }"
    `);
    expect(missingFileHint("if", "/proc/swaps")).toContain("[ -r /proc/swaps ]");
  });
});
