// Runs a snippet with the bash and the tools of this machine on a copy of a host's files, to hold the simulated shell
// against. Paths below /proc and /sys are changed to those of the copy, in the snippet and back in its output; that is
// good enough for tests, and no engine: the snippet can look at the whole machine.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { asFunction } from "../../src/checks/snippet.ts";
import type { Host, Transcript } from "../../src/model/host.ts";

/** Elsewhere bash may be old, or grep another one. */
export const HAS_REAL_BASH = process.platform === "linux";

export function runReally(snippet: string, host: Host): { exitCode: number | null; stdout: string } {
  const root = mkdtempSync(join(tmpdir(), "faultbook-host-"));
  try {
    for (const [path, content] of host.files) write(join(root, path), content);
    const bin = join(root, "transcripts");
    for (const [name, transcripts] of Map.groupBy(host.transcripts, ({ argv }) => argv[0] ?? "")) {
      write(join(bin, name), asScript(transcripts));
      chmodSync(join(bin, name), 0o755);
    }
    const input = asFunction(snippet).replace(/(?<![\w/])\/(proc|sys|made)\b/g, `${root}/$1`);
    const env = { PATH: `${bin}:/usr/bin:/bin`, HOME: "/root", LC_ALL: "C" };
    const { status, stdout } = spawnSync("/bin/bash", { input, env, cwd: "/", encoding: "utf8", timeout: 10_000 });
    return { exitCode: status, stdout: stdout.replaceAll(root, "") };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function asScript(transcripts: readonly Transcript[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const cases = transcripts.map(({ argv, stdout, stderr, exit }) => {
    const asked = quote(argv.slice(1).join("\x1f"));
    return `[ "$asked" = ${asked} ] && { printf %s ${quote(stdout)}; printf %s ${quote(stderr)} >&2; exit ${exit}; }\n`;
  });
  return `#!/bin/bash\nIFS=$'\\x1f'; asked="$*"\n${cases.join("")}exit 127\n`;
}
