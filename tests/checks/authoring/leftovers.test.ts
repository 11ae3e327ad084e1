import { expect, test } from "vitest";
import { leftoverAdvice, leftoverRecords, unusedHosts } from "../../../src/checks/authoring/leftovers.ts";
import { recorded } from "../record-runs.ts";
import { AFFECTED, checkOf, HEALTHY, hostOf, hostsOf, told } from "../samples.ts";

const CHECK = checkOf("");
const runs = (...hosts: readonly string[]) => new Map(hosts.map((host) => [host, recorded(CHECK, HEALTHY)]));

test("leftoverRecords() are those of checks and hosts that are gone, and no others", () => {
  const records = new Map([
    ["zfs-avx", runs("healthy", "affected", "empty", "old")],
    ["zfs-sse", runs("healthy")],
  ]);

  const files = leftoverRecords([CHECK], records);

  expect(files).toEqual(["content/.runs/zfs-avx/old.json", "content/.runs/zfs-sse/healthy.json"]);
  expect(told(leftoverAdvice(files, "npm run check --"))).toMatchInlineSnapshot(`
    "content/.runs/zfs-avx/old.json:1:1  advice: record of a run that no check needs (and 1 more)
        | # Slow
      npm run check -- --update removes them"
  `);
  expect(leftoverAdvice([], "npm run check --")).toEqual([]);
});

test("unusedHosts() tells a host that no check names, and from which no named one starts", () => {
  const hosts = hostsOf(AFFECTED, hostOf("spare"), hostOf("parent"), { ...HEALTHY, from: "parent" });

  expect(told(unusedHosts([CHECK], hosts))).toMatchInlineSnapshot(`
    "content/hosts/spare/host.yaml:1:1  advice: no check names test host "spare"
        | # Slow
      List it under ok, affected or unknown of a check"
  `);
});
