// What the maintainer has not been told yet. News is the difference between two records, so it is kept here before the
// record is written: a night that is killed, or a refresh by hand, swallows nothing.

import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import writeFileAtomic from "write-file-atomic";

const FILE = ".cache/untold.md";

/** Markdown; "" when everything was told. */
export async function readUntold(root: string): Promise<string> {
  return readFile(join(root, FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}

/** Where nobody ever runs the nightly job, it must not grow for ever. In characters. */
const LONGEST = 200_000;
const CUT = "\n\n… and more, which was not kept\n";

/** Adds a report to what is to be told. */
export async function addUntold(root: string, report: string): Promise<void> {
  if (report === "") return;
  const before = await readUntold(root);
  await mkdir(dirname(join(root, FILE)), { recursive: true });
  const whole = before === "" ? report : `${before}\n${report}`;
  await writeFileAtomic(join(root, FILE), whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST)}${CUT}`);
}

/** Forgets what has been told now. */
export async function clearUntold(root: string): Promise<void> {
  await rm(join(root, FILE), { force: true });
}
