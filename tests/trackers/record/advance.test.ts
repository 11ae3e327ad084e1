import { describe, expect, it } from "vitest";
import type { RecordEntry } from "../../../src/model/record.ts";
import { advance, goneEntry } from "../../../src/trackers/record/advance.ts";
import type { Item } from "../../../src/trackers/tracker.ts";
import { lookTaught } from "../adapters/taught.ts";
import { fixture, lookWith, matchUrl, URLS } from "../samples.ts";

const AT = "2026-11-23T02:00:00Z";

function advanced(url: string, previous: RecordEntry | undefined, item: Partial<Item>, at = AT) {
  const matched = matchUrl(url, {});
  if (matched === undefined) throw new RangeError(`No tracker knows ${url}`);
  const whole: Item = { state: "open", remoteStatus: "open", title: "A title", ...item };
  return advance(previous, matched, { item: whole, from: "https://api.example.org/1" }, at);
}

function entry(given: Partial<RecordEntry>): RecordEntry {
  return {
    ...{ url: URLS.github, tracker: "github", state: "open", remoteStatus: "open", title: "A title" },
    source: { kind: "fetched", at: "2026-11-01T02:00:00Z", from: "https://api.example.org/1" },
    history: [],
    ...given,
  };
}

const COMMIT = "https://github.com/openzfs/zfs/commit/ad9e767657c3d3c0ec9e09a17f6732bcbf915401";
const MERGE = "https://gitlab.freedesktop.org/drm/amd/-/merge_requests/1";
const byHand = { kind: "by-hand", on: "2026-11-22", evidence: "Read in a changelog" } as const;
const jammy = { name: "jammy", state: "released", remoteStatus: "Fix Released" } as const;
const lunar = { name: "lunar", state: "open", remoteStatus: "New" } as const;

describe("advance() at first sight", () => {
  it("records the state without a transition, and no date where upstream gives none", () => {
    const { entry: after, change } = advanced(URLS.github, undefined, {});

    expect(change).toBe("first");
    expect(after).toEqual(entry({ source: { kind: "fetched", at: AT, from: "https://api.example.org/1" } }));
  });
});

describe("advance() over a fetched entry", () => {
  it("gives back the very entry when nothing is new", () => {
    const previous = entry({});

    expect(advanced(URLS.github, previous, { since: undefined })).toEqual({ entry: previous, change: "confirmed" });
  });

  it("records a move with upstream's date", () => {
    const closed = { state: "closed", remoteStatus: "closed (completed)", since: "2026-11-20T10:00:00Z" } as const;

    const { entry: after, change } = advanced(URLS.github, entry({ since: "2023-08-30" }), closed);

    expect(change).toBe("moved");
    expect(after).toMatchObject({ state: "closed", since: "2026-11-20T10:00:00Z", source: { at: AT } });
    expect(after.history).toEqual([
      { at: "2026-11-20T10:00:00Z", from: "open", to: "closed", remoteStatus: "closed (completed)", seen: AT },
    ]);
  });

  it("dates a move by the day of the look where upstream gives no date", () => {
    const { entry: after } = advanced(URLS.github, entry({}), { state: "closed", remoteStatus: "closed" });

    expect(after.since).toBe("2026-11-23");
  });

  it("drops the version when the state moves back", () => {
    const released = entry({ state: "released", version: "1.2" });

    expect(advanced(URLS.launchpad, released, { remoteStatus: "New" }).entry.version).toBeUndefined();
  });

  it("keeps date and first sight when only the title changes", () => {
    const previous = entry({ since: "2023-08-30" });

    const { entry: after, change } = advanced(URLS.github, previous, { title: "Another", since: "2024-01-01" });

    expect(change).toBe("updated");
    expect(after).toEqual({ ...previous, title: "Another" });
  });
});

