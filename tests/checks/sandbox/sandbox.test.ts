import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pathOf } from "../../../src/checks/path-of.ts";
import { runInSandbox, sandboxMissing } from "../../../src/checks/sandbox/sandbox.ts";
import { hostOf } from "../samples.ts";

const PROGRAM = `
  const { sandboxMissing } = await import("./src/checks/sandbox/sandbox.ts");
  process.stdout.write(String(sandboxMissing()));`;

/** What a process says that cannot find a command of this machine, because something else lies on it. */
function saidWithout(command: string): string {
  const file = pathOf(command) ?? "";
  const [bwrap, node] = [pathOf("bwrap") ?? "bwrap", [process.execPath, "--input-type=module", "-e", PROGRAM]];
  return spawnSync(bwrap, ["--dev-bind", "/", "/", "--ro-bind", "/dev/null", file, "--", ...node], { encoding: "utf8" })
    .stdout;
}

/** What a process says in which only these commands of this machine can be found, and these others. */
function saidWith(
  commands: readonly string[],
  scripts: Readonly<Record<string, string>> = {},
  program = PROGRAM,
): string {
  const folder = mkdtempSync(join(tmpdir(), "faultbook-path-"));
  try {
    for (const name of commands) symlinkSync(pathOf(name) ?? `/usr/bin/${name}`, join(folder, name));
    for (const [name, text] of Object.entries(scripts)) writeFileSync(join(folder, name), text, { mode: 0o755 });
    const args = ["--input-type=module", "-e", program];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", env: { PATH: folder } });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("sandboxMissing()", () => {
  test("says the same when it is asked again", () => {
    expect(sandboxMissing()).toBe(sandboxMissing());
  });

  test("says why bubblewrap could not begin, in its own words", () => {
    const bwrap = "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n";

    expect(saidWith(["bash", "sh", "ldd", "cat"], { bwrap })).toBe(
      "bubblewrap cannot make a sandbox here: bwrap: No permissions to create new namespace",
    );
  });

  test("says why bubblewrap could not be started", () => {
    const bwrap = "#!/no/such/shell\n";

    expect(saidWith(["bash", "sh", "ldd", "cat"], { bwrap })).toMatch(
      /^bubblewrap cannot make a sandbox here: spawnSync \S+bwrap ENOENT$/,
    );
  });

  test("says with what bubblewrap ended that said nothing", () => {
    expect(saidWith(["bash", "sh", "ldd", "cat"], { bwrap: "#!/bin/sh\nexit 3\n" })).toBe(
      "bubblewrap cannot make a sandbox here: it ended with 3",
    );
  });
});

const missing = sandboxMissing();

const RUN = `
  const { runInSandbox } = await import("./src/checks/sandbox/sandbox.ts");
  const { EMPTY_HOST } = await import("./src/model/host.ts");
  process.stdout.write((await runInSandbox("echo ran", EMPTY_HOST)).stdout);`;

describe.skipIf(missing !== undefined)(
  `a sandbox where PATH lacks the folders of this machine ${missing ?? ""}`,
  () => {
    test("finds its commands there all the same", () => {
      expect(saidWith([], {})).toBe("undefined");
      expect(saidWith([], {}, RUN)).toBe("ran\n");
    });
  },
);

describe.skipIf(missing !== undefined)(`sandboxMissing() where something is taken away ${missing ?? ""}`, () => {
  test("says what to install", () => {
    expect(saidWithout("bwrap")).toBe("bubblewrap is not installed. On Debian and Ubuntu: apt-get install bubblewrap");
    expect(saidWithout("ldd")).toBe("ldd is not installed, which tells the libraries of the tools");
  });
});

describe.skipIf(missing !== undefined)(`runInSandbox() ${missing ?? ""}`, () => {
  test("finds another shell and other commands where they are asked for", async () => {
    const host = hostOf("made", { "/etc/x": "hello\n" });
    const script = 'cat /etc/x; [ -n "$BASH" ] || echo sh; sleep 0 && echo slept\n';

    expect(await runInSandbox(script, host, { shell: "sh", extraTools: ["sleep"] })).toMatchObject({
      ...{ exitCode: 0, refused: [], trace: "", timedOut: false, overflowed: false },
      stdout: expect.stringMatching(/^hello\n(sh\n)?slept\n$/),
    });
  });

  test("tells everything that was written into its record, in order", async () => {
    const script = "for x in a b a; do printf '%s\\0' $x >>/run/faultbook/refused; done\n";

    expect((await runInSandbox(script, hostOf("made"))).refused).toEqual(["a", "b", "a"]);
  });

  test("reads what a umask would hide from whoever it runs as", () => {
    const program = `
      process.umask(0o077);
      const { runInSandbox } = await import("./src/checks/sandbox/sandbox.ts");
      const files = new Map([["/etc/deep/x", new TextEncoder().encode("read")]]);
      const transcripts = [{ argv: ["uname"], stdout: " and run", stderr: "", exit: 0 }];
      const { stdout } = await runInSandbox("cat /etc/deep/x; uname\\n", { files, transcripts });
      process.stdout.write(stdout);`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });

    expect(stdout).toBe("read and run");
  });

  test.each([50, 1500])("ends with the process that began it, after %d ms", async (ms) => {
    const program = `
      const { runInSandbox } = await import("./src/checks/sandbox/sandbox.ts");
      void runInSandbox("while :; do :; done\\n", { files: new Map([["/made/it", new Uint8Array()]]), transcripts: [] });
      setTimeout(() => process.kill(process.pid, "SIGKILL"), ${ms});`;
    const { pid } = spawnSync(process.execPath, ["--input-type=module", "-e", program]);

    // At the latest by the limit of what it may compute, where it was killed in the middle of making the sandbox.
    await expect.poll(() => runningFor(pid), { timeout: 85_000, interval: 300 }).toEqual([]);
    for (const folder of foldersOf(pid)) rmSync(folder, { recursive: true });
  });
});

/** Sandboxes whose folder bears the number of a process, as their stdout tells. */
function runningFor(pid: number): readonly string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((id) => `/proc/${id}/fd/1`)
    .filter((link) => targetOf(link).includes(`faultbook-sandbox-${pid}-`));
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return "";
  }
}

function foldersOf(pid: number): readonly string[] {
  const { stdout } = spawnSync(
    "bash",
    ["-c", `shopt -s nullglob; printf '%s\\n' {/dev/shm,"$0"}/faultbook-sandbox-${pid}-*`, tmpdir()],
    { encoding: "utf8" },
  );
  return stdout.split("\n").filter((folder) => folder !== "");
}
