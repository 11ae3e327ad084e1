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
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on every host that is OK, and OK on every affected one
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        If the lists ok and affected are mixed up, swap them
        If its exit codes are, this turns them round: checks.zfs-avx.exits: { 0: affected, 1: ok }"
    `);
    expect(await problems(`grep -q avx ${GCM}`, { exits: TURNED })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on every host that is OK, and OK on every affected one
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        If the lists ok and affected are mixed up, swap them
        If its exit codes are, this turns them round: checks.zfs-avx.exits: { 0: ok, 1: affected }"
    `);
  });

  test.concurrent("are not turned round where only one of the two lists gets the opposite answer", async ({
    expect,
  }) => {
    const told = await problems(`[ -r ${GCM} ] || exit 2; exit 1`);

    expect(told).toContain('says AFFECTED on host "healthy", expected OK');
    expect(told).not.toContain("on every affected one");
    const other = await problems(`[ -r ${GCM} ] || exit 2; exit 0`);

    expect(other).toContain('says OK on host "affected", expected AFFECTED');
    expect(other).not.toContain("on every host that is OK");
  });

  test.concurrent("leave what the empty host says to be told beside it", async ({ expect }) => {
    expect(await problems(`grep -q avx ${GCM} && exit 1; exit 0`)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on every host that is OK, and OK on every affected one
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        If the lists ok and affected are mixed up, swap them
        If its exit codes are, this turns them round: checks.zfs-avx.exits: { 0: affected, 1: ok }
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 0 and said nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        It said on stderr: "grep: /sys/module/icp/parameters/icp_gcm_impl: No such file or directory"
        Look at $? of grep: it says 2 when the file is missing, which \`&&\` takes for no match:
          grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac"
    `);
  });

  test.concurrent("must be able to say both", async ({ expect }) => {
    expect(await problems(FINDS_FAULT, { exits: { 0: "affected", 2: "unknown" } })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" can never say OK: no exit code means it
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Say which: checks.zfs-avx.exits: { 0: affected, 1: ok, 2: unknown }"
    `);
    expect(await problems(FINDS_FAULT, { exits: { 2: "unknown" } })).toContain("can never say OK or AFFECTED");
  });

  test.concurrent("name the code of a host that should get an answer", async ({ expect }) => {
    const snippet = `grep -q avx ${GCM}; c=$?; [ $c = 0 ] && exit 3; exit $c`;

    expect(await problems(snippet, { exits: { 0: "ok", 1: "affected" } })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on host "healthy", expected OK
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 3 and said nothing
        It read /sys/module/icp/parameters/icp_gcm_impl
        Name the exit code under checks.zfs-avx.exits, as in 3: ok"
    `);
  });

  test.concurrent("that say what CANNOT TELL is must say it of every code that a host gives", async ({ expect }) => {
    const exits = { 0: "ok", 1: "affected", 3: "unknown" } as const;

    expect(await problems(`grep -q avx ${GCM}`, { exits })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" ends with 2 on host "empty", which its exits do not name
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Name it: checks.zfs-avx.exits: { 0: ok, 1: affected, 2: unknown, 3: unknown }"
    `);
    expect(await problems(`grep -q avx ${GCM}; c=$?; [ $c -gt 1 ] && exit 3; exit $c`, { exits })).toBe("");
  });

  test.concurrent("do not hide that a missing file is OK", async ({ expect }) => {
    const snippet = `[ -d /sys ] || exit 2\ncat ${GCM} | grep -qv avx`;

    expect(await problems(snippet, { exits: TURNED })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" without /sys/module/icp/parameters/icp_gcm_impl
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        No evidence, no verdict.
        Drop the cat: grep says 2 when the file is missing, and 1 when nothing matches
        A file that is only displayed can be listed under context
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" when /sys/module/icp/parameters/icp_gcm_impl is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Nothing is no proof that all is well.
        Say 2 when nothing was read:
          grep -q . /sys/module/icp/parameters/icp_gcm_impl || { echo "nothing in icp_gcm_impl"; exit 2; }"
    `);
  });

  test.concurrent("do not hide that an empty file is OK", async ({ expect }) => {
    const exits = { 0: "affected", 1: "ok" } as const;

    expect(await problems(`grep -q 'fastest. generic' ${GCM}`, { exits })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" when /sys/module/icp/parameters/icp_gcm_impl is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Nothing is no proof that all is well.
        Say 2 when nothing was read:
          grep -q . /sys/module/icp/parameters/icp_gcm_impl || { echo "nothing in icp_gcm_impl"; exit 2; }"
    `);
  });

  test.concurrent("in which 2 is an answer have another code for CANNOT TELL in the remedies", async ({ expect }) => {
    const snippet = `[ -d /sys ] || exit 3\n[ -r ${GCM} ] || exit 2; grep -q avx ${GCM} && exit 2; exit 1`;

    expect(await problems(snippet, { exits: { 1: "affected", 2: "ok" } })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "healthy" without /sys/module/icp/parameters/icp_gcm_impl
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        No evidence, no verdict.
        Look at $? of grep: it says 2 when the file is missing, which \`&&\` takes for no match:
          grep …; case $? in 0) … ;; 1) … ;; *) exit 3 ;; esac
        A file that is only displayed can be listed under context"
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
    expect(inCodesOf(exits, "Say 2: exit 2, grep says 2")).toBe(`Say ${code}: exit ${code}, grep says 2`);
  });
});
