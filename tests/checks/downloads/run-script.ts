// Runs the scripts that leave our hands as their users do: as files, by the shells of this machine.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Shell = {
  readonly title: string;
  readonly command: string;
  readonly argv0: string;
  readonly options: readonly string[];
};

/** The ways in which bash may come to read a script; the last one is `sh x.sh` where sh is bash. */
const BASH: Shell = { title: "bash", command: "/bin/bash", argv0: "bash", options: [] };
export const BASHES: readonly Shell[] = [
  BASH,
  { ...BASH, title: "bash in POSIX mode", options: ["--posix"] },
  { ...BASH, title: "bash under the name of sh", argv0: "sh" },
];
export const DASH: Shell = { title: "dash", command: "dash", argv0: "sh", options: [] };

type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a script as a file of its own. What it prints is given as latin1 where it need not be UTF-8. */
export function runScript(
  text: string,
  { shell = BASH, args = [], env = {}, encoding = "utf8" }: RunOptions = {},
): Ran {
  const { command, argv0, options } = shell;
  const folder = mkdtempSync(join(tmpdir(), "faultbook-script-"));
  try {
    const file = join(folder, "x.sh");
    writeFileSync(file, text);
    return spawnSync(command, [...options, file, ...args], {
      ...{ argv0, encoding, cwd: folder, input: "what a check must not read\n", timeout: 60_000 },
      env: { PATH: "/usr/bin:/bin", ...env },
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type RunOptions = {
  readonly shell?: Shell;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly encoding?: "utf8" | "latin1";
};

const hasCommand = (name: string, args: readonly string[]) => spawnSync(name, args).error === undefined;

export const NO_DASH = hasCommand("dash", ["-c", "exit"])
  ? undefined
  : "dash is not installed, the sh of Debian and Ubuntu: whether a script tells it what to do is not tried";

export const NO_SHELLCHECK = hasCommand("shellcheck", ["--version"])
  ? undefined
  : "ShellCheck is not installed: what it says of the scripts is not asked. On Debian and Ubuntu: apt-get install shellcheck";

/** What ShellCheck says of a script, line by line; "" where it is content. https://www.shellcheck.net/wiki/ */
export function shellcheck(text: string): string {
  const { stdout } = spawnSync("shellcheck", ["--norc", "--format=gcc", "-"], { input: text, encoding: "utf8" });
  return stdout;
}

/** Text that is as hostile as a title, a question or an output can be. */
export const NASTY = `It's "so" \`id\` $HOME $(touch pwned) \\ 100% & !! */ \u001b[31m é\n  # and\r\ntouch pwned; !fine`;
/** The same as one line. */
export const NASTY_LINE = `It's "so" \`id\` $HOME $(touch pwned) \\ 100% & !! */ [31m é # and touch pwned; !fine`;

/** What a script printed, with the words HOST and TIME where it named both. */
export function withoutPlace(stdout: string): string {
  return stdout.replace(/^(Host: )[\w.-]+, \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/gm, "$1HOST, TIME");
}

/** Runs a script that bash reads from stdin, as anybody but root. */
export function runAsNobody(text: string, args: readonly string[] = []): Ran {
  const nobody = IS_ROOT ? { uid: 65534, gid: 65534 } : {};
  return spawnSync("/bin/bash", ["-s", "--", ...args], {
    ...{ encoding: "utf8", cwd: "/", input: text, timeout: 60_000, env: { PATH: "/usr/bin:/bin" } },
    ...nobody,
  });
}

export const IS_ROOT = process.getuid?.() === 0;
