// The capture script on this machine: what it prints, in which shells, and that it only reads.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseCapture } from "../../../src/checks/capture/text.ts";
import { describeUnless } from "../../summary/summary.ts";
import { captured, printed, scriptFor } from "./captured.ts";

const SHELLS = [["sh"], ["dash"], ["bash"], ["bash", "--posix"], ["busybox", "sh"], ["mksh"]] as const;
/** Not every machine has every shell; sh, all have. */
const PRESENT = SHELLS.filter(([name]) => name === "sh" || spawnSync(name, ["-c", "exit 7"]).error === undefined);

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "faultbook-capture-"));
  mkdirSync(join(root, "folder", "inner"), { recursive: true });
  mkdirSync(join(root, "none"));
  write("impl", "cycle [fastest] generic \n");
  write("no-newline", "cycle [fastest] ");
  write("empty", "");
  write("a b", Buffer.from([0, 9, 92, 13, 255, 36, 10, 36]));
  write("folder/.hidden", "x");
  write("folder/plain", "x");
  write("large", Buffer.alloc(2 ** 20 + 1, 10));
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, content: string | Uint8Array): void {
  writeFileSync(join(root, path), content);
}

const at = (path: string) => join(root, path);
const shown = (text: string) => text.replaceAll(root, "ROOT");

const NO_SHELLCHECK = spawnSync("shellcheck", ["--version"]).error && "ShellCheck is not installed";

