import { describe, expect, test } from "vitest";
import { type FsTrace, HostFs } from "../../src/checks/host-fs.ts";
import { EMPTY_HOST } from "../../src/model/host.ts";
import { hostOf } from "./samples.ts";

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
    expect(await fs.exists("/usr/bin/grep")).toBe(false);
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
