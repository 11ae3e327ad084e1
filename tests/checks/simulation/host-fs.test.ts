import { describe, expect, test } from "vitest";
import { simulated } from "../../../src/checks/engines/simulated.ts";
import { PATH } from "../../../src/checks/limits.ts";
import { type FsTrace, HostFs } from "../../../src/checks/simulation/host-fs.ts";
import { EMPTY_HOST } from "../../../src/model/host.ts";
import { hostOf } from "../samples.ts";

function opened(
  host = hostOf("made", { "/proc/cpuinfo": "flags\n", "/sys/a/b": new Uint8Array([0xff]), "/etc/pve/": "" }),
) {
  const trace: FsTrace = {
    ...{ read: new Set(), missing: new Set(), looked: new Set(), listed: new Set() },
    refused: new Set(),
  };
  return { fs: new HostFs(host, trace), trace };
}

describe("HostFs", () => {
  test("has the folders of its files, and those that are named", async () => {
    const { fs } = opened();

    expect(await fs.readdir("/")).toEqual(["etc", "proc", "sys"]);
    expect(await fs.readdir("/etc/pve")).toEqual([]);
    expect((await fs.stat("/sys/a/")).isDirectory).toBe(true);
    expect(fs.getAllPaths()).toEqual(["/", "/etc", "/etc/pve", "/proc", "/proc/cpuinfo", "/sys", "/sys/a", "/sys/a/b"]);
  });

  test("gives the bytes of a file and notes that they were read", async () => {
    const { fs, trace } = opened();

    expect([...(await fs.readFileBuffer("/sys/x/../a/b"))]).toEqual([0xff]);
    expect(await fs.readFile("/sys/a/b", "latin1")).toBe("\xff");
    expect([...trace.read]).toEqual(["/sys/a/b"]);
  });

  test("notes what is missing, but not the shell's search for commands", async () => {
    const { fs, trace } = opened();

    await expect(fs.readFile("/etc/passwd")).rejects.toThrow("ENOENT: no such file or directory, open '/etc/passwd'");
    await expect(fs.readFile("/sys")).rejects.toThrow("EISDIR");
    for (const folder of PATH.split(":")) expect(await fs.exists(`${folder}/grep`)).toBe(false);
    expect(await fs.exists("/dev/null")).toBe(true);
    expect([...trace.missing]).toEqual(["/etc/passwd"]);
  });

  test("refuses every change, and notes it, but for /dev/null", async () => {
    const { fs, trace } = opened(EMPTY_HOST);
    const message = "EROFS: read-only file system";

    await fs.writeFile("/dev/null");
    await expect(fs.writeFile("/a")).rejects.toThrow(message);
    await expect(fs.appendFile("/b")).rejects.toThrow(message);
    await expect(fs.mkdir("/c")).rejects.toThrow(message);
    await expect(fs.rm("/d")).rejects.toThrow(message);
    await expect(fs.mv("/x", "/e")).rejects.toThrow(message);
    await expect(fs.cp("/x", "/f")).rejects.toThrow(message);
    await expect(fs.chmod("/g")).rejects.toThrow(message);
    await expect(fs.symlink("/x", "/h")).rejects.toThrow(message);
    await expect(fs.link("/x", "/i")).rejects.toThrow(message);
    await expect(fs.utimes("/j")).rejects.toThrow(message);
    expect([...trace.refused].join("")).toBe("> /a> /b> /c> /d> /e> /f> /g> /h> /i> /j");
  });
});

/** What a whole snippet leaves in the trace. */
describe("HostFs under a shell", () => {
  const HOST = hostOf(
    "made",
    {
      "/sys/module/zfs/version": "2.1\n",
      "/sys/class/net/": "",
      "/proc/cpuinfo": "flags\n",
      "/etc/d/a.conf": "x\n",
      "/usr/sbin/zpool": "binary",
    },
    { "zpool list": "tank\n" },
  );
  const VERSION = "/sys/module/zfs/version";

  test.each([
    // Questions that a path answers by being there, or by what it is.
    ["[ -e /sys/module/zfs ]", { looked: ["/sys/module/zfs"] }],
    ["[ -d /sys/module/icp ]", { missing: ["/sys/module/icp"] }],
    ["test -f /proc/cpuinfo && [ -r /proc/nope ]", { looked: ["/proc/cpuinfo"], missing: ["/proc/nope"] }],
    ["[ -s /proc/cpuinfo ]", { looked: ["/proc/cpuinfo"] }],
    ["[[ -e /proc/cpuinfo && ! -d /nope/x ]]", { looked: ["/proc/cpuinfo"], missing: ["/nope/x"] }],
    ["ls -d /sys/module/zfs", { looked: ["/sys/module/zfs"] }],
    ["[ -e /usr/sbin/zpool ] || [ -e /usr/sbin/zfs ]", { looked: ["/usr/sbin/zpool"] }],
    ["[ -e /usr/local/sbin/arcstat ]", { missing: ["/usr/local/sbin/arcstat"] }],
    ["cat /sys/module", { looked: ["/sys/module"] }],
    // Names of a folder.
    ["ls /sys/class/net", { listed: ["/sys/class/net"] }],
    ["ls /sys/block", { missing: ["/sys/block"] }],
    ["echo /sys/class/net/*", { listed: ["/sys/class/net"] }],
    ["echo /sys/block/*", { missing: ["/sys/block"] }],
    ["shopt -s nullglob; for f in /etc/d/*.conf; do cat $f; done", { listed: ["/etc/d"], read: ["/etc/d/a.conf"] }],
    ["find /etc/d -name 'a*'", { listed: ["/etc/d"], looked: ["/etc/d/a.conf"] }],
    ["grep -r x /etc/d", { listed: ["/etc/d"], read: ["/etc/d/a.conf"] }],
    // Contents.
    ["read -r x < /proc/cpuinfo; y=$(< /etc/d/a.conf)", { read: ["/proc/cpuinfo", "/etc/d/a.conf"] }],
    ["wc -l < /proc/nope", { missing: ["/proc/nope"] }],
    ["while read -r l; do :; done < /proc/cpuinfo", { read: ["/proc/cpuinfo"] }],
    ["cat /usr/bin/nope", { missing: ["/usr/bin/nope"] }],
    // The shell's own: the way of cd, the search for a command, its streams.
    ["cd /sys/module/zfs && cat version", { looked: ["/sys/module/zfs"], read: [VERSION] }],
    ["cd /sys/module/icp/parameters", { missing: ["/sys/module/icp"] }],
    ["[ -d /sys ] && [ -d /sys/module ]; cd /sys/class", { looked: ["/sys", "/sys/module", "/sys/class"] }],
    ["zpool list; command -v zpool; type zpool; command -v zfs; nproc", {}],
    ["cat - </dev/null >/dev/null 2>/dev/stderr; [ -e /dev/null ]", {}],
  ])("traces %s", async (snippet, traced) => {
    const { read, missing, looked, listed } = await simulated.run(snippet, HOST);

    expect({ read, missing, looked, listed }).toEqual({ read: [], missing: [], looked: [], listed: [], ...traced });
  });
});
