// npm run capture and npm run new, one after the other, as people run them during an incident and after it.

import { spawnSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { recordRuns } from "../checks/record-runs.ts";
import { missing } from "../checks/sandbox-here.ts";
import { writeSite } from "../corpus/tiny-site.ts";
import { ran } from "./ran.ts";

const PAGE = `---
title: Slow
checks:
  version-known: { asks: Is this Linux?, ok: [linux], affected: [other] }
---
\`\`\`bash check=version-known
version=$(head -n 1 /proc/version 2>/dev/null)
[ -n "$version" ] || { echo "no /proc/version"; exit 2; }
case $version in Linux*) echo "$version" ;; *) echo "not Linux"; exit 1 ;; esac
\`\`\`
`;
const card = (name: string) => `{ summary: ${name}, kind: shaped, source: made up }`;

/** Its check is recorded as if it had been run: where nothing can be run, capture scripts are made all the same. */
async function site(page = PAGE): Promise<string> {
  const root = await writeSite({
    "content/runbooks/slow.md": page,
    "content/hosts/linux/host.yaml": card("linux"),
    "content/hosts/linux/root/proc/version": "Linux version 6.2\n",
    "content/hosts/other/host.yaml": card("other"),
    "content/hosts/other/root/proc/version": "Hurd\n",
  });
  await recordRuns(root, (_, host) => (host === "empty" ? NOTHING : SEEN));
  return root;
}

const RAN = ["head -n 1 /proc/version"];
const SEEN = { exitCode: 1, stdout: "not Linux\n", read: ["/proc/version"], ran: RAN };
const NOTHING = { exitCode: 2, stdout: "no /proc/version\n", missing: ["/proc/version"], ran: RAN };

type Case<Given> = readonly [what: string, given: Given, message: string];

/** Each case ends with this code, tells its message and prints nothing. */
async function refuses<Given>(
  cases: readonly Case<Given>[],
  code: number,
  run: (given: Given) => ReturnType<typeof ran>,
): Promise<void> {
  const results = await Promise.all(cases.map(([, given]) => run(given)));

  for (const [i, [what, , message]] of cases.entries()) {
    expect({ what, ...results[i] }).toMatchObject({ what, code, stdout: "", stderr: expect.stringContaining(message) });
  }
}

/** What a capture script prints on a machine with this /proc/version. */
function capture(version: string, path = "/proc/version"): string {
  const lines = [
    "=== faultbook capture 1 version-known ===",
    `file ${path}`,
    ...version.split("\n").map((line, i, all) => `|${line}${i < all.length - 1 ? "$" : "\\"}`),
    `bytes ${version.length}`,
  ];
  return `${[...lines, `=== end of capture, ${lines.length - 1} lines ===`].join("\n")}\n`;
}

const hosts = async (root: string) => (await readdir(join(root, "content/hosts"))).sort();

describe("scripts/capture.ts, scripts/new.ts", () => {
  test.skipIf(process.platform !== "linux")("bring a machine home, byte for byte", async () => {
    const root = await site();
    const { stdout: script } = await ran("capture.ts", ["--root", root, "version-known"]);
    const printed = spawnSync("sh", ["-s"], { input: script, encoding: "utf8" }).stdout;
    const made = await ran(
      "new.ts",
      ["host", "mine", "--root", root, "--summary", "My machine"],
      `$ sh x\n${printed}$ `,
    );

    expect(made).toMatchObject({ code: 0, stderr: "" });
    const version = await readFile("/proc/version");
    expect(printed).toContain("\ncheck\nexit 0\nstdout\n|Linux");
    expect(await readFile(join(root, "content/hosts/mine/root/proc/version"))).toEqual(version);
    const said = missing === undefined ? `says OK: ${version.toString().trimEnd()}` : `was not run on it: ${missing}`;
    expect(made.stdout).toContain(`version-known ${said}`);
    expect(await readFile(join(root, "content/hosts/mine/host.yaml"), "utf8")).toBe(
      "summary: My machine\nkind: recorded\nsource: Captured with the script of the check version-known\nrecorded:\n  - /proc/version\n",
    );
  });

  test.skipIf(missing !== undefined)("say what the check answers, and which line is to be added where", async () => {
    const root = await site();
    const { code, stdout } = await ran("new.ts", ["host", "minix", "--root", root], capture("Minix 3"));

    expect(stdout.replaceAll(root, "ROOT")).toMatchInlineSnapshot(`
      "content/hosts/minix/host.yaml
      content/hosts/minix/root/proc/version
      version-known says AFFECTED: not Linux
      If that is right, list the test host in content/runbooks/slow.md:
        checks:
          version-known:
            affected: [other, minix]
      Then: npm run check -- --root ROOT version-known --update
      /hosts/minix/ will show everything captured. The next build publishes it, even if no check names the test host. It stays unpublished only while every document whose checks name it is a draft, internal or restricted
      "
    `);
    expect(code).toBe(0);
    expect(await hosts(root)).toEqual(["linux", "minix", "other"]);
  });

  test.skipIf(missing !== undefined).each([
    ["where it has to be", "affected", "content/runbooks/slow.md lists it under affected, as it should\n"],
    ["where it must not be", "ok", "list the test host in content/runbooks/slow.md, and remove it from ok:"],
  ])("know a host that was named before it was there: %s", async (_, list, message) => {
    const root = await site(PAGE.replace(`${list}: [`, `${list}: [minix, `));
    const { stdout } = await ran("new.ts", ["host", "minix", "--root", root], capture("Minix 3"));

    expect(stdout).toContain(message);
    expect(stdout).not.toMatch(/minix.*minix\]/);
  });
});

