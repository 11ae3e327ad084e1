import { describe, expect, test } from "vitest";
import { refusalsOf } from "../../../src/checks/rules/refusals.ts";
import { RUN } from "../samples.ts";

describe("refusalsOf()", () => {
  test.each([
    ["> /tmp/x", "write"],
    ["rm -rf /", "write"],
    ["tee /tmp/x", "write"],
    ["sysctl -w vm.swappiness=1", "write"],
    ["sysctl vm.swappiness", "command"],
    ["rmt x", "command"],
    ["code outside of the check", "snippet"],
    ["a check without a command", "snippet"],
    ["snippet: size limit exceeded (16384 characters)", "snippet"],
    ["more than 512 MiB of memory", "endless"],
    ["too many files and commands (500)", "endless"],
    ["a limit exceeded (exit code 126)", "endless"],
    ["more than 65536 characters of output", "output"],
    ["more than 64 processes", "endless"],
    ["too many commands executed (>10000)", "endless"],
    ["while: too many iterations (10000)", "endless"],
    ["f: maximum recursion depth (50) exceeded", "endless"],
    ["word expansion: string length limit exceeded (4194304 bytes)", "endless"],
    ["Maximum call stack size exceeded", "endless"],
    ["journalctl -g 'limit was passed'", "command"],
    ["$RANDOM", "recording"],
    ["$$", "recording"],
    ["eval $x", "recording"],
    ["ulimit -n", "recording"],
    ["[ -x … ]", "recording"],
    ["[[ -w /proc/x ]]", "recording"],
    ["/sbin/zpool", "recording"],
    ["/dev/tcp/1.1.1.1/80, the network", "recording"],
    ["$(nproc) in arithmetic", "simulation"],
    ["<< in arithmetic", "simulation"],
    ["4.21 as an integer", "simulation"],
    ["{1..20000}", "simulation"],
    ["grep -Zq avx /proc/cpuinfo", "simulation"],
    ["zpool status -x", "command"],
  ])("takes %s for %s", (asked, cause) => {
    expect(refusalsOf({ ...RUN, refused: [asked] })).toEqual([{ asked, cause }]);
  });

  test("puts the gravest first", () => {
    const refused = ["uname -r", "$RANDOM", "> /tmp/x", "nproc"];

    expect(refusalsOf({ ...RUN, refused, timedOut: true }).map(({ asked }) => asked)).toEqual([
      ...["", "> /tmp/x", "$RANDOM", "uname -r", "nproc"],
    ]);
  });
});
