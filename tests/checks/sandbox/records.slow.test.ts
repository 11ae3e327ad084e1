// What is recorded must not depend on who starts the sandbox: the record of all checks of the content, by each launcher.

import { beforeAll, describe, expect, test } from "vitest";
import { judge } from "../../../src/checks/rules/verdict.ts";
import { runKey } from "../../../src/checks/runs/key.ts";
import { recordOf, textOfRecord } from "../../../src/checks/runs/record.ts";
import { hostsOf } from "../../../src/checks/runs/trials.ts";
import type { Launcher } from "../../../src/checks/sandbox/launcher.ts";
import { findLauncher } from "../../../src/checks/sandbox/probe.ts";
import { sandboxBy } from "../../../src/checks/sandbox/sandbox.ts";
import type { Corpus } from "../../../src/corpus/link.ts";
import { readEverything } from "../../../src/site/content.ts";
import { inEach } from "./hostile/machine.ts";

let corpus: Corpus;
let here: readonly string[] | undefined;

beforeAll(async () => {
  corpus = await readEverything(process.cwd());
  const { launcher } = await findLauncher();
  here = launcher?.isolates === true ? await recordsBy(launcher) : undefined;
});

function runsBy(launcher: Launcher) {
  const { run } = sandboxBy({ launcher });
  const all = corpus.checks.flatMap((check) =>
    hostsOf(check, corpus.hosts).map(({ host, expected }) => ({ check, host, expected })),
  );
  return Promise.all(all.map(async (one) => ({ ...one, ran: await run(one.check.snippet, one.host) })));
}

async function recordsBy(launcher: Launcher): Promise<readonly string[]> {
  const runs = await runsBy(launcher);
  return runs.map(({ check, host, ran }) =>
    textOfRecord(recordOf(ran, { key: runKey(check, host), trials: 0, by: [] })),
  );
}

describe("the record of the content", () => {
  inEach((launcher) => {
    test.runIf(launcher.isolates)("is the same, byte for byte", async () => {
      expect(here?.length).toBeGreaterThan(10);
      expect(await recordsBy(launcher)).toEqual(here);
    });

    test.skipIf(launcher.isolates)("has the exit codes and the output that a run without namespaces has", async () => {
      const told = await runsBy(launcher);
      expect(told.map(({ check, host, ran }) => [check.id, host.name, judge(ran, check.exits)])).toEqual(
        told.map(({ check, host, expected }) => [check.id, host.name, expected]),
      );
    });
  });
});
