// The command npm run check as people run it: a tiny site on disk, a real process.

import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Files, writeSite } from "../../corpus/tiny-site.ts";

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

const card = (name: string) => `{ summary: ${name}, kind: shaped, source: made up }`;
const HOSTS: Files = {
  "content/hosts/with/host.yaml": card("with"),
  "content/hosts/with/root/proc/swaps": "Filename\tType\n/dev/sda2\tpartition\n",
  "content/hosts/without/host.yaml": card("without"),
  "content/hosts/without/root/proc/swaps": "Filename\tType\n",
};

export type Site = {
  readonly root: string;
  readonly run: (...args: string[]) => Promise<{ code: number; stdout: string; stderr: string }>;
  readonly read: (file: string) => Promise<string>;
  readonly write: (file: string, text: string) => Promise<void>;
};

/** A site with this page and two hosts, "with" and "without" swap. */
export async function siteWith(page: string, files: Files = {}, environment: NodeJS.ProcessEnv = {}): Promise<Site> {
  const root = await writeSite({ ...HOSTS, ...files, [PAGE]: page });
  return {
    root,
    run: (...args) => runCheck(root, args, environment),
    read: (file) => readFile(join(root, file), "utf8"),
    write: (file, text) => writeFile(join(root, file), text),
  };
}

function runCheck(root: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
  const { GITHUB_ACTIONS: _, GITHUB_STEP_SUMMARY: _summary, ...inherited } = process.env;
  // Vitest tells its workers that they are; a Vitest of their own is none.
  const own = Object.entries(inherited).filter(([name]) => !/^(VITEST|VITE_|TEST$|NODE_ENV$|FAULTBOOK_)/.test(name));
  const env = { ...Object.fromEntries(own), ...environment };
  return new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [SCRIPT, "--root", root, ...args], { env }, (error, stdout, stderr) =>
      done({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}
