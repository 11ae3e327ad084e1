import { test } from "vitest";
import { problemsOf } from "../../../src/checks/rules/rules.ts";
import { runCheck } from "../../../src/checks/runs/try.ts";
import type { Check } from "../../../src/model/check.ts";
import { checkOf, GCM, HOSTS, RUN, told } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

async function problems(check: Check): Promise<string> {
  return told(problemsOf(check, await runCheck(check, HOSTS, run), HOSTS));
}

describeRuns("problemsOf()", () => {
  test.concurrent("reports a host on which the verdict is another one", async ({ expect }) => {
    const snippet = `grep -q pclmulqdq ${GCM}; c=$?; [ $c = 0 ] && { echo "all is well"; exit 0; }; exit 2`;

    expect(await problems(checkOf(snippet))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "affected", expected AFFECTED
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 0 and printed "all is well"
        It read /sys/module/icp/parameters/icp_gcm_impl
        Correct the snippet, or list "affected" under checks.zfs-avx.ok"
    `);
  });

  test.concurrent("reports a verdict on the empty host, where there is no evidence", async ({ expect }) => {
    expect(await problems(checkOf(`grep -qs avx ${GCM} 2>/dev/null || exit 1`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 1 and printed nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        Test $? of grep: it is 2 if the file is missing, which \`||\` treats as no match:
          grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac"
    `);
    expect(await problems(checkOf(`if grep -q avx ${GCM}; then exit 0; else exit 1; fi`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says AFFECTED on test host "empty", expected CANNOT TELL
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 1 and printed nothing
        It did not find /sys/module/icp/parameters/icp_gcm_impl
        It printed on stderr: "grep: /sys/module/icp/parameters/icp_gcm_impl: No such file or directory"
        Test $? of grep: it is 2 if the file is missing, which \`if\` treats as no match:
          grep …; case $? in 0) … ;; 1) … ;; *) exit 2 ;; esac"
    `);
  });

  test.concurrent("names the command that has no transcript", async ({ expect }) => {
    expect(await problems(checkOf(`grep -q avx ${GCM} && zpool status -x`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on test host "healthy", expected OK
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 127 and printed nothing
        It read /sys/module/icp/parameters/icp_gcm_impl
        Its exit code does not count: the test host has no transcript of "zpool status -x"
        Add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh"
    `);
  });

  test.concurrent("names what a check tries to write", async ({ expect }) => {
    expect(
      await problems(checkOf(`grep -q avx ${GCM} && echo ok > /tmp/result`, { affected: [] })),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:4:1  check "zfs-avx" says CANNOT TELL on every test host (healthy, empty): it never gives an answer
        It exited with 0 and printed nothing
        It read /sys/module/icp/parameters/icp_gcm_impl
        Its exit code does not count: it tries to write (> /tmp/result), but a check may only read
        Remove what writes to /tmp/result: a check may only read
      content/runbooks/slow.md:3:1  advice: check "zfs-avx" is tested on 1 test host, but on none that is affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Add one to content/hosts/, and list it under checks.zfs-avx.affected"
    `);
  });

  test.concurrent("reports one verdict everywhere once, with the path that no host has", async ({ expect }) => {
    const typo = "/sys/module/icp/parameter/icp_gcm_impl";

    expect(
      await problems(checkOf(`[ -r ${typo} ] || { echo none; exit 2; }; grep -q avx ${typo}`)),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says CANNOT TELL on every test host (healthy, affected, empty): it never gives an answer
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It looks for /sys/module/icp/parameter/icp_gcm_impl, which no test host has
        Did you mean "/sys/module/icp/parameters/icp_gcm_impl"?
        A check must tell its test hosts apart: exit with 0 for OK, 1 for AFFECTED, 2 for CANNOT TELL"
    `);
  });

  test.concurrent("reports one verdict everywhere where the shell can't read the snippet", async ({ expect }) => {
    expect(await problems(checkOf(`if grep -q avx ${GCM}; then\n  exit 0`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:5:1  bash cannot parse check "zfs-avx": syntax error near unexpected end of the snippet
        Correct line 2, the end of the snippet; bash -n finds such errors"
    `);
  });

  test.concurrent("advises to record what is lacking", async ({ expect }) => {
    const snippet = `grep -q avx ${GCM}`;

    expect(await problems(checkOf(snippet, { affected: [] }))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  advice: check "zfs-avx" is tested on 1 test host, but on none that is affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Add one to content/hosts/, and list it under checks.zfs-avx.affected"
    `);
    expect(await problems(checkOf("exit 2", { ok: [], affected: [] }))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  advice: check "zfs-avx" is tested on no test host
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Add one to content/hosts/, and list it under checks.zfs-avx.ok"
    `);
  });

  test.concurrent("takes an answer that was never seen for a Problem in a final document, counted from runs", async ({
    expect,
  }) => {
    const document = { url: "/runbooks/slow/", title: "Slow", isFinal: true };
    const always = `[ -r ${GCM} ] || exit 2; exit 1`;

    expect(await problems(checkOf(always, { ok: [], affected: ["affected"], document }))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" is tested on 1 test host, but on none that is ok
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Add one to content/hosts/, and list it under checks.zfs-avx.ok"
    `);
    const named = checkOf(always, { ok: ["lost"], affected: ["affected"], document });
    const made = { ...RUN, exitCode: 1 };
    const outcomes = [
      { check: named.id, host: "affected", expected: "affected", verdict: "affected", run: made },
    ] as const;
    expect(told(problemsOf(named, outcomes, HOSTS))).toContain("is tested on 1 test host, but on none that is ok");
    expect(told(problemsOf(named, outcomes, HOSTS))).not.toContain("advice");
  });

  test.concurrent("tells a syntax error in the middle by its line", async ({ expect }) => {
    expect(await problems(checkOf(`if grep -q avx ${GCM}; then\n  exit 0\ndone\nexit 1`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:6:1  bash cannot parse check "zfs-avx": syntax error near unexpected token \`done'
        Correct line 3 of the snippet; bash -n finds such errors"
    `);
  });

  test.concurrent("tells who forgot the exit codes what the last command's means", async ({ expect }) => {
    expect(await problems(checkOf(`cat ${GCM}; grep -c generic ${GCM}`))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "affected", expected AFFECTED
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It exited with 0 and printed "cycle [fastest] generic pclmulqdq 1"
        It read /sys/module/icp/parameters/icp_gcm_impl
        The exit code of the last command decides: 0 means OK. Write exit 1 for AFFECTED and exit 2 for CANNOT TELL"
    `);
  });

  test.concurrent("has no Problem with a second path that no host has, but advice", async ({ expect }) => {
    const snippet = `for f in /sys/module/zfs/parameters/icp_gcm_impl ${GCM}; do [ -r $f ] && break; done; grep -q avx $f`;

    expect((await problems(checkOf(snippet))).match(/ {2}.*check .*/g)).toEqual([
      '  advice: check "zfs-avx" looks for /sys/module/zfs/parameters/icp_gcm_impl, which no test host has',
    ]);
  });
});
