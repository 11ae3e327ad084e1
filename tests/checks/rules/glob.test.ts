import { cpuUsage } from "node:process";
import { expect, test } from "vitest";
import { globOf } from "../../../src/checks/rules/glob.ts";

test.each([
  ["/etc/*.conf", "/etc/a.conf", "/etc/a/b.conf"],
  ["/etc/a?c", "/etc/abc", "/etc/ac"],
  ["/dev/sd[a-c]", "/dev/sdb", "/dev/sdd"],
  ["/dev/sd[!a-c]", "/dev/sdd", "/dev/sda"],
  ["/proc/[[:digit:]]*/stat", "/proc/12/stat", "/proc/self/stat"],
  ["/proc/[[:digit:]_]/stat", "/proc/_/stat", "/proc/a/stat"],
  ["/x/*a*b*", "/x/cacbc", "/x/bca"],
  ["/x/[]a]", "/x/]", "/x/b"],
  ["/x/[a", "/x/[a", "/x/a"],
  ["/x/a.c", "/x/a.c", "/x/abc"],
])("%s is %s, and not %s", (pattern, fitting, other) => {
  expect([fitting, other].map(globOf(pattern))).toEqual([true, false]);
});

test("a bracket that cannot be read fits any letter", () => {
  expect(globOf("/x/[z-a]")("/x/q")).toBe(true);
});

test("many stars take no longer than their number", () => {
  const started = cpuUsage();

  expect(globOf(`/etc/${"*a".repeat(500)}b/x`)(`/etc/${"a".repeat(2000)}/x`)).toBe(false);
  expect(cpuUsage(started).user / 1000).toBeLessThan(3000);
});
