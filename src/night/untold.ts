// What has not been reported to the maintainer yet. News is the difference between two records, so it is kept here before
// the record is written: a killed night or a refresh by hand loses nothing.

import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";

const FILE = ".cache/untold.md";

/** Markdown; "" when everything was reported. */
export async function readUntold(root: string): Promise<string> {
  return readFile(join(root, FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}

/** Where the nightly job never runs, it must not grow for ever. In characters. */
const LONGEST = 200_000;
const CUT = "\n\n… and more, which did not fit\n";

/** Adds a report to what waits to be reported. */
export async function addUntold(root: string, report: string): Promise<void> {
  if (report === "") return;
  const before = await readUntold(root);
  await mkdir(dirname(join(root, FILE)), { recursive: true });
  const whole = before === "" ? report : `${before}\n${report}`;
  await writeFileAtomic(join(root, FILE), whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST)}${CUT}`);
}

/** Forgets what has been reported now. */
export async function clearUntold(root: string): Promise<void> {
  await rm(join(root, FILE), { force: true });
}
