// Power cuts: whoever writes the record is killed at some moment, and what is on disk is the old file or the new one.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { expect, test } from "vitest";
import { readRecord } from "../../../src/trackers/record/record.ts";

const MODULE = new URL("../../../src/trackers/record/record.ts", import.meta.url).href;
const ENTRIES = 400;

/** Writes two records in turn, for ever: all states "open", then all "closed". */
function writer(path: string): string {
  return `const { writeRecord } = await import(${JSON.stringify(MODULE)});
    const record = (state) => ({ version: 1, references: Array.from({ length: ${ENTRIES} }, (_, i) => ({
      url: "https://example.org/" + i, tracker: "github", state, remoteStatus: state, title: "x".repeat(300), history: [],
      source: { kind: "fetched", at: "2026-11-22T02:00:00Z", from: "https://example.org/" } })) });
    for (let i = 0; ; i++) {
      await writeRecord(${JSON.stringify(path)}, record(i % 2 ? "open" : "closed"));
      if (i === 1) console.log("at it");
    }`;
}

test("kill -9 at any moment leaves a whole record", async () => {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-kill-"));
  const path = join(folder, "states.json");
  const found = new Set<string>();

  // At least ten times, and until each of the two records was found: else nothing was being written when it was killed.
  for (let round = 0; round < 10 || (found.size < 2 && round < 60); round++) {
    const child = spawn(execPath, ["--input-type=module", "-e", writer(path)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    // Another moment of the write in each round.
    await new Promise((resolve) => setTimeout(resolve, (round * 7) % 23));
    child.kill("SIGKILL");
    await once(child, "exit");
    const { references } = await readRecord(path);
    expect(references).toHaveLength(ENTRIES);
    const states = new Set(references.map(({ state }) => state));
    expect(states.size).toBe(1);
    for (const state of states) found.add(state);
    expect((await readFile(path, "utf8")).endsWith("}\n")).toBe(true);
  }

  expect([...found].sort()).toEqual(["closed", "open"]);
  await rm(folder, { recursive: true });
});