describe("captureScript()", () => {
  test("prints files, folders and what is not there, in lines that a terminal leaves alone", () => {
    const uses = {
      lists: [at("folder")],
      reads: [at("impl"), at("no-newline"), at("a b"), at("gone"), at("large"), at("none"), "/dev/null"],
      asks: [at("empty"), at("folder/plain"), at("folder/inner"), at("gone too")],
    };

    expect(shown(printed(scriptFor(uses)))).toMatchInlineSnapshot(`
      "=== faultbook capture 2 zfs-avx ===
      listed ROOT/folder
      name inner/
      name plain
      name .hidden
      names 3
      file ROOT/impl
      |cycle [fastest] generic $
      bytes 25
      file ROOT/no-newline
      |cycle [fastest] \\
      bytes 16
      file ROOT/a\\040b
      |\\000\\t\\\\\\015\\377$$
      |$\\
      bytes 8
      missing ROOT/gone
      large ROOT/large
      folder ROOT/none
      special /dev/null
      empty ROOT/empty
      present ROOT/folder/plain
      folder ROOT/folder/inner
      missing ROOT/gone\\040too
      === end of capture, 23 lines ===
      "
    `);
  });

  test("prints words, exit code, stdout and stderr of commands, each by itself", () => {
    const commands = [
      ["sh", "-c", "echo out; echo err >&2; printf 'no end'; exit 3", "", "a\\b"],
      ["no-such-command", "-x"],
    ];

    expect(printed(scriptFor({ commands }))).toMatchInlineSnapshot(`
      "=== faultbook capture 2 zfs-avx ===
      command sh -c echo\\040out;\\040echo\\040err\\040>&2;\\040printf\\040'no\\040end';\\
      +\\040exit\\0403 \\e a\\\\b
      exit 3
      stdout
      |out$
      |no end\\
      bytes 10
      stderr
      |err$
      bytes 4
      absent no-such-command -x
      === end of capture, 11 lines ===
      "
    `);
  });

  test("never runs what changes the machine, and says so in its header", () => {
    const script = scriptFor({
      commands: [
        ["rm", "-rf", "/var/cache/x"],
        ["sudo", "systemctl", "restart", "app"],
        ["uname", "-r"],
      ],
    });

    expect(script).toMatch(
      /^# Runs these commands, which have transcripts on test hosts:\n# {3}uname -r\n# Does not run, because it would change something:\n# {3}rm -rf \/var\/cache\/x\n# {3}sudo systemctl restart app\n#$/m,
    );
    expect(script.match(/^ {2}fb_command .*$/gm)).toEqual(["  fb_command 'uname' '-r'"]);
  });

  test("finds every name, also those that begin with two dots", () => {
    mkdirSync(at("dots"));
    for (const name of [".a", "..b", "...c", "d"]) write(`dots/${name}`, "");

    const names = captured({ lists: [at("dots")] }).paths.flatMap((entry) =>
      entry.kind === "listed" ? entry.names : [],
    );

    expect(names.toSorted()).toEqual(["...c", "..b", ".a", "d"]);
  });

  test.each([
    ["set -f", "sh"],
    ["set -eu", "sh"],
    ["IFS=/", "sh"],
    ["shopt -s failglob", "bash"],
    ["shopt -s nullglob dotglob", "bash"],
    ["GLOBIGNORE='*'", "bash"],
  ])("brings the same home after %s in the shell that it is pasted into", (option, shell) => {
    const script = scriptFor({
      lists: [root, at("folder"), at("none")],
      reads: [at("impl"), `${root}/*/plain`, `${root}/gone*`],
    });

    expect(parseCapture(printed(`${option}\n${script}`, [shell]))).toEqual(parseCapture(printed(script)));
  });

  test.each([["--help"], ["-h"]])("prints its header for %s, and captures nothing", (option) => {
    write("x.capture.sh", scriptFor({ reads: [at("impl")] }));
    const { status, stdout } = spawnSync("sh", [at("x.capture.sh"), option], { encoding: "utf8" });

    expect(status).toBe(0);
    expect(stdout).toMatch(/^Captures what the check "zfs-avx" reads and runs[\s\S]*\nReads[\s\S]*impl\n\n?$/);
    expect(stdout).not.toMatch(/===.*capture 1|fb_|shellcheck|^#/m);
  });

  test("asks for what a pattern finds on this machine", () => {
    const { paths } = captured({ reads: [`${root}/folder/*`] });

    expect(paths.map(({ kind, path }) => `${kind} ${shown(path)}`)).toEqual([
      "folder ROOT/folder/inner",
      "file ROOT/folder/plain",
    ]);
  });

  test("tells each path once", () => {
    const { paths } = captured({ reads: [at("impl"), `${root}/i*`], asks: [at("impl")] });

    expect(paths.map(({ path }) => shown(path))).toEqual(["ROOT/impl"]);
  });

  test("gives no command its own stdin, which may be the script", () => {
    const { commands } = captured({ commands: [["cat"], ["echo", "after"]] });

    expect(commands.map(({ ended }) => Buffer.from(ended?.stdout ?? []).toString())).toEqual(["", "after\n"]);
  });

  test("says what it prints in a long header line, in several short ones", () => {
    const word = "x".repeat(60);
    const lines = printed(scriptFor({ commands: [["echo", word, word, `${word}\\`]] })).split("\n");

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
    expect(captured({ commands: [["echo", word, word, `${word}\\`]] }).commands[0]?.argv).toEqual([
      "echo",
      word,
      word,
      `${word}\\`,
    ]);
  });

  test.each(PRESENT.map((shell) => [shell.join(" "), shell] as const))("prints the same in %s", (_, shell) => {
    const script = scriptFor({
      lists: [root, at("folder")],
      reads: [at("impl"), at("a b"), at("gone"), `${root}/*/.hidden`],
      asks: [at("empty"), at("impl")],
      commands: [["sh", "-c", "echo out; echo err >&2; exit 3"], ["uname", "-s"], ["no-such-command"]],
    });

    expect(printed(script, shell)).toBe(printed(script));
  });

  test("writes nothing: not where it stands, and no temporary file", () => {
    const before = readdirSync(tmpdir()).sort();
    const env = { PATH: process.env.PATH, TMPDIR: root, HOME: root };
    const script = scriptFor({ reads: [at("impl")], lists: [root], commands: [["uname"]] });
    const names = readdirSync(root, { recursive: true }).sort();

    expect(spawnSync("sh", ["-s"], { input: script, cwd: root, env }).status).toBe(0);
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(names);
    expect(readdirSync(tmpdir()).filter((name) => !before.includes(name) && /fb|capture\.|tmp\./.test(name))).toEqual(
      [],
    );
  });

  test("does nothing when only half of it arrived", () => {
    const script = scriptFor({ reads: [at("impl")] });
    const half = script.slice(0, script.indexOf("fb_main 5>&2"));
    const { status, stdout } = spawnSync("sh", ["-s"], { input: half, encoding: "utf8" });

    expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: "" });
  });

  test("leaves the shell into which it is pasted as it was", () => {
    const input = `PATH=${process.env.PATH}; LC_ALL=en\n${scriptFor({ reads: [at("impl")] })}echo "$LC_ALL $(type fb_read 2>&1 | wc -l) $PATH"`;
    const { stdout } = spawnSync("sh", ["-s"], { input, encoding: "utf8" });

    expect(stdout.trimEnd().split("\n").at(-1)).toBe(`en 1 ${process.env.PATH}`);
    expect(stdout).not.toContain("is a function");
  });

  test("says what is missing where it cannot work at all", () => {
    const { status, stderr } = spawnSync("/bin/sh", ["-s"], {
      input: scriptFor({}).replace(/^PATH=.*$/m, "PATH=/nowhere"),
      encoding: "utf8",
    });

    expect({ status, stderr }).toEqual({ status: 1, stderr: "Cannot capture: this machine has no awk\n" });
  });

  test("begins with what it is, what it does, and how its output is used", () => {
    const script = scriptFor({ reads: ["/proc/swaps"], lists: ["/sys/block"], commands: [["uname", "-r"]] });

    expect(script.slice(0, script.indexOf("\n(\n"))).toMatchInlineSnapshot(`
      "#!/bin/sh
      # Captures what the check "zfs-avx" reads and runs on this machine: Has ZFS lost AVX?
      # From https://kb.example/runbooks/slow/#check-zfs-avx
      #
      # This script changes nothing. It writes only to a temporary folder of its own, which it removes, and reports on stderr
      # what it ran. Run it as root, so that it can read everything:
      #     sh zfs-avx.capture.sh > capture.txt
      #     ssh root@HOST sh -s < zfs-avx.capture.sh > capture.txt
      # Or copy everything it prints on a terminal, from the line that begins with === to the next such line.
      #
      # Read the text before you pass it on. To make a test host of it, run this in the folder of the site's sources:
      #     npm run new -- host NAME < capture.txt
      #
      # Does not run the check, because it would change something:
      #   rm /x
      # Lists the names in:
      #   /sys/block
      # Reads these files, if they exist and have at most 1 MiB:
      #   /proc/swaps
      # Runs these commands, which have transcripts on test hosts:
      #   uname -r
      #
      # shellcheck disable=SC2317 # Not every check needs every function."
    `);
  });

  describeUnless(NO_SHELLCHECK, "held against ShellCheck", () => {
    test("leaves it nothing to say", () => {
      const input = scriptFor({
        reads: ["/a/*/b", "/it's"],
        lists: ["/c"],
        asks: ["/d"],
        commands: [["e", "f g", "'"]],
      });

      expect(spawnSync("shellcheck", ["-s", "sh", "-"], { input, encoding: "utf8" }).stdout).toBe("");
    });
  });
});

describe("captureScript() without the rights of root", () => {
  test("tells what it may not read, and goes on", () => {
    mkdirSync(at("locked"));
    write("locked/file", "x");
    write("secret", "x");
    for (const path of ["locked", "secret"]) chmodSync(at(path), 0);
    const uses = { lists: [at("locked")], reads: [at("locked/file"), at("secret"), "/etc/passwd"] };
    // Whoever is root is somebody else for once.
    const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout } = spawnSync("sh", ["-s"], { input: scriptFor(uses), encoding: "utf8", ...user });

    expect(parseCapture(stdout).paths.map(({ kind, path }) => `${kind} ${shown(path)}`)).toEqual([
      "unreadable ROOT/locked",
      "unreadable ROOT/locked/file",
      "unreadable ROOT/secret",
      "file /etc/passwd",
    ]);
    chmodSync(at("locked"), 0o700);
  });
});
