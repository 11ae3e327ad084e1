import { expect, test } from "vitest";
import { unreadContext } from "../../../src/checks/rules/rules.ts";
import { checkOf, GCM, hostOf, hostsOf, RUN, told } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

const CPU = "/proc/cpuinfo";
const HOSTS = hostsOf(
  hostOf("healthy", { [GCM]: "avx", [CPU]: "avx", "/etc/d/a": "" }, { "uname -r": "6.2\n" }),
  hostOf("affected", { [GCM]: "generic", [CPU]: "avx", "/etc/d/a": "" }, { "uname -r": "6.2\n" }),
);
const SNIPPET = `grep -m1 avx ${CPU}; ls /etc/d; [ -e /etc/x ]; uname -r; grep -q avx ${GCM}`;

describeRuns("unreadContext()", () => {
  test.concurrent("has nothing against files, folders, questions and commands that are displayed", async ({
    expect,
  }) => {
    const context = [CPU, "/etc/d", "/etc/x", "uname"];

    expect(told((await triedHere(checkOf(SNIPPET, { context }), HOSTS)).problems)).toBe("");
  });

  test.concurrent("reports an entry that no run touched, and what was meant", async ({ expect }) => {
    const context = ["/proc/cpuinf", CPU, "/etc/d", "/etc/x", "uname", "/var/lib/dpkg"];

    const { problems } = await triedHere(checkOf(SNIPPET, { context }), HOSTS);

    expect(told(problems)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  context of check "zfs-avx" names "/proc/cpuinf", which the check never reads
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Did you mean "/proc/cpuinfo"? Remove it, or name one of: /proc/cpuinfo, /sys/module/icp/parameters/icp_gcm_impl, /etc/d, /etc/x, grep, ls, uname
      content/runbooks/slow.md:3:1  context of check "zfs-avx" names "/var/lib/dpkg", which the check never reads
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Remove it, or name one of: /proc/cpuinfo, /sys/module/icp/parameters/icp_gcm_impl, /etc/d, /etc/x, grep, ls, uname"
    `);
  });

  test("judges nothing where the engine tells nothing", () => {
    const outcome = { check: "zfs-avx", host: "healthy", expected: "ok", verdict: "ok", run: RUN } as const;

    expect(unreadContext(checkOf(SNIPPET, { context: ["/x"] }), [outcome])).toEqual([]);
  });
});
