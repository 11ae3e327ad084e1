import { describe, expect, test } from "vitest";
import type { FindLauncher, Launcher, Machine } from "../../../src/checks/sandbox/launcher.ts";
import { bwrap } from "../../../src/checks/sandbox/launchers/bwrap.ts";
import { chroot } from "../../../src/checks/sandbox/launchers/chroot.ts";
import { unshare } from "../../../src/checks/sandbox/launchers/unshare.ts";
import { findLauncher, HERE, probe } from "../../../src/checks/sandbox/probe.ts";
import { describeRuns } from "../sandbox-here.ts";

const MACHINE: Machine = { platform: "linux", uid: 1000, pathOf: (name) => `/usr/bin/${name}` };
const without = (...names: readonly string[]): Machine => ({
  ...MACHINE,
  pathOf: (name) => (names.includes(name) ? undefined : `/usr/bin/${name}`),
});
const failing = (name: string, says: string): FindLauncher => {
  const launcher: Launcher = {
    name,
    argv: ["sh", "-c", `echo "${name}: ${says}" >&2; exit 1`],
    user: undefined,
    isolates: true,
  };
  return () => launcher;
};
const explained = () => "Do this.";

describe("probe()", () => {
  test("tells of any other system what to do there", async () => {
    const { missing } = (await probe({ ...MACHINE, platform: "darwin" }, [])) as { missing: string };

    expect(missing).toMatch(
      /^checks run on Linux only, but this is darwin\. Run it in a container:.*docker run .*npm run check$/s,
    );
  });

  test("names the tools that lack", async () => {
    expect(await probe(without("tar", "setsid"), [])).toEqual({
      missing: "a sandbox needs tar, setsid. Install what is missing",
    });
  });

  test("tells of each launcher why it can't be used, and what to do", async () => {
    const all = [bwrap, failing("unshare", "unshare failed: Operation not permitted"), chroot];

    expect(await probe(without("bwrap"), all, explained)).toEqual({
      missing:
        "no sandbox can be made here (bubblewrap is not installed; unshare: unshare: unshare failed: Operation not permitted; chroot needs root). Do this.",
    });
  });

  test("tells one of the settings of Linux where nothing works", async () => {
    const { missing } = (await probe(MACHINE, [failing("a", "no")])) as { missing: string };

    expect(missing).toMatch(/AppArmor forbids|settings forbid|container forbids|Namespaces of users must be allowed/);
  });
});

describeRuns("on this machine", () => {
  test("probe() takes the first launcher that works", async () => {
    const { launcher } = await findLauncher();
    if (launcher === undefined) throw new TypeError();
    const never: FindLauncher = () => {
      throw new TypeError("It was not to be asked");
    };

    expect(await probe(HERE, [failing("a", "no"), () => "b is not installed", () => launcher, never])).toEqual({
      launcher,
    });
  });
});

describe("launchers", () => {
  const ROOT: Machine = { ...MACHINE, uid: 0 };

  test.each([
    ["bwrap", bwrap, "bubblewrap is not installed", ["bwrap"]],
    ["unshare", unshare, "unshare of util-linux is not installed", ["unshare"]],
    ["chroot", chroot, "chroot of coreutils is not installed", ["chroot"]],
  ] as const)("%s tells that it is missing", (_, find, told, names) => {
    expect(find({ ...without(...names), uid: 0 })).toBe(told);
  });

  test.each([bwrap, unshare])("those with namespaces make nobody of root, and leave others who they are", (find) => {
    expect([find(ROOT), find(MACHINE)]).toEqual([
      expect.objectContaining({ user: 65_534, isolates: true }),
      expect.objectContaining({ user: undefined, isolates: true }),
    ]);
  });

  test("chroot is for root, and never records", () => {
    expect([chroot(ROOT), chroot(MACHINE)]).toEqual([
      { name: "chroot", argv: [], user: undefined, isolates: false },
      "chroot needs root",
    ]);
  });
});
