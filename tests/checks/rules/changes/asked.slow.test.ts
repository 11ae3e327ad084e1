// Evidence by existence: the folder above a path that is only asked after is taken away.

import { expect, test } from "vitest";
import type { Check } from "../../../../src/model/check.ts";
import type { Host } from "../../../../src/model/host.ts";
import { checkOf, hostOf, hostsOf, told } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

async function problems(snippet: string, hosts: readonly Host[], given: Partial<Check> = {}): Promise<string> {
  return told((await triedHere(checkOf(snippet, given), hostsOf(...hosts))).problems);
}

const LOADED = hostOf("healthy", { "/proc/modules": "zfs\n", "/sys/module/zfs/version": "2\n" });
const NOT_LOADED = hostOf("affected", { "/proc/modules": "icp\n", "/sys/module/icp/version": "2\n" });
const MODULES = [LOADED, NOT_LOADED];
const GUARD = "[ -r /proc/modules ] || exit 2";

const MARKED = hostOf("affected", { "/proc/x": "x", "/etc/d/marked": "" });
const UNMARKED = hostOf("healthy", { "/proc/x": "x", "/etc/d/other": "" });

describeRuns("withoutFolderAbove()", () => {
  test.concurrent("refuses an answer for want of a path where its folder is missing, too", async ({ expect }) => {
    expect(await problems(`${GUARD}\n[ -d /sys/module/zfs ] || exit 1`, MODULES)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "healthy" without /sys/module, where it looks for zfs
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Without /sys/module, a missing /sys/module/zfs proves nothing.
        Exit with 2 if the folder is missing:
          [ -d /sys/module ] || { echo "no module"; exit 2; }
        If the path is only displayed, list it under context"
    `);
  });

  test.concurrent("accepts it repaired", async ({ expect }) => {
    const snippet = `[ -d /sys/module ] || { echo "no module"; exit 2; }\n[ -d /sys/module/zfs ] || exit 1`;

    expect(await problems(snippet, MODULES)).toBe("");
  });

  test.concurrent.each([
    ["[[ -e ]]", "[[ -e /sys/module/zfs ]] || exit 1"],
    ["ls -d", "ls -d /sys/module/zfs >/dev/null 2>&1 || exit 1"],
    ["a variable", "m=/sys/module; test -d $m/zfs || exit 1"],
    ["cd", "cd /sys/module/zfs 2>/dev/null || exit 1"],
  ])("refuses it with %s", async (_, snippet) => {
    expect(await problems(`${GUARD}\n${snippet}`, MODULES)).toContain("without /sys/module, where it looks for zfs");
  });

  test.concurrent("refuses OK for want of a path that only the affected host has", async ({ expect }) => {
    const snippet = "[ -e /proc/x ] || exit 2; [ -e /etc/d/marked ] && exit 1; exit 0";

    expect(await problems(snippet, [UNMARKED, MARKED])).toContain("without /etc/d, where it looks for marked");
  });

  test.concurrent("refuses it where the path is on no host, but would change the answer", async ({ expect }) => {
    const snippet =
      "[ -e /etc/d/broken ] && exit 1; grep -q a /proc/x; c=$?; [ $c = 1 ] && exit 1; [ $c = 0 ] || exit 2";
    const hosts = [
      hostOf("healthy", { "/proc/x": "a", "/etc/d/other": "" }),
      hostOf("affected", { "/proc/x": "b", "/etc/d/other": "" }),
    ];

    expect(await problems(snippet, hosts)).toContain("without /etc/d, where it looks for broken");
  });

  test.concurrent("asks nothing of a path on which no answer rests", async ({ expect }) => {
    const snippet =
      '[ -e /etc/d/marked ] && echo "and it is marked"; grep -q a /proc/x; c=$?; [ $c -le 1 ] || exit 2; exit $c';
    const hosts = [
      hostOf("healthy", { "/proc/x": "a", "/etc/d/marked": "" }),
      hostOf("affected", { "/proc/x": "b", "/etc/d/other": "" }),
    ];

    expect(await problems(snippet, hosts)).toBe("");
  });

  test.concurrent("leaves places of a moved file to the rules about files, also a place that no host has", async ({
    expect,
  }) => {
    const snippet = `for f in /sys/new/impl /sys/newer/impl /sys/old/impl; do [ -r $f ] && break; done
list=$(cat $f) || exit 2; [ -n "$list" ] || exit 2; [[ $list == *avx* ]]`;
    const hosts = [
      hostOf("healthy", { "/sys/new/impl": "avx", "/sys/newer/other": "" }),
      hostOf("affected", { "/sys/old/impl": "generic", "/sys/new/other": "", "/sys/newer/other": "" }),
    ];

    expect((await problems(snippet, hosts)).match(/ check .*/g)).toEqual([
      ' check "zfs-avx" looks for /sys/newer/impl, which no test host has',
    ]);
  });

  test.concurrent("takes what stands under context for display", async ({ expect }) => {
    const snippet = `[ -d /sys/module/zfs ] && echo "It is loaded"
[ -d /sys/module/icp ] && echo "So is icp"; grep -qw zfs /proc/modules`;

    expect(await problems(snippet, MODULES, { context: ["/sys/module/zfs", "/sys/module/icp"] })).toBe("");
  });

  test.concurrent("leaves the root to the empty host", async ({ expect }) => {
    const hosts = [hostOf("healthy", { "/a": "", "/c": "" }), hostOf("affected", { "/b": "", "/c": "" })];

    expect(await problems("[ -e /c ] || exit 2; [ -e /a ] || exit 1", hosts)).toBe("");
    expect(await problems("[ -e /a ] || exit 1", hosts)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 1 and printed nothing
        It did not find /a
        Use another exit code here:
        exit 2 if nothing can be read, because 0 and 1 are verdicts"
    `);
  });

  test.concurrent("tells the empty host's mistake with the folder to ask for", async ({ expect }) => {
    expect(await problems("[ -d /sys/module/zfs ] || exit 1", MODULES)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 1 and printed nothing
        It did not find /sys/module/zfs
        Without /sys/module, a missing /sys/module/zfs proves nothing.
        Exit with 2 if the folder is missing:
          [ -d /sys/module ] || { echo "no module"; exit 2; }"
    `);
  });
});
