import { describe, expect, test } from "vitest";
import { leftoverOutputs, unusedHosts } from "../../../src/checks/authoring/leftovers.ts";
import { AFFECTED, checkOf, HEALTHY, hostOf, hostsOf, told } from "../samples.ts";

const OUTPUT = { verdict: "ok" as const, stdout: "" };
const outputs = (...hosts: readonly string[]) => new Map(hosts.map((host) => [host, OUTPUT]));

describe("leftoverOutputs()", () => {
  test("tells checks that are gone, and hosts that a check does not name", () => {
    const recorded = new Map([
      ["zfs-avx", outputs("healthy", "empty", "old", "older")],
      ["zfs-sse", outputs("healthy")],
    ]);

    expect(told(leftoverOutputs([checkOf("")], recorded, "_data/outputs.json"))).toMatchInlineSnapshot(`
      "_data/outputs.json:1:1  advice: holds what check "zfs-avx" printed on hosts "old", "older", which it does not name
          | # Slow
        npm run check -- --update removes it
      _data/outputs.json:1:1  advice: holds what check "zfs-sse" printed, which no document has
          | # Slow
        npm run check -- --update removes it"
    `);
  });

  test("has nothing to say of what is tried", () => {
    const recorded = new Map([["zfs-avx", outputs("healthy", "affected", "empty")]]);

    expect(leftoverOutputs([checkOf("")], recorded, "_data/outputs.json")).toEqual([]);
  });
});

describe("unusedHosts()", () => {
  test("tells a host that no check names, and from which no named one starts", () => {
    const parent = hostOf("parent");
    const hosts = hostsOf(AFFECTED, hostOf("spare"), parent, { ...HEALTHY, from: "parent" });

    expect(told(unusedHosts([checkOf("")], hosts))).toMatchInlineSnapshot(`
      "content/hosts/spare/host.yaml:1:1  advice: no check names host "spare"
          | # Slow
        List it under ok, affected or unknown of a check"
    `);
  });
});
