import { expect, test } from "vitest";
import { EMPTY_HOST } from "../../../src/model/host.ts";
import { hostOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

/** Files where the sandbox has something of its own. */
const FULL = hostOf(
  "full",
  {
    ...{
      "/usr/bin/grep": "not a program\n",
      "/usr/bin/zpool": "x\n",
      "/bin/sh": "x\n",
      "/lib/x86_64-linux-gnu/libzfs.so": "lib\n",
    },
    ...{
      "/lib64/a": "a\n",
      "/usr/local/sbin/mine": "m\n",
      "/tmp/left": "l\n",
      "/dev/disk/by-id/ata-1": "",
      "/run/motd": "r\n",
    },
    ...{ "/dev/null": "no null\n", "/etc/zfs/": "" },
  },
  { "uname -r": "6.2" },
);

describeRuns("a host with files where the sandbox has its own", () => {
  test("has them, and the shell, the tools and the answers beside them", async () => {
    const [read, tools, listed, odd] = await Promise.all([
      run(
        "cat /usr/bin/zpool /lib/x86_64-linux-gnu/libzfs.so /lib64/a /usr/local/sbin/mine /tmp/left /run/motd /bin/sh; exit 3",
        FULL,
      ),
      run("uname -r; env uname -r; echo a | sed s/a/b/ | sort; cat < <(echo c); exit 3", FULL),
      run("ls /dev/disk/by-id /tmp /usr/local/sbin /etc/zfs; [ -d /etc/zfs ] || exit 4; exit 3", FULL),
      run("cat /dev/null /usr/bin/grep; exit 3", FULL),
    ]);

    expect(read).toMatchObject({ exitCode: 3, stdout: "x\nlib\na\nm\nl\nr\nx\n", refused: [] });
    expect(read.read).toHaveLength(7);
    expect(tools).toMatchObject({ exitCode: 3, stdout: "6.2\n6.2\nb\nc\n".replaceAll("6.2\n", "6.2"), refused: [] });
    expect(listed.stdout).toBe(
      "/dev/disk/by-id:\nata-1\n\n/etc/zfs:\n\n/tmp:\nleft\n\n/usr/local/sbin:\ndate\nmine\nuname\nzpool\n",
    );
    expect(listed.listed).toEqual(["/dev/disk/by-id", "/etc/zfs", "/tmp", "/usr/local/sbin"]);
    expect(odd).toMatchObject({
      stdout: "no null\nnot a program\n",
      read: ["/dev/null", "/usr/bin/grep"],
      refused: [],
    });
  });

  test("an empty host has none but what a shell needs", async () => {
    const ran = await run("ls / /tmp /dev; ls /etc; exit 3", EMPTY_HOST);

    expect(ran.stdout).toBe(
      "/:\nbin\ndev\nlib\nlib64\nrun\ntmp\nusr\n\n/dev:\nfd\nnull\nstderr\nstdin\nstdout\n\n/tmp:\n",
    );
    expect(ran).toMatchObject({ read: [], listed: ["/"], missing: ["/etc", "/tmp"] });
  });
});
