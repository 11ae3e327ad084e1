// CANNOT TELL is no leave to write, to reach out, or never to end: neither on a host, nor when something is taken away.

import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/checks/engine.ts";
import { simulated } from "../../../src/checks/engines/simulated.ts";
import { runChecks } from "../../../src/checks/run.ts";
import type { Check } from "../../../src/model/check.ts";
import { checkOf, GCM, HOSTS, hostOf, hostsOf, told } from "../samples.ts";

async function problems(snippet: string, given: Partial<Check> = {}, hosts = HOSTS): Promise<string> {
  return told((await runChecks([checkOf(snippet, given)], hosts)).problems);
}

describe("forbiddenDeeds()", () => {
  test("refuses a check that deletes where it can't tell", async () => {
    expect(
      await problems(`[ -r ${GCM} ] || { rm -rf /var/lib/x; exit 2; }; grep -q avx ${GCM}`),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" goes wrong on host "empty": it tries to write (rm -rf /var/lib/x), and a check only reads
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A check only reads: leave out rm -rf /var/lib/x"
    `);
  });

  test.each([
    ["a file", "echo none > /tmp/report", "> /tmp/report"],
    ["a file in a variable", "f=/tmp/x; : > $f", "> /tmp/x"],
    ["sed -i", "sed -i s/a/b/ /etc/x", "sed -i s/a/b/ /etc/x"],
    ["reboot", "reboot", "reboot"],
    ["another host", "curl -s http://a.example/", 'no transcript of "curl -s http://a.example/"'],
    ["no end", "while :; do :; done", "it takes more than a check may"],
  ])("refuses one that touches %s there", async (_, deed, reason) => {
    const told = await problems(`[ -r ${GCM} ] || { ${deed}; exit 2; }; grep -q avx ${GCM}`);

    expect(told).toContain('goes wrong on host "empty": ');
    expect(told).toContain(reason);
  });

  test("accepts a command there that another host of the check has recorded", async () => {
    const hosts = hostsOf(
      hostOf("healthy", { [GCM]: "avx" }, { "uname -r": "6.2\n" }),
      hostOf("affected", { [GCM]: "generic" }, { "uname -r": "5.15\n" }),
    );
    const snippet = `[ -r ${GCM} ] || { uname -r; exit 2; }; grep -q avx ${GCM}`;

    expect(await problems(snippet, {}, hosts)).toBe("");
  });

  test("accepts what only the simulated shell has no answer to, where nothing else can be told", async () => {
    expect(await problems(`[ -r ${GCM} ] || { ls -l /; exit 2; }; grep -q avx ${GCM}`)).toBe("");
  });
});

describe("evidenceProblems()", () => {
  test("refuses a deed that shows only where something is taken away", async () => {
    const snippet = `[ -d /sys ] || exit 2; [ -r ${GCM} ] || { touch /tmp/none; exit 2; }; grep -q avx ${GCM}`;

    expect(await problems(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" goes wrong on host "healthy" without /sys/module/icp/parameters/icp_gcm_impl: it tries to write (touch /tmp/none), and a check only reads
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A check only reads: leave out touch /tmp/none"
    `);
  });

  test("repeats a run that did not end, and tells it where it does not end again", async () => {
    const snippet = `list=$(cat ${GCM}) || exit 2; [ -n "$list" ] || exit 2; [[ $list == *avx* ]]`;
    const stopping = (times: number): Engine => {
      let left = times;
      const isTrial = (files: ReadonlyMap<string, Uint8Array>) => files.size > 0 && !files.has(GCM);
      return {
        ...simulated,
        run: async (text, host) => {
          const run = await simulated.run(text, host);
          return { ...run, timedOut: isTrial(host.files) && left-- > 0 };
        },
      };
    };
    const toldBy = async (times: number) =>
      told((await runChecks([checkOf(snippet)], HOSTS, stopping(times))).problems);

    expect(await toldBy(1)).toBe("");
    expect(await toldBy(2)).toContain(`goes wrong on host "healthy" without ${GCM}: it did not end in time`);
  });
});
