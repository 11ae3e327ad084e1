import { pid, platform } from "node:process";
import { expect, test } from "vitest";
import { cpuOf, ProcessTree, residentBytes, treeOf } from "./process-tree.ts";

test("what /proc tells of a process whose name has blanks and brackets", () => {
  const stat = `42 (node (build) 1) S 1 42 42 0 -1 4194304 9 8 7 6 250 50 400 100 20 0 11 0 99 1 2`;

  expect(cpuOf(stat)).toEqual({ own: 3, waited: 5 });
  expect(residentBytes("Name:\tnode\nVmHWM:\t  300 kB\nVmRSS:\t  200 kB\n")).toBe(204_800);
  expect(residentBytes("Name:\tnode\nState:\tZ (zombie)\n")).toBe(0);
});

test("the tree has its own process at least, and its memory is known on Linux", () => {
  const { peakBytes } = new ProcessTree(pid).stop();

  expect(treeOf(pid)[0]).toBe(pid);
  expect(peakBytes === undefined).toBe(platform !== "linux");
});
