// Repositories of a few files, made by git itself.

import { execFileSync } from "node:child_process";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { env } from "node:process";
import { type Files, writeSite } from "../../corpus/tiny-site.ts";

/** Without the settings of this machine, and as nobody in particular. */
const OWN = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
};

export function git(folder: string, args: readonly string[], day = "2024-01-01T12:00:00Z", input = ""): string {
  const dates = { GIT_AUTHOR_DATE: "2001-01-01T12:00:00Z", GIT_COMMITTER_DATE: day };
  return execFileSync("git", args, { cwd: folder, env: { PATH: env.PATH, ...OWN, ...dates }, encoding: "utf8", input });
}

/** Gives the last commit a signature, which git would hand to a program. */
export function sign(folder: string): void {
  const signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n";
  const signed = git(folder, ["cat-file", "commit", "HEAD"]).replace(/^committer .*\n/m, `$&${signature}`);
  const hash = git(folder, ["hash-object", "-t", "commit", "-w", "--stdin"], undefined, signed).trim();
  git(folder, ["reset", "-q", "--soft", hash]);
}

export function commit(folder: string, day: string, message = "change"): void {
  git(folder, ["add", "-A"]);
  git(folder, ["commit", "-q", "-m", message], day);
}

export const A = "content/runbooks/a.md";
export const B = "content/pages/b.md";

/** A repository in which a.md changed on 3 May 2026, and b.md on 1 January 2024. */
export async function repository(files: Files = {}): Promise<string> {
  const root = await writeSite({ [A]: "# A\n", [B]: "# B\n", ...files });
  git(root, ["init", "-q", "-b", "main"]);
  commit(root, "2024-01-01T12:00:00Z");
  await appendFile(join(root, A), "more\n");
  commit(root, "2026-05-03T23:30:00-05:00");
  return root;
}
