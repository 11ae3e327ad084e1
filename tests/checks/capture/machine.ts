// A machine made of a host: its files at their places, programs that answer as its transcripts do, and beside them the
// shells and tools of this machine. A capture script runs there as on any other one.

import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { quote } from "../../../src/checks/snippet/quote.ts";
import type { Host, Transcript } from "../../../src/model/host.ts";

export type Machine = {
  readonly host: Host;
  /** Programs of its own, by name: texts for a shell. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly shell?: readonly string[];
};

const NAMESPACES = ["unshare", "--user", "--map-root-user", "--mount", "--net", "--pid", "--fork", "--kill-child"];
/** Beside /usr, a root has what leads there. */
const LINKS = ["bin", "lib", "lib64", "sbin"];
const MOUNTS = `mount --rbind /usr usr && mount --bind programs usr/local/sbin && mount --bind /dev/null dev/null && mount --rbind /proc dev/proc &&
  exec chroot . /usr/bin/env -i "$@"`;

/** Why there can be no such machine here; undefined where there can. */
export const noMachine = (() => {
  const [name = "", ...args] = [...NAMESPACES, "true"];
  return spawnSync(name, args).status === 0 ? undefined : "namespaces are forbidden here";
})();

/** What the script prints there, and which files it has left. */
export function runOn({ host, programs = {}, env = {}, shell = ["sh"] }: Machine, script: string) {
  const root = mkdtempSync(join(tmpdir(), "faultbook-machine-"));
  try {
    build(root, host, programs);
    const variables = Object.entries({ PATH: "/usr/bin:/bin", HOME: "/root", ...env }).map((pair) => pair.join("="));
    const [name = "", ...args] = [...NAMESPACES, "sh", "-c", MOUNTS, "sh", ...variables, ...shell, "-s"];
    const ended = spawnSync(name, args, {
      cwd: root,
      input: Buffer.from(script),
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const left = spawnSync("find", ["tmp", "run", "var/tmp", "-mindepth", "1"], { cwd: root, encoding: "utf8" }).stdout;
    return { status: ended.status, stdout: ended.stdout, stderr: ended.stderr, left };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const ALTERNATIVES = "/etc/alternatives";

function build(root: string, host: Host, programs: Readonly<Record<string, string>>): void {
  for (const folder of ["dev/proc", "etc", "proc", "programs", "root", "run", "sys", "tmp", "usr", "var/tmp"])
    mkdirSync(join(root, folder), { recursive: true });
  for (const name of LINKS) symlinkSync(`usr/${name}`, join(root, name));
  // Debian's awk is found by way of this folder.
  if (existsSync(ALTERNATIVES))
    cpSync(ALTERNATIVES, join(root, ALTERNATIVES), { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(root, "dev/null"), "");
  // bash opens <( ) below /dev/fd, and /proc holds nothing but the files of the host.
  symlinkSync("proc/self/fd", join(root, "dev/fd"));
  for (const [path, content] of host.files) {
    mkdirSync(join(root, path.endsWith("/") ? path : dirname(path)), { recursive: true });
    if (!path.endsWith("/")) writeFileSync(join(root, path), content);
  }
  const recorded = Map.groupBy(host.transcripts, ({ argv }) => argv[0] ?? "");
  const answering = [...recorded].map(([name, transcripts]) => [name, programOf(transcripts)] as const);
  for (const [name, text] of [...answering, ...Object.entries(programs)]) {
    writeFileSync(join(root, "programs", name), text.startsWith("#!") ? text : `#!/bin/sh\n${text}\n`);
    chmodSync(join(root, "programs", name), 0o755);
  }
}

function programOf(transcripts: readonly Transcript[]): string {
  const answers = transcripts.map(({ argv, stdin, stdout, stderr, exit }) => {
    const asked = argv.slice(1).map((word, i) => ` && \${${i + 1}} == ${quote(word)}`);
    const fed = stdin === undefined ? "" : ` && $(cat; echo .) == ${quote(`${stdin}.`)}`;
    const told = `printf %s ${quote(stdout)}; printf %s ${quote(stderr)} >&2; exit ${exit}`;
    return `if [[ $# == ${argv.length - 1}${asked.join("")}${fed} ]]; then ${told}; fi\n`;
  });
  return `#!/bin/bash -p\n${answers.join("")}echo "$0: cannot say" >&2; exit 9\n`;
}
