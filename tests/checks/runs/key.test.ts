import { describe, expect, test } from "vitest";
import { checkHash, hostHash, runKey } from "../../../src/checks/runs/key.ts";
import { AFFECTED, checkOf, HEALTHY, HOSTS, hostOf, hostsOf } from "../samples.ts";

describe("hostHash()", () => {
  test("is that of files and transcripts, in whatever order they are listed", () => {
    const one = hostOf("one", { "/a": "1", "/b": "2" }, { "uname -r": "6.2" });
    const same = hostOf("same", { "/b": "2", "/a": "1" }, { "uname -r": "6.2" });

    expect(hostHash(one)).toBe(hostHash(same));
    expect(hostHash(one)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ["a byte", hostOf("other", { "/a": "1 ", "/b": "2" })],
    ["a path", hostOf("other", { "/a": "1", "/c": "2" })],
    ["a file more", hostOf("other", { "/a": "1", "/b": "2", "/c": "" })],
    ["where one file ends and the next begins", hostOf("other", { "/a": "1/b2" })],
    ["a transcript more", hostOf("other", { "/a": "1", "/b": "2" }, { "uname -r": "6.2", nproc: "4" })],
    ["what a command answered", hostOf("other", { "/a": "1", "/b": "2" }, { "uname -r": "6.3" })],
    ["what was asked", hostOf("other", { "/a": "1", "/b": "2" }, { "uname -a": "6.2" })],
  ])("changes with %s", (_, other) => {
    expect(hostHash(other)).not.toBe(hostHash(hostOf("one", { "/a": "1", "/b": "2" }, { "uname -r": "6.2" })));
  });
});

describe("checkHash()", () => {
  test.each([
    ["the snippet", checkOf("grep -q sse /x"), HOSTS],
    ["what exit codes mean", checkOf("grep -q avx /x", { exits: { 0: "affected", 1: "ok" } }), HOSTS],
    ["what is expected of a host", checkOf("grep -q avx /x", { ok: [], unknown: ["healthy"] }), HOSTS],
    ["a host", checkOf("grep -q avx /x"), hostsOf(HEALTHY, { ...AFFECTED, files: new Map() })],
  ])("changes with %s", (_, check, hosts) => {
    expect(checkHash(check, hosts)).not.toBe(checkHash(checkOf("grep -q avx /x"), HOSTS));
  });

  test("does not change with the question, or with hosts that the check does not name", () => {
    const check = checkOf("grep -q avx /x");

    expect(checkHash({ ...check, asks: "Another?" }, hostsOf(HEALTHY, AFFECTED, hostOf("third")))).toBe(
      checkHash(check, hostsOf(HEALTHY, AFFECTED)),
    );
  });
});

describe("runKey()", () => {
  const CHECK = checkOf("true", { exits: { 0: "ok", 1: "affected" }, context: ["/a", "/b"] });

  test.each([
    ["the snippet", { ...CHECK, snippet: "true " }, HEALTHY],
    ["the host", CHECK, AFFECTED],
    ["what exit codes mean", { ...CHECK, exits: { 0: "affected", 1: "ok" } as const }, HEALTHY],
    ["what is only displayed", { ...CHECK, context: ["/a"] }, HEALTHY],
  ])("changes with %s", (_, check, host) => {
    expect(runKey(check, host)).not.toBe(runKey(CHECK, HEALTHY));
  });

  test("does not change with what the author expects or asks, or with the order of a list", () => {
    const other = {
      ...CHECK,
      asks: "Another?",
      ok: [],
      context: ["/b", "/a"],
      exits: { 1: "affected", 0: "ok" } as const,
    };

    expect(runKey(other, { ...HEALTHY, summary: "Another" })).toBe(runKey(CHECK, HEALTHY));
  });
});
