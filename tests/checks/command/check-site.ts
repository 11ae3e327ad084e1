// The command npm run check as people run it: a tiny site on disk, a real process.

import { execFile } from "node:child_process";
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { site } from "../../site/support/tiny-site.ts";

const SCRIPT = new URL("../../../scripts/check.ts", import.meta.url).pathname;
export const PAGE = "content/postmortems/2023-09-21-slow.md";

/** A check that tells the two hosts below apart, and keeps every rule. */
export const SOUND = `---
title: Slow
checks:
  swap-on: { asks: Is there swap?, ok: [with], affected: [without] }
---
\`\`\`bash check=swap-on
n=$(grep -c . /proc/swaps) || [ $? = 1 ] || { echo "cannot read it"; exit 2; }
[ "$n" -gt 0 ] || { echo "nothing in /proc/swaps"; exit 2; }
[ "$n" -gt 1 ] || { echo "no swap"; exit 1; }
echo "$n lines"
\`\`\`
`;
/** Says AFFECTED on both. */
export const WRONG = SOUND.replace('"$n" -gt 1', '"$n" -gt 2');
/** Says the same in other words. */
export const MENDED = SOUND.replace('"no swap"', '"No swap"');

export const OTHER = SOUND.replaceAll("swap-on", "swap-off").replace("title: Slow", "title: Other");

const card = (name: string) => `{ summary: ${name}, kind: shaped, source: made up }`;
type Files = Readonly<Record<string, string>>;
const HOSTS: Files = {
  "content/hosts/with/host.yaml": card("with"),
  "content/hosts/with/root/proc/swaps": "Filename\tType\n/dev/sda2\tpartition\n",
  "content/hosts/without/host.yaml": card("without"),
  "content/hosts/without/root/proc/swaps": "Filename\tType\n",
};

export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type Site = {
  readonly root: string;
  readonly run: (args?: readonly string[], environment?: NodeJS.ProcessEnv) => Promise<Ran>;
  readonly read: (file: string) => Promise<string>;
  readonly write: (file: string, text: string) => Promise<void>;
  /** Path → text of all that is recorded. */
  readonly records: () => Promise<Files>;
};

/** A site with this page and two hosts, "with" and "without" swap. */
export async function siteWith(page: string, files: Files = {}): Promise<Site> {
  return siteAt(await site({ ...HOSTS, ...files, [PAGE]: page }));
}

/** A copy of a site, without its records where `isBare`. */
export async function copyOf({ root }: Site, isBare = false): Promise<Site> {
  const copy = await site({});
  await cp(root, copy, { recursive: true });
  if (isBare) await rm(join(copy, "content/.runs"), { recursive: true });
  return siteAt(copy);
}

/** A PATH on which these commands do nothing but fail. */
export async function pathWithout(...names: readonly string[]): Promise<{ readonly PATH: string }> {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-path-"));
  for (const name of names) {
    await writeFile(join(folder, name), '#!/bin/sh\necho "Operation not permitted" >&2\nexit 1\n');
    await chmod(join(folder, name), 0o755);
  }
  return { PATH: folder };
}

function siteAt(root: string): Site {
  const read = (file: string) => readFile(join(root, file), "utf8");
  return {
    root,
    read,
    run: (args = [], environment = {}) => runCheck(root, args, environment),
    write: (file, text) => writeFile(join(root, file), text),
    records: async () => {
      const files = (await glob("content/.runs/**", { cwd: root, dot: true })).sort();
      return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await read(file)] as const)));
    },
  };
}

/** Runs the command for the site in this folder. */
export async function runCheck(
  root: string,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const { GITHUB_ACTIONS: _, GITHUB_WORKSPACE: _workspace, ...inherited } = process.env;
  const own = Object.entries(inherited).filter(([name]) => !/^(npm_|FAULTBOOK_|(FORCE|NO)_COLOR$)/i.test(name));
  const env = { ...Object.fromEntries(own), ...environment };
  return new Promise((done) => {
    execFile(process.execPath, [SCRIPT, "--root", root, ...args], { env }, (error, stdout, stderr) =>
      done({
        code: Number(error?.code ?? 0),
        stdout: stdout.replaceAll(root, "ROOT"),
        stderr: stderr.replaceAll(root, "ROOT"),
      }),
    );
  });
}
