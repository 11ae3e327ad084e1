import type { LookupAddress } from "node:dns";
import { describe, expect, it } from "vitest";
import { isPrivateAddress, publicOnly, refusePrivate } from "../../../src/trackers/fetch/allowed-address.ts";

describe("isPrivateAddress()", () => {
  it.each([
    "0.0.0.0",
    "10.0.0.7",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "192.0.0.170",
    "198.18.0.1",
    "198.19.255.255",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:10.0.0.7",
    "::ffff:a00:7",
    "::10.0.0.7",
    "::7f00:1",
    "2002:7f00:1::",
    "2002:a00:7:ffff::1",
    "2002:c612::1",
    "64:ff9b::10.0.0.7",
    "64:ff9b:1::1",
    "64:ff9b:1:ffff::8.8.8.8",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
  ])("takes %s as private", (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each([
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "140.82.121.6",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.1",
    "192.167.255.255",
    "198.17.255.255",
    "198.20.0.0",
    "::140.82.121.6",
    "2002:8c52:7906::1",
    "64:ff9b:2::1",
    "::ffff:140.82.121.6",
    "64:ff9b::140.82.121.6",
    "2606:50c0:8000::64",
  ])("takes %s as public", (address) => {
    expect(isPrivateAddress(address)).toBe(false);
  });
});

describe("refusePrivate()", () => {
  it.each([
    "http://127.0.0.1/",
    "http://127.1:8080/",
    "http://0x0a000007/",
    "http://2130706433/",
    "http://[::1]/",
    "http://[::ffff:10.0.0.7]/",
    "http://[fe80::1]/",
    "http://localhost/",
    "http://LOCALHOST:8080/",
    "http://localhost./",
    "http://db.localhost/",
  ])("refuses %s, which needs no resolving", (url) => {
    expect(() => refusePrivate(new URL(url))).toThrow(/is a private address; list it under trackers:/);
  });

  it.each([
    "https://api.github.com/",
    "https://140.82.121.6/",
    "https://[2606:50c0:8000::64]/",
    "https://localhost.org/",
  ])("lets %s pass", (url) => {
    expect(() => refusePrivate(new URL(url))).not.toThrow();
  });
});

describe("publicOnly()", () => {
  const PUBLIC = { address: "140.82.121.6", family: 4 };
  const PRIVATE = { address: "10.0.0.7", family: 4 };

  function lookedUp(...answer: readonly [string | LookupAddress[], number?]) {
    return new Promise((resolve) => {
      publicOnly((_, __, callback) => callback(null, ...answer))("github.com", {}, (error, ...found) =>
        resolve(error?.message ?? found),
      );
    });
  }

  it("gives public addresses as they are", async () => {
    expect(await lookedUp([PUBLIC, PUBLIC])).toEqual([[PUBLIC, PUBLIC], undefined]);
    expect(await lookedUp("140.82.121.6", 4)).toEqual(["140.82.121.6", 4]);
  });

  it("refuses a name when only one of its addresses is private", async () => {
    expect(await lookedUp([PUBLIC, PRIVATE])).toMatchInlineSnapshot(
      `"github.com resolves to 10.0.0.7, a private address; list it under trackers: in content/site.yaml to allow it"`,
    );
    expect(await lookedUp("10.0.0.7", 4)).toContain("resolves to 10.0.0.7");
  });

  it("passes on that there is no such name", async () => {
    const failure = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    const lookup = publicOnly((_, __, callback) => callback(failure, ""));

    expect(await new Promise((resolve) => lookup("no.example", {}, resolve))).toBe(failure);
  });
});