describe("advance() of what adapters say", () => {
  const UPLOADED =
    "linux (1-2) unstable; urgency=medium\n\n  * Another.\n\n -- A <a@b.c>  Thu, 09 Nov 2023 09:00:00 +0100\n";
  const WRITTEN =
    "linux (1-1) UNRELEASED; urgency=medium\n\n  * Fix.\n\n -- A <a@b.c>  Wed, 08 Nov 2023 09:00:00 +0100\n";

  it("tells of an entry of a changelog that was never uploaded by itself when a later upload carries it", async () => {
    const url = "https://salsa.debian.org/kernel-team/linux/-/raw/master/debian/changelog#:~:text=Fix";
    const { entry: previous } = advanced(url, undefined, await lookWith(url, WRITTEN));

    const { entry: after, change } = advanced(url, previous, await lookWith(url, `${UPLOADED}\n${WRITTEN}`));

    expect(change).toBe("moved");
    expect(after.history).toMatchObject([
      {
        ...{ from: "fixed", to: "released", at: "2023-11-09T09:00:00+01:00" },
        remoteStatus: "named in linux 1-1 (unreleased), released in linux 1-2",
      },
    ]);
  });

  it("tells of an issue that moves from one status to another, both of which only the settings know", async () => {
    const url = "https://ixsystems.atlassian.net/browse/NAS-124109";
    const words = { "Code Complete": "merged", Shipped: "released" } as const;
    const lookAtStatus = (name: string) =>
      lookTaught(url, words, fixture("jira/closed.json").replace('"Done"', `"${name}"`));
    const { entry: previous } = advanced(url, undefined, await lookAtStatus("Code Complete"));

    const { entry: after, change } = advanced(url, previous, await lookAtStatus("Shipped"));

    expect(change).toBe("moved");
    expect(after.history).toMatchObject([{ from: "merged", to: "released", remoteStatus: "done: Shipped" }]);
  });
});

describe("advance() over an entry by hand", () => {
  it("replaces its evidence when upstream says the same", () => {
    const previous = entry({ state: "closed", remoteStatus: "closed", since: "2025-04-28", source: byHand });
    const seen = { state: "closed", remoteStatus: "closed (completed)", since: "2025-04-28T16:41:45Z" } as const;

    const { entry: after, change } = advanced(URLS.github, previous, seen);

    expect(change).toBe("updated");
    expect(after).toMatchObject({ since: "2025-04-28", source: { kind: "fetched", at: AT }, history: [] });
  });

  it("records a move when upstream says something else", () => {
    const { entry: after, change } = advanced(URLS.github, entry({ source: byHand }), {
      state: "closed",
      remoteStatus: "closed (completed)",
    });

    expect(change).toBe("moved");
    expect(after.history).toHaveLength(1);
  });

  it.each([
    ["released", "unknown", URLS.gitweb],
    ["released", "merged", URLS.github],
    ["merged", "closed", URLS.github],
    ["wont-fix", "closed", URLS.github],
    ["released", "closed", URLS.github],
    ["fixed", "closed", URLS.github],
  ] as const)("lets %s stand where the tracker can say no more than %s", (stated, seen, url) => {
    const previous = entry({ url, state: stated, version: "6.2.16-14", source: byHand, remoteStatus: null });

    const { entry: after, change } = advanced(url, previous, { state: seen, remoteStatus: "commit exists" });

    expect(change).toBe("updated");
    expect(after).toEqual({ ...previous, remoteStatus: "commit exists" });
    expect(advanced(url, after, { state: seen, remoteStatus: "commit exists" }).change).toBe("confirmed");
  });

  it("gives up released when upstream is open again", () => {
    const previous = entry({ state: "released", source: byHand });

    expect(advanced(URLS.github, previous, { state: "open", remoteStatus: "open (reopened)" }).change).toBe("moved");
  });

  it("gives up released for Fix Committed, because Launchpad would say Fix Released", () => {
    const previous = entry({ url: URLS.launchpad, state: "released", source: byHand });

    const { entry: after } = advanced(URLS.launchpad, previous, { state: "fixed", remoteStatus: "Fix Committed" });

    expect(after.state).toBe("fixed");
  });

  it("takes series that come into view for no move, and no longer says one version of all", () => {
    const previous = entry({ state: "released", version: "5.15.0-88.98", targets: [jammy], source: byHand });

    const { entry: after, change } = advanced(URLS.launchpad, previous, { targets: [jammy, lunar] });

    expect(change).toBe("updated");
    expect(after).toMatchObject({ state: "open", targets: [jammy, lunar], history: [] });
    expect(after.version).toBeUndefined();
  });

  it("keeps a version that was read for the same series", () => {
    const previous = entry({ state: "released", version: "5.15.0-88.98", targets: [jammy], source: byHand });

    const { entry: after } = advanced(URLS.launchpad, previous, { state: "released", targets: [jammy] });

    expect(after.version).toBe("5.15.0-88.98");
  });

  it("goes by the whole where a series that it speaks of is no longer there", () => {
    const noble = { ...jammy, name: "noble" };
    const previous = entry({ state: "released", targets: [jammy, noble], source: byHand });

    expect(advanced(URLS.launchpad, previous, { targets: [jammy, lunar] }).entry.history).toMatchObject([
      { from: "released", to: "open" },
    ]);
  });

  it("records a move when a series that it speaks of moves", () => {
    const previous = entry({ state: "released", targets: [jammy], source: byHand });
    const reopened = { ...jammy, state: "open", remoteStatus: "Confirmed" } as const;

    expect(advanced(URLS.launchpad, previous, { targets: [reopened, lunar] }).change).toBe("moved");
  });
});

