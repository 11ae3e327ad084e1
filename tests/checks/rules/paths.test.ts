// Paths that a snippet names and that no recorded machine has.

import { describe, expect, test } from "vitest";
import { unknownPaths } from "../../../src/checks/rules/paths.ts";
import type { Check } from "../../../src/model/check.ts";
import { checkOf, HOSTS, hostOf, hostsOf, toldAll } from "../samples.ts";

function toldOf(snippet: string, given: Partial<Check> = {}, hosts = HOSTS): string {
  return toldAll(unknownPaths(checkOf(snippet, given), hosts));
}

describe("a path that no host has", () => {
  test("is told in a branch that no run comes to", () => {
    const snippet = `new=/sys/module/icp/parameters/icp_gcm_impl
if grep -q avx "$new"; then exit 0; fi
grep -q avx /sys/module/icp/parameters/icp_gcm_imp || exit 1`;

    expect(toldOf(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:6:1  advice: check "zfs-avx" looks for /sys/module/icp/parameters/icp_gcm_imp, which no test host has
        Did you mean "/sys/module/icp/parameters/icp_gcm_impl"?
        Add a test host that has it, or list its line under checks.zfs-avx.untried"
    `);
  });

  test.each([
    ["a loop", "for f in /sys/module/zfs/version; do cat $f; done"],
    ["a redirection", "read -r v < /sys/module/zfs/version"],
    ["a test", "[ -r /sys/module/zfs/version ] || exit 2"],
    ["a test of bash", "[[ -r /sys/module/zfs/version ]] || exit 2"],
    ["quotes", 'cat "/sys/module/zfs/version"'],
    ["a pattern", "cat /sys/module/*/version"],
    ["an option with a program", "awk -F: '/^x/ { print }' /sys/module/zfs/version"],
    ["an operand behind a number", "head -1 /sys/module/zfs/version"],
    ["an operand behind an option with its value", "cut -f1 /sys/module/zfs/version; cat -A /sys/module/zfs/version"],
    ["a file of patterns", "grep -f /sys/module/zfs/version x"],
    ["a second word of grep", "grep -A 1 x /sys/module/zfs/version"],
    ["what stands behind two dashes", "wc -l -- /sys/module/zfs/version"],
    ["a command substitution", "v=$(cat /sys/module/zfs/version)"],
  ])("is told in %s", (_, snippet) => {
    expect(toldOf(snippet)).toContain("which no test host has");
  });

  test.each([
    ["a folder that a host has", "ls /sys/module/icp"],
    ["a pattern that fits", "cat /sys/module/*/parameters/icp_gcm_im[p]*"],
    ["a text that is printed", "echo /sys/module/zfs/version"],
    ["what is looked for", "grep -q /srv/data /sys/module/icp/parameters/icp_gcm_impl"],
    ["a pattern after -e", "grep -qe /srv/data /sys/module/icp/parameters/icp_gcm_impl"],
    ["a pattern behind a number", "grep -A 1 /srv/data /sys/module/icp/parameters/icp_gcm_impl"],
    ["a value of an option", "sort -T /var/nowhere /sys/module/icp/parameters/icp_gcm_impl"],
    ["a value of a tool that is not known", "ask --place /var/nowhere"],
    ["a class of letters", "cat /sys/module/icp/parameters/icp_gc[[:alpha:]]_impl"],
    ["a text that is compared", '[ "$mount" = /srv/data ]'],
    ["a text in a variable", "mount=/srv/data"],
    ["a pattern of case", "case $x in /srv/data) ;; esac"],
    ["a device", "cat /sys/module/icp/parameters/icp_gcm_impl 2>/dev/null"],
    ["a path whose end is not known", 'cat "/sys/module/$name/version"'],
  ])("is not told of %s", (_, snippet) => {
    expect(toldOf(snippet)).toBe("");
  });

  test("is told in a variable where a host has nearly that path", () => {
    expect(toldOf("f=/sys/module/icp/parameters/icp_gcm_imp")).toContain("Did you mean");
  });

  test("is not told of what a recorded command is given, nor of a line named as untried, nor of context", () => {
    const hosts = hostsOf(hostOf("one", {}, { "zpool status": "" }));

    expect(toldOf("zpool status /dev/sdx", {}, hosts)).toBe("");
    expect(toldOf("cat /etc/other-release", { untried: ["cat /etc/other-release"] })).toBe("");
    expect(toldOf("cat /etc/other-release", { untried: ["", " "] })).toContain("/etc/other-release");
    expect(toldOf("cat /etc/motd", { context: ["/etc/motd"] })).toBe("");
  });
});
