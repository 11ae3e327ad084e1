import { test } from "vitest";
import type { Check } from "../../../src/model/check.ts";
import { checkOf, GCM, hostOf, hostsOf, told } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

const WITH = { [GCM]: "cycle [fastest] avx generic " };
const WITHOUT = { [GCM]: "cycle [fastest] generic " };
const HOSTS = hostsOf(
  ...["a", "b", "c"].map((name) => hostOf(name, { ...WITH, "/proc/name": name })),
  ...["x", "y"].map((name) => hostOf(name, { ...WITHOUT, "/proc/name": name })),
  hostOf("moved", { "/sys/module/zfs/parameters/icp_gcm_impl": "avx" }),
);
const GIVEN = { ok: ["a", "b", "c"], affected: ["x", "y"] };

async function problems(snippet: string, given: Partial<Check> = {}): Promise<string> {
  return told((await triedHere(checkOf(snippet, { ...GIVEN, ...given }), HOSTS)).problems);
}

describeRuns("wrongVerdicts()", () => {
  test.concurrent("tells one cause once, with all its hosts, though what they print differs", async ({ expect }) => {
    const snippet = `list=$(cat ${GCM}) || exit 2; cat /proc/name || exit 2; case $list in *avx*) exit 0 ;; *gen*) exit 0 ;; *) exit 2 ;; esac`;

    expect(await problems(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test hosts "x", "y", expected AFFECTED
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        On "x":
        It exited with 0 and printed "x"
        It read /proc/name, /sys/module/icp/parameters/icp_gcm_impl
        Correct the snippet, or list "x", "y" under checks.zfs-avx.ok
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "a" when /proc/name is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        An empty file proves nothing.
        Exit with 2 if nothing was read:
          grep -q . /proc/name || { echo "nothing in name"; exit 2; }"
    `);
  });

  test.concurrent("tells two causes apart", async ({ expect }) => {
    const snippet = `n=$(cat /proc/name) || exit 2; grep -q avx ${GCM}; c=$?; case $n in a) exit 1 ;; b) zpool list ;; esac; exit $c`;

    expect(await problems(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "a", expected OK
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 1 and printed nothing
        It read /proc/name, /sys/module/icp/parameters/icp_gcm_impl
        Correct the snippet, or list "a" under checks.zfs-avx.affected
      content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on test host "b", expected OK
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 0 and printed nothing
        It read /proc/name, /sys/module/icp/parameters/icp_gcm_impl
        Its exit code does not count: the test host has no transcript of "zpool list"
        Add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "c" when /proc/name is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        An empty file proves nothing.
        Exit with 2 if nothing was read:
          grep -q . /proc/name || { echo "nothing in name"; exit 2; }"
    `);
  });

  test.concurrent("blames what was not found, rather than the list of hosts", async ({ expect }) => {
    const snippet = `cat ${GCM} 2>/dev/null | grep -q avx`;

    expect(await problems(snippet, { ok: ["a", "moved"] })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test hosts "moved" (expected OK), "empty" (expected CANNOT TELL)
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        On "moved":
        It exited with 1 and printed nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        Remove the cat: grep exits with 2 if the file is missing, and with 1 if nothing matches"
    `);
  });
});
