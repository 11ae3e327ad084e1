// Commands as evidence: each line of a command fails alone, and to be asked after is to be evidence.

import { expect, test } from "vitest";
import type { Host } from "../../../../src/model/host.ts";
import { Transcript } from "../../../../src/model/host.ts";
import { checkOf, hostOf, hostsOf, told } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

async function problems(snippet: string, hosts: readonly Host[]): Promise<string> {
  return told((await triedHere(checkOf(snippet), hostsOf(...hosts))).problems);
}

const X = { "/proc/x": "x\n" };
const pool = (name: string, health: string) => hostOf(name, X, { "zpool list": "tank\n", "zpool get health": health });

describeRuns("withFailingCommand()", () => {
  test.concurrent("lets each command line fail alone", async ({ expect }) => {
    const snippet = `zpool list >/dev/null || exit 2; h=$(zpool get health); [ "$h" = DEGRADED ] && exit 1; exit 0`;

    expect(await problems(snippet, [pool("healthy", "ONLINE"), pool("affected", "DEGRADED")])).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when zpool get health fails and prints nothing
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It says the same when zpool get health succeeds and prints nothing
        It says the same when zpool get health answers "something-else"
        A missing or unknown answer proves nothing.
        Exit with 2 if the answer of zpool has another form:
          value=$(zpool get health)
          case $value in DEGRADED|ONLINE) ;; *) echo "unexpected answer: $value"; exit 2 ;; esac
        If the command is only displayed, list it under context"
    `);
  });

  test.concurrent("asks nothing of a line that fails without a word on a machine that is OK", async ({ expect }) => {
    const inactive = Transcript.parse({ argv: ["dpkg-query", "-W", "bad"], exit: 1 });
    const hosts = [
      { ...hostOf("healthy", X), transcripts: [inactive] },
      hostOf("affected", X, { "dpkg-query -W bad": "bad 1.0\n" }),
    ];
    const snippet = "dpkg-query -W bad; case $? in 0) exit 1 ;; 1) exit 0 ;; *) exit 2 ;; esac";

    expect(await problems(snippet, hosts)).toBe("");
  });
});

describeRuns("withoutCommand()", () => {
  test.concurrent("accepts ls -l where a transcript answers it, and nowhere else", async () => {
    const listing = (name: string, target: string) =>
      hostOf(name, X, { "ls -l /dev/disk/by-id": `lrwxrwxrwx 1 root root 9 ata-x -> ../../${target}\n` });
    const hosts = [listing("healthy", "sda"), listing("affected", "sdb")];
    const asking = (line: string) =>
      `list=$(${line}) || exit 2; case $list in *sda*) exit 0 ;; *sdb*) exit 1 ;; *) exit 2 ;; esac`;

    expect(await problems(asking("ls -l /dev/disk/by-id"), hosts)).toBe("");
    expect(await problems(asking("ls -lt /dev/disk/by-id"), hosts)).toContain('no test host can answer "ls -lt"');
  });
});

describeRuns("withAskedCommands()", () => {
  const WITH = hostOf("healthy", X, { "zpool list": "tank\n" });

  test.concurrent.each([
    ["command -v", "command -v zpool >/dev/null || exit 1"],
    ["type", "type zpool >/dev/null 2>&1 || exit 1"],
    ["a variable", 'for c in zpool; do command -v "$c" >/dev/null || exit 1; done'],
  ])("refuses an answer that rests on a missing transcript, by %s", async (_, line) => {
    expect(await problems(`[ -d /proc ] || exit 2; ${line}`, [WITH, hostOf("affected", X)])).toContain(
      'says AFFECTED on test host "healthy" without the command zpool',
    );
  });

  test.concurrent("refuses it where no host has the command", async ({ expect }) => {
    const snippet = "[ -d /proc ] || exit 2; command -v ceph >/dev/null && exit 1; grep -q a /proc/y; c=$?; exit $c";
    const hosts = [hostOf("healthy", { "/proc/y": "a\n" }), hostOf("affected", { "/proc/y": "b\n" })];

    expect(await problems(snippet, hosts)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" because the command ceph is missing
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A test host without a transcript of ceph does not prove that the machine lacks it.
        Exit with 2 if it is missing.
        A line before the snippet is not enough: test host "healthy" would say CANNOT TELL, not OK"
    `);
  });

  test.concurrent("asks nothing of a command on which no answer rests", async ({ expect }) => {
    const snippet = "command -v zpool >/dev/null && echo here; grep -q a /proc/y; c=$?; exit $c";
    const hosts = [
      hostOf("healthy", { "/proc/y": "a\n" }, { "zpool list": "tank\n" }),
      hostOf("affected", { "/proc/y": "b\n" }),
    ];

    expect(await problems(snippet, hosts)).toBe("");
  });

  test.concurrent("leaves a way round a missing command alone", async ({ expect }) => {
    const snippet = `if command -v ss >/dev/null; then list=$(ss -tln) || exit 2; else list=$(cat /proc/y) || exit 2; fi
case $list in a*) exit 0 ;; b*) exit 1 ;; *) exit 2 ;; esac`;
    const hosts = [hostOf("healthy", { "/proc/y": "a\n" }), hostOf("affected", { "/proc/y": "b\n" })];

    expect(await problems(snippet, hosts)).toBe("");
  });
});
