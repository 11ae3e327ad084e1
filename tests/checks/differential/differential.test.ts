// What the simulated shell says must be what the real bash and tools say, or it must refuse: over hundreds of snippets
// of the kind that checks are made of. known-differences.ts names those that it refuses.

import { beforeAll, describe, expect, test } from "vitest";
import { bubblewrap, bubblewrapWithin } from "../../../src/checks/engines/bubblewrap.ts";
import { simulated } from "../../../src/checks/engines/simulated.ts";
import { judge } from "../../../src/checks/verdict.ts";
import type { Run } from "../../../src/model/check.ts";
import { type Answer, answersOf } from "./batch.ts";
import { readCorpus } from "./corpus.ts";
import { MADE } from "./host.ts";
import { OF_THE_SANDBOX, REFUSED } from "./known-differences.ts";

const THEMES = readCorpus();
/** Where it matters what was read; strace doubles the time. */
const TRACED = new Set(["grep.sh", "machine.sh", "reading.sh", "tools.sh"]);
const SNIPPETS = THEMES.flatMap(({ snippets }) => snippets);

/** What real programs read for their own ends: bash looks who it is, and sed, find and ls look for SELinux. */
const OWN = new Set(["/etc/passwd", "/proc/mounts"]);
/**
 * grep -r opens what it finds by the descriptor of a folder, of which a trace does not tell the path; sort looks whether
 * all files are there before it reads one.
 */
const READS_OTHERS = new Set(["grep -r", "grep -rc and --include", "sort without its file"]);

type Pair = { readonly run: Run; readonly answer: Answer };

const missing = bubblewrap.missing?.();

describe.skipIf(missing !== undefined)(`the engines agree${missing === undefined ? "" : `: ${missing}`}`, () => {
  describe.each(THEMES)("$file", ({ file, snippets }) => {
    const pairs = new Map<string, Pair>();

    beforeAll(async () => {
      const texts = snippets.map(({ text }) => text);
      const [runs, answers] = await Promise.all([
        Promise.all(texts.map((text) => simulated.run(text, MADE))),
        answersOf(texts, MADE, bubblewrap.traces && TRACED.has(file)),
      ]);
      for (const [i, { title }] of snippets.entries()) {
        const [run, answer] = [runs[i], answers[i]];
        if (run !== undefined && answer !== undefined) pairs.set(title, { run, answer });
      }
    });

    test.each(snippets)("$title", ({ title, difference }) => {
      const { run, answer } = pairs.get(title) ?? {};
      if (run === undefined || answer === undefined) throw new Error("It was not run");
      if (difference === undefined) expectAgreement(title, run, answer);
      else expect(kindOf(run, answer)).toBe(difference in REFUSED ? "simulated refuses" : "sandbox's own");
    });
  });

  test.each(SNIPPETS.filter((_, i) => i % 100 === 0))(
    "a batch answers as the engine does: $title",
    async ({ text }) => {
      const [answer] = await answersOf([text], MADE, false);
      const run = await bubblewrapWithin(5_000, false).run(text, MADE);

      expect(answer).toMatchObject({ exitCode: run.exitCode, stdout: run.stdout, refused: run.refused });
    },
  );
});

describe("the corpus", () => {
  test("has each title once, and more than it must have", () => {
    expect(new Set(SNIPPETS.map(({ title }) => title)).size).toBe(SNIPPETS.length);
    expect(SNIPPETS.length).toBeGreaterThan(220);
  });

  test("has snippets for each known difference, and for no other", () => {
    const shown = SNIPPETS.map(({ difference }) => difference).filter((name) => name !== undefined);

    expect([...new Set(shown)].toSorted()).toEqual(Object.keys({ ...REFUSED, ...OF_THE_SANDBOX }).toSorted());
  });
});

/** The kind of what two runs differ in; undefined where they agree, and a text that no table has where both answer. */
function kindOf(run: Run, answer: Answer): string | undefined {
  const isSame = run.exitCode === answer.exitCode && run.stdout === answer.stdout;
  if (run.refused.length > 0) return answer.refused.length > 0 ? undefined : "simulated refuses";
  return isSame && answer.refused.length === 0 ? undefined : "sandbox's own";
}

function expectAgreement(title: string, run: Run, answer: Answer): void {
  expect(judge(run)).toBe(judge({ ...run, ...answer, read: answer.read ?? [] }));
  expect({ isRefused: run.refused.length > 0, refused: run.refused }).toMatchObject({
    isRefused: answer.refused.length > 0,
  });
  // Without an answer, nobody looks at what came out.
  if (run.refused.length > 0) return;
  expect({ exitCode: run.exitCode, stdout: run.stdout }).toEqual({ exitCode: answer.exitCode, stdout: answer.stdout });
  if (answer.read === undefined || READS_OTHERS.has(title)) return;
  const others = (paths: readonly string[]) => paths.filter((path) => !OWN.has(path)).toSorted();
  expect(others(run.read)).toEqual(others(answer.read));
}
