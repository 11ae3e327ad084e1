// Folders whose names are read are evidence as files are: without them CANNOT TELL, emptied never OK.

import { expect, test } from "vitest";
import type { Check } from "../../../../src/model/check.ts";
import type { Host } from "../../../../src/model/host.ts";
import { checkOf, hostOf, hostsOf, told } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

async function problems(snippet: string, hosts: readonly Host[], given: Partial<Check> = {}): Promise<string> {
  return told((await triedHere(checkOf(snippet, given), hostsOf(...hosts))).problems);
}

const UP = hostOf("healthy", { "/proc/x": "x", "/sys/class/net/eth0/operstate": "up\n" });
const GONE = hostOf("affected", { "/proc/x": "x", "/sys/class/net/lo/operstate": "up\n" });
const NETS = [UP, GONE];
const GUARD = "[ -r /proc/x ] || exit 2";

const BAD = hostOf("affected", { "/proc/x": "x", "/var/crash/dump": "" });
const EMPTY_FOLDER = hostOf("healthy", { "/proc/x": "x", "/var/crash/": "" });

describeRuns("withoutFolder()", () => {
  test.concurrent("refuses an answer without the folder, and names the repair", async ({ expect }) => {
    const snippet = `${GUARD}\nls /sys/class/net | grep -q eth0`;

    expect(await problems(snippet, NETS)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "healthy" without /sys/class/net
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A verdict needs evidence.
        Exit with 2 if it is missing:
          [ -d /sys/class/net ] || { echo "no net"; exit 2; }
        If the folder is only displayed, list it under context"
    `);
  });

  test.concurrent("accepts it repaired", async ({ expect }) => {
    const snippet = `[ -d /sys/class/net ] || { echo "no net"; exit 2; }\nls /sys/class/net | grep -q eth0`;

    expect(await problems(snippet, NETS)).toBe("");
  });

  test.concurrent.each([
    ["a pattern", `for f in /sys/class/net/*; do [ "\${f##*/}" = eth0 ] && exit 0; done; exit 1`],
    ["find", `[ -n "$(find /sys/class/net -name eth0 2>/dev/null)" ]`],
    ["ls in a folder that was entered", "cd /sys/class/net; ls | grep -q eth0"],
  ])("refuses it with %s", async (_, snippet) => {
    expect(await problems(`${GUARD}\n${snippet}`, NETS)).toContain(
      'says AFFECTED on test host "healthy" without /sys/class',
    );
  });

  test.concurrent("takes away what a search began with, and nothing that it found", async ({ expect }) => {
    const snippet = `[ -d /sys/class ] || exit 2\nfind /sys/class -name eth0 | grep -q .`;

    expect(await problems(snippet, NETS)).toBe("");
  });

  test.concurrent("takes a folder under context for display, with what was found in it", async ({ expect }) => {
    const snippet = `for f in /etc/d/*.conf; do head -n 1 "$f" 2>/dev/null; done; grep -q a /proc/x`;
    const files = { "/etc/d/a.conf": "a", "/etc/d/b.conf": "b" };
    const hosts = [hostOf("healthy", { ...files, "/proc/x": "a" }), hostOf("affected", { ...files, "/proc/x": "b" })];

    expect(await problems(snippet, hosts, { context: ["/etc/d"] })).toBe("");
    expect(await problems(snippet, hosts)).toContain("without /etc/d");
  });
});

describeRuns("withEmptyFolder()", () => {
  test.concurrent("refuses OK from a folder without names", async ({ expect }) => {
    const snippet = `[ -d /var/crash ] || exit 2\n[ -n "$(ls /var/crash)" ] && exit 1; exit 0`;
    const tidy = hostOf("healthy", { "/var/crash/kept": "", "/proc/x": "x" });
    const keeps = `[ -d /var/crash ] || exit 2\n[ -e /var/crash/dump ] && exit 1; ls /var/crash; exit 0`;

    expect(await problems(keeps, [tidy, BAD])).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when /var/crash is empty
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        An empty folder proves nothing.
        Exit with 2 if it is empty:
          [ -n "$(ls /var/crash)" ] || { echo "nothing in crash"; exit 2; }
        Or list under ok a test host on which it is empty"
    `);
    expect(await problems(snippet, [EMPTY_FOLDER, BAD])).toBe("");
  });
});
