import { describe, expect, test } from "vitest";
import { Asked } from "../../../src/checks/simulation/host-fs-questions.ts";

function asking() {
  const trace = { missing: new Set<string>(), looked: new Set<string>() };
  return { trace, asked: new Asked(trace, ["/usr/local/bin", "/usr/bin", "/bin"]) };
}

describe("Asked", () => {
  test("takes back a search for a command, hit or not", () => {
    const { asked, trace } = asking();

    for (const folder of ["/usr/local/bin", "/usr/bin", "/bin"]) asked.exists(`${folder}/zfs`, false);
    asked.exists("/usr/local/bin/zpool", false);
    asked.exists("/usr/bin/zpool", true);
    asked.stat("/usr/bin/zpool", true);

    expect(trace).toEqual({ missing: new Set(), looked: new Set() });
  });

  test("takes back both searches of a pipe, and later looks after the command", () => {
    const { asked, trace } = asking();

    for (const folder of ["/usr/local/bin", "/usr/bin"]) {
      for (const name of ["zpool", "grep"]) asked.exists(`${folder}/${name}`, false);
    }
    asked.exists("/usr/bin/grep", false);

    expect(trace).toEqual({ missing: new Set(), looked: new Set() });
  });

  test("keeps a question after one folder of commands alone", () => {
    const { asked, trace } = asking();

    asked.exists("/usr/bin/zfs", false);
    asked.exists("/usr/local/bin/zpool", true);
    asked.stat("/usr/local/bin/zpool", true);

    expect(trace).toEqual({ missing: new Set(["/usr/bin/zfs"]), looked: new Set(["/usr/local/bin/zpool"]) });
  });

  test("takes back the way to a folder, but not what was asked after before", () => {
    const { asked, trace } = asking();

    asked.exists("/sys/module", true);
    for (const at of ["/sys", "/sys/module", "/sys/module/zfs"]) asked.stat(at, true);

    expect(trace.looked).toEqual(new Set(["/sys/module", "/sys/module/zfs"]));
  });

  test("sees no way where a step is missing", () => {
    const { asked, trace } = asking();

    asked.stat("/sys", true);
    asked.open("/proc/cpuinfo", false);
    asked.stat("/sys/module", true);

    expect(trace).toEqual({ missing: new Set(["/proc/cpuinfo"]), looked: new Set(["/sys", "/sys/module"]) });
  });
});