describe("scripts/capture.ts", () => {
  test("refuses wrong usage with exit code 2, and prints no script", async () => {
    const root = await site();
    const cases: readonly Case<readonly string[]>[] = [
      ["no check", [], "Name the check to capture for"],
      ["two checks", ["a", "b"], 'Name one check, not two: "a", "b"'],
      [
        "a check that does not exist",
        ["version-know"],
        'No check is called "version-know". Did you mean "version-known"?',
      ],
      ["an address that is none", ["--url", "kb", "version-known"], 'Cannot use url "kb"'],
      ["an unknown option", ["--fast"], "Unknown option '--fast'"],
    ];

    await refuses(cases, 2, (args) => ran("capture.ts", ["--root", root, ...args]));
  });

  test("prints the script of a check that is not recorded as it is, which runs that", async () => {
    const root = await site();
    await writeFile(
      join(root, "content/runbooks/slow.md"),
      PAGE.replace("version=", "openssl s_client </dev/null >/dev/null; version="),
    );

    const { code, stdout, stderr } = await ran("capture.ts", ["--root", root, "version-known"]);

    expect(stdout).toContain("\n    fb_recorder 'openssl' fed\n");
    expect(stdout).toContain("\nopenssl s_client </dev/null >/dev/null; version=");
    expect(stderr).toMatchInlineSnapshot(`
      "Note: Check "version-known" has no up-to-date recorded runs, so the script captures only what the check asks for on the machine it runs on
      "
    `);
    expect(code).toBe(0);
  });

  test("says which command tells what a check uses, where it is not recorded and the script cannot run it", async () => {
    const root = await site();
    await writeFile(join(root, "content/runbooks/slow.md"), PAGE.replace("version=", "rm /x; version="));

    const { stderr, ...rest } = await ran("capture.ts", ["--root", root, "version-known"]);

    expect(rest).toEqual({ code: 2, stdout: "" });
    expect(stderr.replace(root, "ROOT")).toMatchInlineSnapshot(`
      "Check "version-known" has no up-to-date recorded runs, and a script may not run it, because it would change something: rm /x. Run first: npm run check -- --root ROOT version-known --update
      "
    `);
  });

  test("refuses to be written to a file by an npm that prints lines of its own", async () => {
    const args = ["--root", await site(), "version-known"];
    const loud = await ran("capture.ts", args, "", { npm_lifecycle_event: "capture" });
    const silent = await ran("capture.ts", args, "", { npm_lifecycle_event: "capture", npm_config_loglevel: "silent" });

    expect(loud).toMatchObject({ code: 2, stdout: "" });
    expect(loud.stderr).toContain("npm run --silent capture");
    expect(silent.stdout.startsWith("#!/bin/sh\n")).toBe(true);
  });
});

