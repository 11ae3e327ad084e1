// Whether the program itself has changed: its sources, its dependencies and Node.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { version } from "node:process";
import { fileURLToPath } from "node:url";
import { entriesBelow } from "../corpus/walk.ts";
import { RECORD_FILE } from "./files.ts";

const HERE = fileURLToPath(new URL("../../", import.meta.url));
/** npm keeps the second one: what is installed, which may differ from what is wanted. */
const LOCKS = ["package-lock.json", "node_modules/.package-lock.json"];

/** A hash of all files in these folders, of the dependencies, and of the version of Node. `program`: where it is. */
export async function sourcesHash(folders: readonly string[], program = HERE): Promise<string> {
  const hash = createHash("sha256").update(version);
  for (const lock of LOCKS) hash.update(await readFile(join(program, lock)).catch(() => ""));
  for (const folder of folders) {
    const files = await entriesBelow(join(program, folder));
    for (const { path, at, kind } of files) {
      // The record of our own site lies among the data files.
      if (kind === "file" && `${folder}/${path}` !== RECORD_FILE)
        hash.update(`\0${folder}/${path}\0`).update(await readFile(at));
    }
  }
  return hash.digest("hex");
}
