import { expect, test } from "vitest";
import { isAlike, keyOf, stemsOf } from "../../src/alerts/names.ts";

test("keyOf() ignores case, hyphens and underscores", () => {
  expect(["DiskFull", "disk-full", "DISK_FULL"].map(keyOf)).toEqual(["diskfull", "diskfull", "diskfull"]);
});

test.each([
  ["KubeJobNotCompleted", "KubeJobCompletion", true],
  ["NodeDiskIOSaturation", "NodeSystemSaturation", false],
  ["DiskFull", "disk-full-soon", true],
  ["Watchdog", "Watchdog", false],
  ["EtcdNoLeader", "KubeJobFailed", false],
])("isAlike(%j, %j) is %j", (one, other, expected) => {
  expect(isAlike(stemsOf(one), stemsOf(other))).toBe(expected);
  expect(isAlike(stemsOf(other), stemsOf(one))).toBe(expected);
});
