// Power cuts: whoever writes the record is killed at some moment, and what is on disk is the old file or the new one.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execPath } from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { readRecord } from "../../../src/trackers/record/record.ts";

const MODULE = new URL("../../../src/trackers/record/record.ts", import.meta.url).href;
const ENTRIES = 400;

/** Writes two records in turn, for ever: all states "open", then all "closed". Says how many milliseconds a write took. */
function writer(path: string): string {
  return `const { writeRecord } = await import(${JSON.stringify(MODULE)});
    const record = (state) => ({ version: 1, references: Array.from({ length: ${ENTRIES} }, (_, i) => ({
      url: "https://example.org/" + i, tracker: "github", state, remoteStatus: state, title: "x".repeat(300), history: [],
      source: { kind: "fetched", at: "2026-11-22T02:00:00Z", from: "https://example.org/" } })) });
    await writeRecord(${JSON.stringify(path)}, record("closed"));
    for (let i = 0; ; i++) {
      const started = performance.now();
      await writeRecord(${JSON.stringify(path)}, record(i % 2 ? "closed" : "open"));
      if (i === 0) console.log(performance.now() - started);
    }`;
}

test("kill -9 at any moment leaves a whole record", async () => {
  const folder = await mkdtemp(join(tmpdir(), "faultbook-kill-"));
  const path = join(folder, "states.json");
  const sizes = new Set<number>();
  for (let round = 0; round < 10; round++) {
    const child = spawn(execPath, ["--input-type=module", "-e", writer(path)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    const [took] = await once(child.stdout, "data");
    // Whoever reads meanwhile sees what a kill at that moment would leave.
    for (let i = 0; i < 20_000; i++) sizes.add(statSync(path).size);
    // Another moment of the write in each round, however slow the disk is: the writer does nothing else from now on.
    await new Promise((resolve) => setTimeout(resolve, (Number(took) * round) / 10));
    child.kill("SIGKILL");
    expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
    const { references } = await readRecord(path);
    expect(references).toHaveLength(ENTRIES);
    expect(new Set(references.map(({ state }) => state)).size).toBe(1);
    expect((await readFile(path, "utf8")).endsWith("}\n")).toBe(true);
  }

  // That of either record, and none between.
  expect(sizes.size).toBeLessThanOrEqual(2);
  await rm(folder, { recursive: true });
});
