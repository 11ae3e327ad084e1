// What a captured machine may give away, and what it may not cry wolf about.

import { describe, expect, test } from "vitest";
import { secretsIn } from "../../../src/checks/capture/secrets-in.ts";
import { readEverything } from "../../../src/site/content.ts";
import { hostOf } from "../samples.ts";

async function foundIn(text: string | Uint8Array, path = "/etc/x"): Promise<readonly string[]> {
  const found = await secretsIn(hostOf("made", { [path]: text }));
  return found.map(({ where, line, what, masked }) => `${where}:${line} ${what}, ${masked}`);
}

// Put together here: a text that looks like a secret must not stand in a repository.
const GITHUB = `ghp_${"wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx"}`;
const JWT = `eyJhbGciOiJI.${"eyJzdWIiOiIxMjM0"}.abcdefgh-_ABCDEF`;
const KEY = `-----BEGIN OPENSSH ${"PRIVATE KEY"}-----`;

describe("secretsIn()", () => {
  test.each([
    ["a token that secretlint knows", `token is\n${GITHUB}`, 'a secret of the kind "github", ghp_… (40 characters)', 2],
    ["a password", 'db_password = "hunter22"', "a password or token, hunt… (8 characters)", 1],
    ["a short name of a password", "DB_PASS=hunter2secret", "a password or token, hunt… (13 characters)", 1],
    ["a password by itself", "PASS=hunter2secret", "a password or token, hunt… (13 characters)", 1],
    ["a key", "SECRET_KEY=abcd1234", "a password or token, abcd… (8 characters)", 1],
    ["a key of Rails", "secret_key_base: abcd1234", "a password or token, abcd… (8 characters)", 1],
    ["an option", "mysql --password hunter2abc -u x", "a password or token, hunt… (10 characters)", 1],
    ["an option with a sign", "x --db-token=hunter2abc", "a password or token, hunt… (10 characters)", 1],
    ["a header", "Authorization: Bearer abcd1234.efg", "a password or token, abcd… (12 characters)", 1],
    ["a header of another kind", "authorization: Basic dXNlcjpwYXNz", "a password or token, dXNl… (12 characters)", 1],
    ["the key of a wireless net", 'psk="my own words"', "a password or token, my o… (12 characters)", 1],
    ["a JSON web token", `x ${JWT} y`, "a JSON web token, eyJh… (46 characters)", 1],
    ["an old hash", "bin:*:1\nroot:aB1cD2eF3gH4i:19000:0:", "the hash of a password, aB1c… (13 characters)", 2],
    ["a MAC address with hyphens", "at 00-11-22-33-44-55", "a MAC address, 00-1… (17 characters)", 1],
    [
      "a secret that looks like an address",
      "client_secret=foo@lists.bar",
      "a password or token, foo@… (13 characters)",
      1,
    ],
    ["a secret that looks like a unit", "password=a@b.service", "a password or token, a@b.… (11 characters)", 1],
    ["an address that ends as a list's", "mail list@corp.lists.io", "an e-mail address, list… (18 characters)", 1],
    ["an IPv4 address within IPv6", "inet6 ::ffff:5db8:d822/96", "a public IP address, ::ff… (16 characters)", 1],
    ["the same with dots", "inet6 ::ffff:93.184.216.34", "a public IP address, 93.1… (13 characters)", 1],
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
      "/etc/machine-id:1 an identifier of this machine, 0123… (16 characters)",
    ]);
  });

  test("looks at what its author says of it", async () => {
    const host = { ...hostOf("made"), summary: "of admin@corp.org", source: "https://x/?token=abcd1234" };

    expect((await secretsIn(host)).map(({ where, what }) => `${where}: ${what}`)).toEqual([
      "summary: an e-mail address",
      "source: a password or token",
    ]);
  });

  test("looks at commands, their words and all streams, and at names", async () => {
    const host = hostOf("made", { "/home/admin@corp.org/x": "" }, { "curl password=hunter22": "3c:ec:ef:12:34:56\n" });
    const transcripts = host.transcripts.map((transcript) => ({
      ...{ ...transcript, stdin: "token=abcd1234\n", stderr: "as admin@corp.org\n" },
    }));

    expect((await secretsIn({ ...host, transcripts })).map(({ where, what }) => `${where}: ${what}`)).toEqual([
      "names of files: an e-mail address",
      "command curl password=hunter22: a password or token",
      "stdin of curl password=hunter22: a password or token",
      "stdout of curl password=hunter22: a MAC address",
      "stderr of curl password=hunter22: an e-mail address",
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
    "::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:a00:1 ::ffff:c0a8:101 ::ffff:7f00:1",
    "PWD=/root/x OLDPWD=/root/y COMPASS=north bypass: 12345 tokenizer: words",
    "mount: option password is ignored; the token is gone; Bearer of bad news",
    "2026-01-02-03-04 abcd-ef-01 user:x:1000:1000:",
    "password    [success=1 default=ignore]  pam_unix.so obscure yescrypt",
    " 0100007F:238C 0101A8C0:0016 00000000000000000000000001000000:0016 0000000000000000FFFF00000100007F:0016 ",
    "getty@tty1.service user@example.org debian-kernel@lists.debian.org build@proxmox",
    "flags\t\t: fpu vme de pse tsc msr pae mce cx8 apic",
  ])("is silent about %s", async (text) => {
    expect(await foundIn(text)).toEqual([]);
  });

  test("is silent about every host of the content", async () => {
    const corpus = await readEverything(".");
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
