import { expect, test } from "vitest";
import { isAlike, keyOf } from "../../src/alerts/names.ts";

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
  expect(isAlike(one, other)).toBe(expected);
  expect(isAlike(other, one)).toBe(expected);
});
