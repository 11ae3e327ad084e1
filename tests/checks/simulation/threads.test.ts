import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { runInThread } from "../../../src/checks/simulation/threads.ts";
import { GCM, HEALTHY } from "../samples.ts";

const NEVER_GIVES_WAY = "awk 'BEGIN { while (i++ < 90000) { j = 0; while (j++ < 90000) k++ } }'";

test("runInThread() ends a run that never gives way, and those that wait for it notice nothing", async () => {
  const [endless, sound, other] = await Promise.all([
    runInThread(NEVER_GIVES_WAY, HEALTHY, 50),
    runInThread(`cat ${GCM}; exit 3`, HEALTHY, 5000),
    runInThread("exit 4", HEALTHY, 5000),
  ]);

  expect(endless).toMatchObject({ exitCode: 124, timedOut: true, refused: [] });
  expect(sound).toMatchObject({ exitCode: 3, stdout: "cycle [fastest] avx generic pclmulqdq ", read: [GCM] });
  expect(other).toMatchObject({ exitCode: 4 });
});

test("runInThread() names a run that needs all memory", async () => {
  const greedy = `awk 'BEGIN { s = sprintf("%9000s", "x"); while (i++ < 90000) a[i] = toupper(s) i }'`;

  expect(await runInThread(greedy, HEALTHY, 30_000)).toMatchObject({ refused: ["more than 512 MiB of memory"] });
  expect(await runInThread("exit 4", HEALTHY, 5000)).toMatchObject({ exitCode: 4, refused: [] });
});

test("runInThread() keeps nobody from ending", () => {
  const program = `
    const { runInThread } = await import("./src/checks/simulation/threads.ts");
    const host = { files: new Map(), transcripts: [] };
    const { exitCode } = await runInThread("exit 7", host, 5000);
    process.stdout.write(String(exitCode));`;
  const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });

  expect([stdout, status]).toEqual(["7", 0]);
});