describe("advance() over an entry with targets", () => {
  const focal = { name: "focal", state: "open", remoteStatus: "New" } as const;
  const bug = entry({
    url: URLS.launchpad,
    tracker: "launchpad",
    targets: [{ ...jammy, state: "in-progress", remoteStatus: "In Progress" }, focal],
  });

  it("records the move of one target, while the item as a whole stays open", () => {
    const targets = [{ ...jammy, since: "2026-11-21T08:00:00Z" }, focal];

    const { entry: after, change } = advanced(URLS.launchpad, bug, { targets });

    expect(change).toBe("moved");
    expect(after.state).toBe("open");
    expect(after.history).toEqual([
      {
        ...{ at: "2026-11-21T08:00:00Z", from: "in-progress", to: "released", remoteStatus: "Fix Released" },
        ...{ target: "jammy", seen: AT },
      },
    ]);
  });

  it("takes a target that comes into view for no move", () => {
    const targets = [...(bug.targets ?? []), lunar];

    expect(advanced(URLS.launchpad, bug, { targets }).change).toBe("updated");
  });
});

describe("advance() where only our tables have changed", () => {
  it("renames a merged change without a transition, and is done with that", () => {
    const previous = entry({ state: "fixed", remoteStatus: "merged pull request", since: "2023-09-14" });
    const item = { state: "merged", remoteStatus: "merged pull request", since: "2023-09-14" } as const;

    const { entry: after, change } = advanced(URLS.github, previous, item);

    expect(change).toBe("restated");
    expect(after).toEqual({ ...previous, state: "merged" });
    expect(advanced(URLS.github, after, item).change).toBe("confirmed");
  });

  it("renames what an item of its kind can be no more, whatever upstream's words are now", () => {
    const previous = entry({ url: COMMIT, state: "fixed", remoteStatus: "commit exists" });
    const item = { state: "open", remoteStatus: "commit not on the default branch" } as const;

    expect(advanced(COMMIT, previous, item)).toMatchObject({
      change: "restated",
      entry: { state: "open", history: [] },
    });
  });

  it("tells what is better than before", () => {
    const previous = entry({ url: MERGE, tracker: "gitlab", state: "fixed", remoteStatus: "merged merge request" });
    const item = { state: "released", remoteStatus: "merged merge request, in v2", version: "amd v2" } as const;

    expect(advanced(MERGE, previous, item).change).toBe("moved");
  });

  it("takes a bug that became a duplicate for a move, though its tasks say the same", () => {
    const previous = entry({ url: URLS.launchpad, tracker: "launchpad", remoteStatus: "New" });
    const duplicateOf = "https://bugs.launchpad.net/bugs/1";

    expect(advanced(URLS.launchpad, previous, { state: "duplicate", remoteStatus: "New", duplicateOf }).change).toBe(
      "moved",
    );
  });
});

