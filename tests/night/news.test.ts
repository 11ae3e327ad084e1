// A night's news is told as the pages of the build show it, and nothing of the rest is swallowed.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Corpus, link } from "../../src/corpus/link.ts";
import { EVERYTHING, published } from "../../src/corpus/publication.ts";
import type { StateRecord } from "../../src/model/record.ts";
import type { State } from "../../src/model/state.ts";
import { newsOf } from "../../src/night/news.ts";
import { readSiteContent } from "../../src/site/content.ts";
import { matcherOf } from "../../src/trackers/match.ts";
import { NO_LOOKS } from "../../src/trackers/record/looks.ts";

const BUG = "https://bugs.launchpad.net/bugs/7";
const HIDDEN = "https://github.com/a/b/issues/1";
const source = { kind: "fetched", at: "2026-11-01T02:00:00Z", from: "https://api.example.org/" } as const;

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-news-"));
  await mkdir(join(root, "content/postmortems"), { recursive: true });
  await writeFile(join(root, "content/postmortems/public.md"), `# Public\n\nSee [the bug](${BUG}).\n`);
  const draft = `---\nstatus: draft\nreferences: { "${BUG}": { targets: [jammy] } }\n---\n\n# Draft\n\nSee [it](${HIDDEN}).\n`;
  await writeFile(join(root, "content/postmortems/draft.md"), draft);
});

afterAll(() => rm(root, { recursive: true }));

function record(jammy: State, issue: State): StateRecord {
  const targets = [
    { name: "jammy", state: jammy, remoteStatus: jammy },
    { name: "noble", state: "open" as const, remoteStatus: "New" },
  ];
  const shared = { remoteStatus: null, title: null, history: [], source };
  return {
    version: 1,
    references: [
      { ...shared, url: BUG, tracker: "launchpad", state: "open", targets },
      { ...shared, url: HIDDEN, tracker: "github", state: issue },
    ],
  };
}

async function told(before: StateRecord, after: StateRecord): Promise<string[]> {
  const content = await readSiteContent(root);
  const [corpus, shown] = [EVERYTHING, {}].map((output) => link(published(content, output))) as [Corpus, Corpus];
  const report = { lines: [], reached: true, unreachable: false, notDue: 0 };
  const { moved } = newsOf(
    {
      content,
      corpus,
      match: matcherOf({}),
      at: "2026-11-30T02:00:00Z",
      before,
      after,
      looks: NO_LOOKS,
      setAside: undefined,
      report,
    },
    shown,
  );
  return moved.map((one) => `${one.after.label}: ${one.before.words} → ${one.after.words}`);
}

describe("newsOf()", () => {
  it("judges an item by the series that shown documents name, whatever a draft says", async () => {
    expect(await told(record("released", "open"), record("released", "open"))).toEqual([]);
    expect(await told(record("released", "open"), record("fixed", "open"))).toEqual([
      "LP #7: fixed in 1 of 2 series → fixed in 1 of 2 series",
    ]);
    expect(await told(record("open", "open"), record("released", "open"))).toEqual([
      "LP #7: open → fixed in 1 of 2 series",
    ]);
  });

  it("tells of an item that only a draft names", async () => {
    expect(await told(record("open", "open"), record("open", "closed"))).toEqual([
      "a/b#1: open → closed, fix not confirmed",
    ]);
  });
});
