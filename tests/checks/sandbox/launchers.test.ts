import { describe, expect, test } from "vitest";
import type { Machine } from "../../../src/checks/sandbox/launcher.ts";
import { bwrap } from "../../../src/checks/sandbox/launchers/bwrap.ts";
import { chroot } from "../../../src/checks/sandbox/launchers/chroot.ts";
import { unshare } from "../../../src/checks/sandbox/launchers/unshare.ts";

const machine = (uid: number, ...programs: string[]): Machine => ({
  platform: "linux",
  uid,
  pathOf: (name) => (programs.includes(name) ? `/usr/bin/${name}` : undefined),
});

describe.each([
  ["bwrap", bwrap, "bubblewrap is not installed"],
  ["unshare", unshare, "unshare of util-linux is not installed"],
] as const)("%s", (name, find, why) => {
  test("is started as whoever runs it, and by root as nobody", () => {
    expect(find(machine(1000, name))).toMatchObject({ name, user: undefined, isolates: true });
    expect(find(machine(0, name))).toMatchObject({ name, user: 65_534, isolates: true });
    expect(find(machine(1000, name))).toMatchObject({ argv: expect.arrayContaining([`/usr/bin/${name}`]) });
  });

  test("says what is missing", () => {
    expect(find(machine(1000))).toBe(why);
  });
});

describe("chroot", () => {
  test("is for root alone, and records nothing", () => {
    expect(chroot(machine(0, "chroot"))).toMatchObject({ name: "chroot", argv: [], isolates: false });
    expect(chroot(machine(1000, "chroot"))).toBe("chroot needs root");
    expect(chroot(machine(0))).toBe("chroot of coreutils is not installed");
  });
});