describe("advance() with less evidence than before", () => {
  const merged = entry({
    ...{ state: "merged", remoteStatus: "closed (completed) by a merged change", since: "2025-04-28" },
    words: "closed by a merged change; release not known",
  });
  const byRest = { state: "closed", remoteStatus: "closed (completed)", couldBe: ["merged"] } as const;

  it("takes nothing back that reads the same without a token", () => {
    expect(advanced(URLS.github, merged, { ...byRest, since: "2025-04-28" })).toEqual({
      ...{ entry: merged, change: "confirmed" },
    });
  });

  it("goes by what it sees when that happened on another day, or is something else", () => {
    expect(advanced(URLS.github, merged, { ...byRest, since: "2026-11-22" }).entry.state).toBe("closed");
    expect(advanced(URLS.github, merged, { state: "open", remoteStatus: "open (reopened)" }).change).toBe("moved");
    expect(advanced(URLS.github, merged, { ...byRest, couldBe: [], since: "2025-04-28" }).change).toBe("moved");
  });

  it("lets no upstream that cannot tell take back what is known", () => {
    const item = { state: "unknown", remoteStatus: "commit exists", words: "commit exists" } as const;
    const known = entry({ url: COMMIT, state: "merged", remoteStatus: "commit on the default branch" });

    expect(advanced(COMMIT, known, item)).toEqual({ entry: known, change: "confirmed" });
  });

  it("keeps the state of a target that upstream could not read this time", () => {
    const bug = entry({ url: URLS.launchpad, tracker: "launchpad", state: "released", targets: [jammy] });
    const unread = { name: "jammy", state: "unknown", remoteStatus: "Unknown" } as const;

    expect(advanced(URLS.launchpad, bug, { state: "unknown", targets: [unread] }).entry).toMatchObject({
      ...{ state: "released", targets: [jammy], history: [] },
    });
  });

  it("keeps the branch that another look has told", () => {
    const known = entry({ state: "merged", remoteStatus: "merged pull request", words: "merged into stable" });

    expect(advanced(URLS.github, known, { state: "merged", remoteStatus: "merged pull request" }).entry.words).toBe(
      "merged into stable",
    );
  });
});

describe("advance() with hostile words from upstream", () => {
  it("keeps them on one line and without characters that steer", () => {
    const title = "<img src=x onerror=alert(1)>\u202E\u001b[2J\nrest";

    const { entry: after } = advanced(URLS.github, undefined, { title, targets: [{ ...lunar, name: "a\u2066b" }] });

    expect(after.title).toBe("<img src=x onerror=alert(1)> [2J rest");
    expect(after.targets?.[0]?.name).toBe("a b");
  });
});

describe("goneEntry()", () => {
  it("keeps what was known, and records since when the page is gone", () => {
    const after = goneEntry(entry({ title: "A title", since: "2023-08-30" }), "https://api.example.org/1", AT);

    expect(after).toMatchObject({ state: "gone", title: "A title", since: "2026-11-23", remoteStatus: "no such page" });
    expect(after.history).toEqual([
      { at: "2026-11-23", from: "open", to: "gone", remoteStatus: "no such page", seen: AT },
    ]);
  });

  it("is taken back when the page is there again", () => {
    const gone = goneEntry(entry({}), "https://api.example.org/1", AT);

    const { entry: after, change } = advanced(URLS.github, gone, {}, "2026-11-30T02:00:00Z");

    expect(change).toBe("moved");
    expect(after.state).toBe("open");
    expect(after.history.map(({ to }) => to)).toEqual(["gone", "open"]);
  });
});