describe("scripts/new.ts", () => {
  test("refuses wrong usage with exit code 2, and writes nothing", async () => {
    const root = await site();
    const cases: readonly Case<readonly string[]>[] = [
      ["nothing to make", [], "Name what to make: npm run new -- host NAME"],
      ["what cannot be made", ["hots", "a"], 'Cannot make "hots". Did you mean "host"?'],
      ["no name", ["host"], "Name the new test host"],
      ["a name that is no folder's", ["host", "../x"], 'Test host name "../x" cannot be part of an address'],
      ["a hidden name", ["host", ".x"], 'Test host name ".x" cannot be part of an address'],
      ["the built-in name", ["host", "empty"], 'Test host "empty" is built in'],
      ["a name that is taken", ["host", "linux"], 'Test host "linux" exists already: content/hosts/linux'],
      ["what npm has left of --summary", ["host", "a", "b c"], 'Unexpected "b c" after the name'],
      ["two names", ["host", "a", "b"], "unless -- comes first: npm run new -- host NAME --summary"],
      ["a name that is too long", ["host", "a".repeat(101)], "Use at most 100 letters"],
      ["an empty summary", ["host", "a", "--summary", " "], "--summary is empty"],
      ["no text", ["host", "a"], "The input is empty"],
    ];

    await refuses(cases, 2, (args) => ran("new.ts", [...args, "--root", root]));
    expect(await hosts(root)).toEqual(["linux", "other"]);
  });

  test("refuses a text that is no sound capture with exit code 1, and writes nothing", async () => {
    const root = await site();
    const cases: readonly Case<string>[] = [
      ["what is no capture", "hello\n", 'The text has no line "=== faultbook capture'],
      ["a capture that was cut", capture("Linux").replace(/===.*lines ===\n$/, ""), "it is cut"],
      ["a way out of the folder", capture("x", "/../../../evil"), 'Line 2 does not name a path: "/../../../evil"'],
      [
        "what only root may read",
        capture("x")
          .replace(/file(.*\n)+?bytes 1/, "unreadable /proc/version")
          .replace(", 3 lines", ", 1 lines"),
        "Run the script as root",
      ],
    ];

    await refuses(cases, 1, (text) => ran("new.ts", ["host", "a", "--root", root], text));
    expect(await hosts(root)).toEqual(["linux", "other"]);
  });

  test("writes nothing that looks like a secret, unless it is accepted", async () => {
    const root = await site();
    const text = capture("Linux\npassword=hunter22\nby admin@corp.org");
    const refused = await ran("new.ts", ["host", "a", "--root", root], text);

    expect(refused.stderr).toMatchInlineSnapshot(`
      "/proc/version, line 2: a password or token, hunt… (8 characters)
      /proc/version, line 3: an e-mail address, admi… (14 characters)
      2 values of this machine may be private. Nothing was written. Replace each with a value of the same length, or accept them with --accept-secrets
      "
    `);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(await hosts(root)).toEqual(["linux", "other"]);

    const accepted = await ran("new.ts", ["host", "a", "--root", root, "--accept-secrets"], text);

    expect(accepted.code).toBe(0);
    expect(await hosts(root)).toEqual(["a", "linux", "other"]);
  });

  test("reads what PowerShell has written as UTF-16", async () => {
    const root = await site();
    const text = Buffer.from(`\ufeff${capture("Linux").replaceAll("\n", "\r\n")}`, "utf16le");

    expect((await ran("new.ts", ["host", "a", "--root", root], text)).code).toBe(0);
  });

  test("refuses a capture whose check is gone with exit code 1, and writes nothing", async () => {
    const root = await site();
    const text = capture("Linux").replace("version-known", "version-knows");

    const { stderr, ...rest } = await ran("new.ts", ["host", "a", "--root", root], text);

    expect(stderr).toBe(
      'This site has no check "version-knows". Did you mean "version-known"? The capture may belong to a check of another site. Nothing was written\n',
    );
    expect(rest).toEqual({ code: 1, stdout: "" });
    expect(await hosts(root)).toEqual(["linux", "other"]);
  });

  test.skipIf(missing !== undefined)(
    "refuses a capture of what its check does not ask, and writes nothing",
    async () => {
      const root = await site(PAGE.replace("version=", "zpool list || exit 2; version="));

      const { stderr, ...rest } = await ran("new.ts", ["host", "a", "--root", root], capture("x", "/etc/x"));

      expect(stderr).toMatchInlineSnapshot(`
        "The capture holds nothing that version-known asks for: the test host has no transcript of "zpool list". It may belong to another check. Nothing was written
        "
      `);
      expect(rest).toEqual({ code: 1, stdout: "" });
      expect(await hosts(root)).toEqual(["linux", "other"]);
    },
  );

  test.skipIf(missing !== undefined)("names no list for a host that lacks a transcript", async () => {
    const root = await site(PAGE.replace("case $version", "zpool list || exit 2; case $version"));

    const { code, stdout } = await ran("new.ts", ["host", "a", "--root", root], capture("Linux"));

    expect(stdout.replaceAll(root, "ROOT")).toMatchInlineSnapshot(`
      "content/hosts/a/host.yaml
      content/hosts/a/root/proc/version
      version-known says CANNOT TELL: the test host has no transcript of "zpool list"
      The capture lacks that answer. Capture again with the current script of the check, or add the transcript to content/hosts/a/commands.yaml
      Then list the test host in content/runbooks/slow.md under the verdict that it should get, and run: npm run check -- --root ROOT version-known --update
      /hosts/a/ will show everything captured. The next build publishes it, even if no check names the test host. It stays unpublished only while every document whose checks name it is a draft, internal or restricted
      "
    `);
    expect(code).toBe(0);
  });
});
