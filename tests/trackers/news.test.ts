// News is never lost, and never told twice: whatever the targets of a bug do from night to night, each change of a state
// that counts is told in the night that brought it, and in no other.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StateRecord } from "../../src/model/record.ts";
import type { Look } from "../../src/model/reference.ts";
import { launchpad } from "../../src/trackers/adapters/launchpad.ts";
import { matcherOf } from "../../src/trackers/match.ts";
import { movedTargets, newsBetween, type Picture } from "../../src/trackers/news.ts";
import { refresh } from "../../src/trackers/record/refresh.ts";
import { resolveReferences } from "../../src/trackers/references.ts";
import { linkTo, recordOf } from "./samples.ts";

const NAMES = ["systemd", "linux (Ubuntu)", "linux (Ubuntu Jammy)"] as const;
const BUG = "https://bugs.launchpad.net/bugs/302";
const TASK = "https://bugs.launchpad.net/ubuntu/+source/linux/+bug/302";
const WORDS = Object.keys(launchpad.statuses);
const match = matcherOf({});

/** Launchpad's words for the three targets in one night; undefined: it cannot be read. */
type Night = readonly string[] | undefined;

/** Answers as Launchpad would. */
function fetchFor(words: Night): typeof globalThis.fetch {
  return async (url) => {
    if (words === undefined) return new Response("", { status: 403 });
    const entries = words.map((status, i) => ({ bug_target_name: NAMES[i], status }));
    return new Response(JSON.stringify(String(url).includes("bug_tasks") ? { entries } : { title: "zfs slow" }));
  };
}

/** What each of these nights tells of the links: the targets that moved, as from → to. */
async function toldIn(nights: readonly Night[], links: readonly string[]): Promise<string[][]> {
  let [record, looks]: [StateRecord, ReadonlyMap<string, Look>] = [recordOf(), new Map()];
  const uses = links.map(linkTo);
  const told: string[][] = [];
  for (const [i, words] of nights.entries()) {
    const asked = { links: uses, record, looks, match, fetch: fetchFor(words), all: true };
    // So far apart that nothing of it is going back and forth.
    const now = () => new Date(Date.UTC(2026, 0, 1 + 20 * i));
    const result = await refresh({ ...asked, now, options: { retries: 0 } });
    const picture = (of: StateRecord): Picture => ({
      references: resolveReferences(uses, { record: of, looks, match }).list,
      waits: [],
    });
    const { moved } = newsBetween(picture(result.before), picture(result.record));
    told.push(
      moved.flatMap((one) =>
        movedTargets(one).map(({ name, was, is }) => `${one.after.url} ${name}: ${was?.state} → ${is?.state}`),
      ),
    );
    ({ record, looks } = result);
  }
  return told;
}

/** What an observer who forgets nothing would tell of these targets. */
function expected(nights: readonly Night[], address: string, counted: readonly string[]): string[][] {
  const known = new Map<string, string>();
  return nights.map((words) =>
    NAMES.flatMap((name, i) => {
      const [was, is] = [known.get(name), words === undefined ? undefined : launchpad.statuses[words[i] as string]];
      // Upstream that cannot tell takes nothing back.
      if (is === undefined || (is === "unknown" && was !== undefined)) return [];
      known.set(name, is);
      return was === undefined || was === is || !counted.includes(name) ? [] : [`${address} ${name}: ${was} → ${is}`];
    }),
  );
}

const night = fc.option(fc.tuple(...NAMES.map(() => fc.constantFrom(...WORDS))), { nil: undefined, freq: 8 });

describe("newsBetween() over nights", () => {
  it("tells each change of a target's state once, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(night, { minLength: 2, maxLength: 6 }), async (nights) => {
        const told = (await toldIn(nights, [BUG])).map((lines) => lines.sort());
        expect(told).toEqual(expected(nights, BUG, NAMES).map((lines) => lines.sort()));
      }),
      { numRuns: 60 },
    );
  });

  it("tells of a link to one task what that task does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(night, { minLength: 2, maxLength: 5 }), async (nights) => {
        expect(await toldIn(nights, [TASK])).toEqual(expected(nights, TASK, ["linux (Ubuntu)"]));
      }),
      { numRuns: 30 },
    );
  });

  it("tells of both, where the bug and one of its tasks are linked", async () => {
    const nights = [
      ["Invalid", "Fix Committed", "New"],
      ["Invalid", "Fix Released", "New"],
    ];

    expect(await toldIn(nights, [BUG, TASK])).toEqual([
      [],
      [`${BUG} linux (Ubuntu): fixed → released`, `${TASK} linux (Ubuntu): fixed → released`],
    ]);
  });
});

describe("newsBetween() where only our tables have changed", () => {
  it("has nothing to tell, though the record is rewritten", async () => {
    const url = "https://github.com/a/b/pull/1";
    const source = { kind: "fetched", at: "2026-01-01T02:00:00Z", from: "https://api.example.org/" } as const;
    const old = recordOf({
      ...{ url: "https://github.com/a/b/issues/1", tracker: "github", state: "fixed", title: "Fix it" },
      ...{ remoteStatus: "merged pull request", since: "2025-10-01T10:00:00Z", source, history: [] },
    });
    const answer = { title: "Fix it", state: "closed", pull_request: { merged_at: "2025-10-01T10:00:00Z" } };
    const asked = { links: [linkTo(url)], record: old, looks: new Map(), match, all: true, now: () => new Date() };

    const { before, record, looks } = await refresh({
      ...asked,
      fetch: async () => new Response(JSON.stringify(answer)),
    });

    expect(record.references[0]?.state).toBe("merged");
    const [was, is] = [before, record].map((of) => ({
      references: resolveReferences([linkTo(url)], { record: of, looks, match }).list,
      waits: [],
    }));
    expect(newsBetween(was as Picture, is as Picture)).toEqual({ moved: [], turned: [], readdressed: [] });
  });
});
