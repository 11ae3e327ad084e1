// Starts a measured refresh and reads what it tells.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { runNode } from "./run-node.ts";

export type RefreshRun = {
  /** Without the start of the process. */
  readonly seconds: number;
  /** The most memory that the process had (resident set). */
  readonly megabytes: number;
  /** HTTP attempts. */
  readonly attempts: number;
  /** Kind of the report's line → how many there are. */
  readonly changes: Readonly<Record<string, number>>;
  readonly notDue: number;
  /** The first failure, where there was one. */
  readonly failure: string | undefined;
};

const CHILD = fileURLToPath(new URL("measured-refresh.ts", import.meta.url));

/** Refreshes the site below `root` as if it were `now`. `total` is the whole process in seconds. */
export async function runRefresh(
  root: string,
  now: Date,
  environment: Readonly<Record<string, string>> = {},
): Promise<RefreshRun & { readonly total: number }> {
  const { seconds, stdout } = await runNode([...(await flags()), CHILD, root, now.toISOString()], environment);
  const run: RefreshRun = JSON.parse(stdout);
  return { ...run, total: seconds };
}

/** Those with which `npm run refresh` starts Node, but for the file that it loads first. */
async function flags(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as { scripts: { refresh: string } };
  return scripts.refresh.match(/--[\w-]+=\S+/g) ?? [];
}

/** What GitHub Actions sets, for the API at this origin. */
export function tokenFor(github: string): Readonly<Record<string, string>> {
  return { GITHUB_TOKEN: "secret", GITHUB_API_URL: github };
}

/** Two o'clock at night, `days` after the first night. */
export function night(days: number, minutes = 0): Date {
  return new Date(Date.UTC(2026, 0, 1 + days, 2, minutes));
}
