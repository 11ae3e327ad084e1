import { describe, expect, test } from "vitest";
import { toolsUsed, versionOf } from "../../../src/checks/sandbox/tools.ts";
import { RUN } from "../samples.ts";

describe("versionOf()", () => {
  test.each(["bash", "grep", "cat"])("knows the version of %s on this machine", (name) => {
    expect(versionOf(name)).toMatch(/^[\w ()./-]+ \d+(\.\d+)*/);
  });

  test.each(["a-tool-that-nobody-has", "true-without-version"])("gives the name of %s alone", (name) => {
    expect(versionOf(name)).toBe(name);
  });
});

describe("toolsUsed()", () => {
  test("names the shell and each tool once, and no command of the host", () => {
    const ran = ["grep -q a /x", "zpool list", "awk '{ print }' /x", "grep b /y", "xargs cat", "grepx"];

    expect(toolsUsed({ ...RUN, ran })).toEqual(["awk", "bash", "grep", "xargs"].map(versionOf).sort());
  });

  test("names the shell where nothing else ran", () => {
    expect(toolsUsed(RUN)).toEqual([versionOf("bash")]);
  });
});
