// CANNOT TELL is no leave to write, to reach out, or never to end: neither on a host, nor when something is taken away.

import { expect, test } from "vitest";
import type { RunOn } from "../../../src/checks/sandbox/sandbox.ts";
import type { Check } from "../../../src/model/check.ts";
import { checkOf, GCM, HOSTS, hostOf, hostsOf, told } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

async function problems(snippet: string, given: Partial<Check> = {}, hosts = HOSTS): Promise<string> {
  return told((await triedHere(checkOf(snippet, given), hosts)).problems);
}

describeRuns("forbiddenDeeds()", () => {
  test.concurrent("refuses a check that deletes where it can't tell", async ({ expect }) => {
    expect(
      await problems(`[ -r ${GCM} ] || { rm -rf /var/lib/x; exit 2; }; grep -q avx ${GCM}`),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" breaks a rule on test host "empty": it tries to write (rm -rf /var/lib/x), but a check may only read
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Remove rm -rf /var/lib/x: a check may only read"
    `);
  });

  test.concurrent.each([
    ["reboot", "reboot", "reboot"],
    ["another host", "curl -s http://a.example/", 'no transcript of "curl -s http://a.example/"'],
  ])("refuses one that touches %s there", async (_, deed, reason) => {
    const told = await problems(`[ -r ${GCM} ] || { ${deed}; exit 2; }; grep -q avx ${GCM}`);

    expect(told).toContain('breaks a rule on test host "empty": ');
    expect(told).toContain(reason);
  });

  test.concurrent("tells it in its line of the document", async () => {
    const { problems } = await triedHere(
      checkOf(`grep -q avx ${GCM}; c=$?\nif [ $c -gt 1 ]; then\n  echo > /tmp/x; fi\nexit $c`),
    );

    expect(problems.map(({ place, what }) => [place.line, place.length, what])).toEqual([
      [
        6,
        0,
        'check "zfs-avx" says CANNOT TELL on every test host (healthy, affected, empty): it never gives an answer',
      ],
    ]);
  });

  test.concurrent("accepts a command there that another host of the check has recorded", async ({ expect }) => {
    const hosts = hostsOf(
      hostOf("healthy", { [GCM]: "avx" }, { "uname -r": "6.2\n" }),
      hostOf("affected", { [GCM]: "generic" }, { "uname -r": "5.15\n" }),
    );
    const snippet = `[ -r ${GCM} ] || { uname -r; exit 2; }; grep -q avx ${GCM}`;

    expect(await problems(snippet, {}, hosts)).toBe("");
  });
});

describeRuns("evidenceProblems()", () => {
  test.concurrent("refuses a deed that shows only where something is taken away", async ({ expect }) => {
    const snippet = `[ -d /sys ] || exit 2; [ -r ${GCM} ] || { touch /tmp/none; exit 2; }; grep -q avx ${GCM}`;

    expect(await problems(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" breaks a rule on test host "healthy" without /sys/module/icp/parameters/icp_gcm_impl: it tries to write (touch /tmp/none), but a check may only read
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Remove touch /tmp/none: a check may only read"
    `);
  });

  test.concurrent("repeats a run that did not end, and tells it where it does not end again", async ({ expect }) => {
    const snippet = `list=$(cat ${GCM}) || exit 2; [ -n "$list" ] || exit 2; [[ $list == *avx* ]]`;
    const stopping = (times: number): RunOn => {
      let left = times;
      return async (text, host, options) => {
        const made = await run(text, host, options);
        const isLate = host.name === "healthy" && !host.files.has(GCM) && left-- > 0;
        return isLate ? { ...made, refused: [{ cause: "time", asked: "" }] } : made;
      };
    };
    const toldBy = async (times: number) => told((await triedHere(checkOf(snippet), HOSTS, stopping(times))).problems);

    const [once, twice] = await Promise.all([1, 2].map(toldBy));

    expect(once).toBe("");
    expect(twice).toContain(`breaks a rule on test host "healthy" without ${GCM}: it did not end in time`);
  });
});
