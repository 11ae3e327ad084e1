import { describe, expect, test } from "vitest";
import { inCodesOf, unknownCode } from "../../../src/checks/rules/exits.ts";
import type { Check } from "../../../src/model/check.ts";
import { checkOf, GCM, HOSTS, told } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

async function problems(snippet: string, given: Partial<Check> = {}): Promise<string> {
  return told((await triedHere(checkOf(snippet, given), HOSTS)).problems);
}

const TURNED = { 0: "affected", 1: "ok" } as const;
/** 0 where avx is missing, 1 where it is there. */
const FINDS_FAULT = `list=$(cat ${GCM}) || exit 2; [ -n "$list" ] || exit 2; [[ $list != *avx* ]]`;

describeRuns("exits", () => {
  test.concurrent("can turn an answer round", async ({ expect }) => {
    expect(await problems(FINDS_FAULT, { exits: TURNED })).toBe("");
  });

  test.concurrent("are named where every host gets the opposite answer", async ({ expect }) => {
    expect(await problems(FINDS_FAULT)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on every test host listed as ok, and OK on every one listed as affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        If the lists ok and affected are mixed up, swap them
        If its exit codes are mixed up, write checks.zfs-avx.exits: { 0: affected, 1: ok }"
    `);
    expect(await problems(`grep -q avx ${GCM}`, { exits: TURNED })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on every test host listed as ok, and OK on every one listed as affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        If the lists ok and affected are mixed up, swap them
        If its exit codes are mixed up, write checks.zfs-avx.exits: { 0: ok, 1: affected }"
    `);
  });

  test.concurrent("are not turned round where only one of the two lists gets the opposite answer", async ({
    expect,
  }) => {
    const told = await problems(`[ -r ${GCM} ] || exit 2; exit 1`);

    expect(told).toContain('says AFFECTED on test host "healthy", expected OK');
    expect(told).not.toContain("on every one listed as affected");
    const other = await problems(`[ -r ${GCM} ] || exit 2; exit 0`);

    expect(other).toContain('says OK on test host "affected", expected AFFECTED');
    expect(other).not.toContain("on every test host listed as ok");
  });

  test.concurrent("leave what the empty host says to be told beside it", async ({ expect }) => {
    expect(await problems(`grep -q avx ${GCM} && exit 1; exit 0`)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on every test host listed as ok, and OK on every one listed as affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        If the lists ok and affected are mixed up, swap them
        If its exit codes are mixed up, write checks.zfs-avx.exits: { 0: affected, 1: ok }
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 0 and printed nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        It printed on stderr: "grep: /sys/module/icp/parameters/icp_gcm_impl: No such file or directory"
        Test $? of grep: it is 2 if the file is missing, which \`&&\` treats as no match:
          grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac"
    `);
  });

  test.concurrent("must be able to say both", async ({ expect }) => {
    expect(await problems(FINDS_FAULT, { exits: { 0: "affected", 2: "unknown" } })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" can never say OK: no exit code means it
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Give one that meaning: checks.zfs-avx.exits: { 0: affected, 1: ok, 2: unknown }"
    `);
    expect(await problems(FINDS_FAULT, { exits: { 2: "unknown" } })).toContain("can never say OK or AFFECTED");
  });

  test.concurrent("name the code of a host that should get an answer", async ({ expect }) => {
    const snippet = `grep -q avx ${GCM}; c=$?; [ $c = 0 ] && exit 3; exit $c`;

    expect(await problems(snippet, { exits: { 0: "ok", 1: "affected" } })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on test host "healthy", expected OK
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 3 and printed nothing
        It read /sys/module/icp/parameters/icp_gcm_impl
        Name the exit code under checks.zfs-avx.exits, as in 3: ok"
    `);
  });

  test.concurrent("that say what CANNOT TELL is must say it of every code that a host gives", async ({ expect }) => {
    const exits = { 0: "ok", 1: "affected", 3: "unknown" } as const;

    expect(await problems(`grep -q avx ${GCM}`, { exits })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" exits with 2 on test host "empty", but its exits do not name 2
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Name it: checks.zfs-avx.exits: { 0: ok, 1: affected, 2: unknown, 3: unknown }"
    `);
    expect(await problems(`grep -q avx ${GCM}; c=$?; [ $c -gt 1 ] && exit 3; exit $c`, { exits })).toBe("");
  });

  test.concurrent("do not hide that a missing file is OK", async ({ expect }) => {
    const snippet = `[ -d /sys ] || exit 2\ncat ${GCM} | grep -qv avx`;

    expect(await problems(snippet, { exits: TURNED })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" without /sys/module/icp/parameters/icp_gcm_impl
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A verdict needs evidence.
        Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches
        If the file is only displayed, list it under context
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when /sys/module/icp/parameters/icp_gcm_impl is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        An empty file proves nothing.
        Exit with 2 if nothing was read:
          grep -q . /sys/module/icp/parameters/icp_gcm_impl || { echo "nothing in icp_gcm_impl"; exit 2; }"
    `);
  });

  test.concurrent("do not hide that an empty file is OK", async ({ expect }) => {
    const exits = { 0: "affected", 1: "ok" } as const;

    expect(await problems(`grep -q 'fastest. generic' ${GCM}`, { exits })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when /sys/module/icp/parameters/icp_gcm_impl is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        An empty file proves nothing.
        Exit with 2 if nothing was read:
          grep -q . /sys/module/icp/parameters/icp_gcm_impl || { echo "nothing in icp_gcm_impl"; exit 2; }"
    `);
  });

  test.concurrent("in which 2 is an answer have another code for CANNOT TELL in the remedies", async ({ expect }) => {
    const snippet = `[ -d /sys ] || exit 3\n[ -r ${GCM} ] || exit 2; grep -q avx ${GCM} && exit 2; exit 1`;

    expect(await problems(snippet, { exits: { 1: "affected", 2: "ok" } })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" without /sys/module/icp/parameters/icp_gcm_impl
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A verdict needs evidence.
        Test $? of grep: it is 2 if the file is missing, which \`&&\` treats as no match:
          grep …; case $? in 0) … ;; 1) … ;; *) exit 3 ;; esac
        If the file is only displayed, list it under context"
    `);
  });
});

describe("unknownCode()", () => {
  test.concurrent.each([
    [{}, 2],
    [{ 0: "affected", 1: "ok" }, 2],
    [{ 2: "ok", 3: "affected" }, 4],
  ] as const)("finds in %j a code that is no answer", (exits, code) => {
    expect(unknownCode(exits)).toBe(code);
    expect(inCodesOf(exits, "Exit with 2: exit 2, grep exits with 2")).toBe(
      `Exit with ${code}: exit ${code}, grep exits with 2`,
    );
  });
});
