// What a check uses, out of what its runs looked at.

import { expect, test } from "vitest";
import { usesOf } from "../../../src/checks/capture/uses.ts";
import { runCheck } from "../../../src/checks/runs/try.ts";
import { AFFECTED, checkOf, GCM, HEALTHY, HOSTS, hostOf, hostsOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

test("usesOf() has of a check that is not recorded what no trace of it shows", () => {
  const snippet =
    'read -r a < /proc/a; b=$(< "/proc/b"); exec 3< /dev/null 4<&3; read -r c < "$c"; uname; cat /d <<< /e';

  expect(usesOf(checkOf(snippet), [], HOSTS)).toEqual({
    ...{ reads: ["/proc/a", "/proc/b"], asks: [], lists: [], commands: [] },
    programs: [{ name: "uname", isFed: false, isAskedFor: false }],
  });
});

async function usesOfRuns(snippet: string, hosts = HOSTS, given: Parameters<typeof checkOf>[1] = {}) {
  const check = checkOf(snippet, given);
  return usesOf(check, await runCheck(check, hosts, run), hosts);
}

describeRuns("usesOf()", () => {
  test("has what was read, asked after and missed, each once", async () => {
    const uses = await usesOfRuns(`[ -d /sys/module/icp ] || exit 2\ngrep -q avx ${GCM} /proc/nowhere`);

    expect(uses).toEqual({
      reads: ["/proc/nowhere", GCM],
      asks: ["/sys/module/icp"],
      lists: [],
      commands: [],
      programs: [],
    });
  });

  test("wants the content of a file that is read on one host and only asked after on another", async () => {
    const hosts = hostsOf(hostOf("healthy", { "/a": "1\n", "/b": "2\n" }), hostOf("affected", { "/a": "1\n" }));

    expect((await usesOfRuns("[ -e /b ] || exit 2\n[ -e /a ] && cat /b /a", hosts)).reads).toEqual(["/a", "/b"]);
  });

  test("has the recorded argv of what was run on any host, and of nothing else", async () => {
    const hosts = hostsOf(
      hostOf("healthy", {}, { "uname -r": "6.2\n", "nproc --all": "4\n" }),
      hostOf("affected", {}, { "uname -r": "6.1\n", "zpool list": "\n" }),
    );

    expect((await usesOfRuns("[ $(uname -r) = 6.2 ] && nproc --all", hosts)).commands).toEqual([
      ["nproc", "--all"],
      ["uname", "-r"],
    ]);
  });

  test("puts a pattern where names came from a listing: another machine has other disks", async () => {
    const tree = (disk: string) => ({ [`/sys/block/${disk}/queue/scheduler`]: "[none]\n", "/etc/hosts": "" });
    const hosts = hostsOf(hostOf("healthy", tree("sda")), hostOf("affected", tree("vda")));
    const uses = await usesOfRuns("cat /sys/block/[sv]d[a-z]/queue/scheduler; cat /etc/hosts; ls /etc", hosts);

    expect(uses).toMatchObject({
      lists: ["/etc", "/sys/block"],
      reads: ["/etc/hosts", "/sys/block/*/queue/scheduler"],
    });
  });

  test("takes a name for written only where it stands in a path: not as the 0 of exit 0", async () => {
    const tree = (group: string) => ({ [`/sys/k/${group}/t`]: "1\n" });
    const hosts = hostsOf(hostOf("healthy", tree("0")), hostOf("affected", tree("1")));
    const uses = await usesOfRuns("for g in $(ls /sys/k); do cat /sys/k/$g/t; done; exit 0 # or 1", hosts);

    expect(uses).toMatchObject({ lists: ["/sys/k"], reads: ["/sys/k/*/t"] });
  });

  test("leaves a name that the snippet writes, whole or behind an expansion, as it is", async () => {
    const tree = { "/sys/k/a/queue/size": "1\n", "/sys/k/b": "2\n", "/sys/k/c/queue/size": "3\n" };
    const hosts = hostsOf(hostOf("healthy", tree), hostOf("affected", tree));
    const snippet = 'ls /sys/k; ls /sys/k/a/queue; cat /sys/k/b; for d in /sys/k/*; do cat "$d"/queue/size; done';

    expect((await usesOfRuns(snippet, hosts)).reads).toEqual([
      ...["/sys/k/*/queue/size", "/sys/k/a/queue/size", "/sys/k/b", "/sys/k/b/queue/size"],
    ]);
  });

  test.each([
    ["cd", "ls /etc; cd /etc && cat hosts"],
    ["a loop", 'ls /etc; for f in group hosts; do cat "/etc/$f"; done'],
    ["a variable", 'ls /etc; f=hosts; cat "/etc/$f"'],
  ])("asks for no whole folder where the names come from %s", async (_, snippet) => {
    const hosts = hostsOf(hostOf("healthy", { "/etc/hosts": "1\n" }), hostOf("affected", { "/etc/hosts": "2\n" }));
    const { reads } = await usesOfRuns(snippet, hosts);

    expect(reads).toContain("/etc/hosts");
    expect(reads).not.toContain("/etc/*");
  });

  test("does not hang on the order of hosts or runs", async () => {
    const snippet = `[ -d /sys/module/icp ]; cat ${GCM} /b /a`;
    const reversed = hostsOf(AFFECTED, HEALTHY);
    const given = { ok: ["affected"], affected: ["healthy"] };

    expect(await usesOfRuns(snippet, reversed, given)).toEqual(await usesOfRuns(snippet));
  });
});
