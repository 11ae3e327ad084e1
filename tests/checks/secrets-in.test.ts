// What a captured machine may give away, and what it may not cry wolf about.

import { describe, expect, test } from "vitest";
import { secretsIn } from "../../src/checks/secrets-in.ts";
import { loadCorpus } from "../../src/corpus/corpus.ts";
import { shortFormsFor } from "../../src/trackers/short-forms.ts";
import { hostOf } from "./samples.ts";

async function foundIn(text: string | Uint8Array, path = "/etc/x"): Promise<readonly string[]> {
  const found = await secretsIn(hostOf("made", { [path]: text }));
  return found.map(({ where, line, what, masked }) => `${where}:${line} ${what}, ${masked}`);
}

// Put together here: a text that looks like a secret must not stand in a repository.
const GITHUB = `ghp_${"wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"}`;
const KEY = `-----BEGIN OPENSSH ${"PRIVATE KEY"}-----`;

describe("secretsIn()", () => {
  test.each([
    ["a token that secretlint knows", `token is\n${GITHUB}`, 'a secret of the kind "github", ghp_… (40 characters)', 2],
    ["a password", 'db_password = "hunter22"', "a password or token, hunt… (8 characters)", 1],
    ["a private key", `\n\n${KEY}`, "a private key, ----… (35 characters)", 3],
    [
      "the hash of a password",
      "root:$6$abcdefgh$ABCDEFGHIJKLMNOPQRSTUV:19000::",
      "the hash of a password, $6$a… (34 characters)",
      1,
    ],
    ["a serial number", "Serial Number: S3Z8NB0K", "a serial number, S3Z8… (8 characters)", 1],
    ["a UUID", "root=UUID=0a1b2c3d-1111-2222-3333-444455556666", "a UUID, 0a1b… (36 characters)", 1],
    ["a MAC address", "ether 3c:ec:ef:12:34:56 txqueuelen", "a MAC address, 3c:e… (17 characters)", 1],
    ["an e-mail address", "for admin@corp.org", "an e-mail address, admi… (14 characters)", 1],
    ["an IPv4 address", "inet 93.184.216.34/24", "a public IP address, 93.1… (13 characters)", 1],
    ["an IPv6 address", "inet6 2a01:4f8::1/64", "a public IP address, 2a01… (11 characters)", 1],
    [
      "an address in /proc/net/tcp",
      "sl\n 1: 22D8B85D:238C 00000000:0000 0A",
      "a public IP address, in hexadecimal, 22D8… (13 characters)",
      2,
    ],
    [
      "an address in /proc/net/tcp6",
      " F804012A000000000000000001000000:01BB ",
      "a public IP address, in hexadecimal, F804… (37 characters)",
      1,
    ],
  ])("finds %s", async (_, text, finding, line) => {
    expect(await foundIn(text)).toEqual([`/etc/x:${line} ${finding}`]);
  });

  test("finds what only one machine has by the name of its file", async () => {
    expect(await foundIn("0123456789abcdef\n", "/etc/machine-id")).toEqual([
      "/etc/machine-id:1 what only this machine has, 0123… (16 characters)",
    ]);
  });

  test("looks at commands, their words and both streams, and at names", async () => {
    const host = hostOf("made", { "/home/admin@corp.org/x": "" }, { "curl password=hunter22": "3c:ec:ef:12:34:56\n" });

    expect((await secretsIn(host)).map(({ where, what }) => `${where}: ${what}`)).toEqual([
      "names of files: an e-mail address",
      "command curl password=hunter22: a password or token",
      "stdout of curl password=hunter22: a MAC address",
    ]);
  });

  test.each([
    "passwd: files systemd",
    "password required pam_unix.so",
    "password = none",
    "token: $TOKEN",
    "Serial Number: To Be Filled By O.E.M.",
    "00:00:00:00:00:00 ff:ff:ff:ff:ff:ff",
    "00000000-0000-0000-0000-000000000000",
    "6.2.16-10-pve 5.15.0.82.79 2.2.4-pve1 12:34:56",
    "127.0.0.1 10.0.0.1 192.168.1.1 172.16.0.1 0.0.0.0 255.255.255.0 192.0.2.7",
    "::1 fe80::1 fd00::1 2001:db8::1",
    " 0100007F:238C 0101A8C0:0016 00000000000000000000000001000000:0016 0000000000000000FFFF00000100007F:0016 ",
    "getty@tty1.service user@example.org debian-kernel@lists.debian.org build@proxmox",
    "flags\t\t: fpu vme de pse tsc msr pae mce cx8 apic",
  ])("is silent about %s", async (text) => {
    expect(await foundIn(text)).toEqual([]);
  });

  test("is silent about every host of the content", async () => {
    const corpus = await loadCorpus(".", { drafts: true, audience: "restricted", shortForms: shortFormsFor });
    const found = await Promise.all([...corpus.hosts.values()].map(secretsIn));

    expect(corpus.hosts.size).toBeGreaterThan(10);
    expect(found.flat()).toEqual([]);
  });

  test("comes to an end with a mebibyte of anything", async () => {
    for (const filler of ["a", ":", " ", "0", "a@", "1.", "password", "\xff"]) {
      expect((await foundIn(filler.repeat(2 ** 20 / filler.length))).length).toBeLessThan(2);
    }
  }, 60_000);
});
