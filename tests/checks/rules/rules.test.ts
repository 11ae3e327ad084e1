import { describe, expect, test } from "vitest";
import { simulated } from "../../../src/checks/engines/simulated.ts";
import { problemsOf } from "../../../src/checks/rules/rules.ts";
import { trialsOf } from "../../../src/checks/run.ts";
import { judge } from "../../../src/checks/verdict.ts";
import type { Check } from "../../../src/model/check.ts";
import { checkOf, GCM, HOSTS, hostOf, told } from "../samples.ts";

async function problems(check: Check): Promise<string> {
  const outcomes = await Promise.all(
    trialsOf(check).map(async ([name, expected]) => {
      const host = HOSTS.get(name);
      if (host === undefined) throw new RangeError(`No host is called ${name}`);
      const run = await simulated.run(check.snippet, host);
      return { check: check.id, host: name, expected, verdict: judge(run), run };
    }),
  );
  return told(problemsOf(check, outcomes, HOSTS));
}

describe("problemsOf()", () => {
  test("reports a host on which the verdict is another one", async () => {
    const snippet = `grep -q pclmulqdq ${GCM}; c=$?; [ $c = 0 ] && { echo "all is well"; exit 0; }; exit 2`;

    expect(await problems(checkOf(snippet))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "affected", expected AFFECTED
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 0 and said "all is well"
        It read /sys/module/icp/parameters/icp_gcm_impl
        Correct the snippet, or list "affected" under checks.zfs-avx.ok"
    `);
  });

  test("reports a verdict on the empty host, where there is no evidence", async () => {
    expect(await problems(checkOf(`grep -qs avx ${GCM} 2>/dev/null || exit 1`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 1 and said nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        Look at $? of grep: it says 2 when the file is missing, which \`||\` takes for no match:
          grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac"
    `);
    expect(await problems(checkOf(`if grep -q avx ${GCM}; then exit 0; else exit 1; fi`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 1 and said nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        Look at $? of grep: it says 2 when the file is missing, which \`if\` takes for no match:
          grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac"
    `);
  });

  test("names the command that has no transcript", async () => {
    expect(await problems(checkOf(`grep -q avx ${GCM} && zpool status -x`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on host "healthy", expected OK
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 127 and said nothing
        It read /sys/module/icp/parameters/icp_gcm_impl
        It is no answer: the host has no transcript of "zpool status -x"
        Add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh"
    `);
  });

  test("names what a check tries to write", async () => {
    expect(
      await problems(checkOf(`grep -q avx ${GCM} && echo ok > /tmp/result`, { affected: [] })),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on every host (healthy, empty): it never answers
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 1 and said nothing
        It read /sys/module/icp/parameters/icp_gcm_impl
        It is no answer: it tries to write (> /tmp/result), and a check only reads
        A check only reads: leave out what writes to /tmp/result
      content/runbooks/slow.md:3:1  advice: check "zfs-avx" is tried on 1 recording only, on none that is affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Record such a host in content/hosts/, and list it under checks.zfs-avx.affected"
    `);
  });

  test("reports one verdict everywhere once, with the path that no host has", async () => {
    const typo = "/sys/module/icp/parameter/icp_gcm_impl";

    expect(
      await problems(checkOf(`[ -r ${typo} ] || { echo none; exit 2; }; grep -q avx ${typo}`)),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on every host (healthy, affected, empty): it never answers
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It reads /sys/module/icp/parameter/icp_gcm_impl, which no recorded host has
        Did you mean "/sys/module/icp/parameters/icp_gcm_impl"?
        Files of hosts stand in content/hosts/<name>/root/
        A check must tell its hosts apart: exit 0 for ok, 1 for affected, 2 for cannot tell"
    `);
  });

  test("reports one verdict everywhere where the shell can't read the snippet", async () => {
    expect(await problems(checkOf(`if grep -q avx ${GCM}; then\n  exit 0`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" can't be read by a shell: expected "fi", got the end of the snippet
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        See line 2, the end of the snippet, or try it with bash -n"
    `);
  });

  test("advises to record what is lacking", async () => {
    const snippet = `grep -q avx ${GCM}`;

    expect(await problems(checkOf(snippet, { affected: [] }))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  advice: check "zfs-avx" is tried on 1 recording only, on none that is affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Record such a host in content/hosts/, and list it under checks.zfs-avx.affected"
    `);
    expect(await problems(checkOf("exit 2", { ok: [], affected: [] }))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  advice: check "zfs-avx" is tried on 0 recordings only, on none that is ok or affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Record such a host in content/hosts/, and list it under checks.zfs-avx.ok"
    `);
  });

  test("takes an answer that was never seen for a Problem in a final document, counted from runs", async () => {
    const document = { url: "/runbooks/slow/", title: "Slow", isFinal: true };
    const always = `[ -r ${GCM} ] || exit 2; exit 1`;

    expect(await problems(checkOf(always, { ok: [], affected: ["affected"], document }))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" is tried on 1 recording only, on none that is ok
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Record such a host in content/hosts/, and list it under checks.zfs-avx.ok"
    `);
    const named = checkOf(always, { ok: ["lost"], affected: ["affected"], document });
    const run = await simulated.run(named.snippet, hostOf("affected", { [GCM]: "generic" }));
    const outcomes = [{ check: named.id, host: "affected", expected: "affected", verdict: "affected", run }] as const;
    expect(told(problemsOf(named, outcomes, HOSTS))).toContain("tried on 1 recording only, on none that is ok");
    expect(told(problemsOf(named, outcomes, HOSTS))).not.toContain("advice");
  });

  test("tells a syntax error in the middle by its line", async () => {
    expect(await problems(checkOf(`if grep -q avx ${GCM}; then\n  exit 0\ndone\nexit 1`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" can't be read by a shell: expected "fi", got "done"
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        See line 3 of the snippet, or try it with bash -n"
    `);
  });

  test("tells who forgot the exit codes what the last command's means", async () => {
    expect(await problems(checkOf(`cat ${GCM}; grep -c generic ${GCM}`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on host "affected", expected AFFECTED
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It ended with 0 and said "cycle [fastest] generic pclmulqdq 1"
        It read /sys/module/icp/parameters/icp_gcm_impl
        The exit code of the last command decides: 0 means OK. Say exit 1 where it is affected, exit 2 where it can't tell"
    `);
  });

  test("has nothing against a second path that no host has", async () => {
    const snippet = `for f in /sys/module/zfs/parameters/icp_gcm_impl ${GCM}; do [ -r $f ] && break; done; grep -q avx $f`;

    expect(await problems(checkOf(snippet))).toBe("");
  });
});
