import { describe, expect, it } from "vitest";
import type { RecordEntry } from "../../src/model/record.ts";
import type { LinkUse, Look } from "../../src/model/reference.ts";
import type { Target } from "../../src/model/target.ts";
import { matcherOf } from "../../src/trackers/match.ts";
import { newsBetween } from "../../src/trackers/news.ts";
import { goneEntry } from "../../src/trackers/record/advance.ts";
import { resolveReferences } from "../../src/trackers/references.ts";
import { linkTo, recordOf, URLS } from "./samples.ts";

type Given = Parameters<typeof resolveReferences>[1];

function resolve(urls: readonly string[], given: Partial<Given> = {}) {
  const links = urls.map(linkTo);
  return resolveReferences(links, { record: recordOf(), looks: new Map(), match: matcherOf({}), ...given });
}

function entry(url: string, given: Partial<RecordEntry>): RecordEntry {
  return {
    ...{ url, tracker: "any", state: "open", remoteStatus: "open", title: "A title", history: [] },
    source: { kind: "fetched", at: "2026-11-01T02:00:00Z", from: "https://api.example.org/1" },
    ...given,
  };
}

const target = (name: string, state: Target["state"]): Target => ({ name, state, remoteStatus: state });
const fourSeries = entry(URLS.launchpad, {
  since: "2023-10-09",
  targets: [
    target("focal", "wont-fix"),
    target("jammy", "released"),
    target("lunar", "fixed"),
    target("mantic", "open"),
  ],
});

function launchpadWords(given: Partial<RecordEntry>, ...chosen: string[]) {
  const targets = new Map(chosen.length === 0 ? [] : [[URLS.launchpad, chosen]]);
  return resolve([URLS.launchpad], { record: recordOf({ ...fourSeries, ...given }), targets }).list[0];
}

describe("resolveReferences()", () => {
  it("makes one reference of all spellings of an address", () => {
    const urls = [URLS.launchpad, "https://launchpad.net/bugs/2034745", "https://pad.lv/2034745"];

    const { list, byUrl } = resolve(urls);

    expect(list).toHaveLength(1);
    expect(list[0]?.uses.map((use) => use.url)).toEqual(urls);
    for (const url of urls) expect(byUrl.get(url)).toBe(list[0]);
  });

  it("leaves out what no tracker knows", () => {
    const { list, byUrl } = resolve(["https://example.org/", "mailto:a@example.org"]);

    expect(list).toEqual([]);
    expect(byUrl.size).toBe(0);
  });

  it("lists what is open first, then by label with numbers as numbers", () => {
    const [nine, ten, closed] = [9, 10, 1].map((n) => `https://github.com/a/b/issues/${n}`) as [string, string, string];
    const record = recordOf(entry(ten, {}), entry(nine, {}), entry(closed, { state: "closed" }));

    const { list } = resolve([closed, ten, nine, URLS.xenforo], { record });

    expect(list.map((r) => `${r.state} ${r.label}`)).toEqual([
      "open a/b#9",
      "open a/b#10",
      "unknown forum.proxmox.com thread 133681",
      "closed a/b#1",
    ]);
  });

  it("finds an entry that was written by hand under another spelling", () => {
    const record = recordOf(entry("https://launchpad.net/bugs/2034745", { state: "closed" }));

    expect(resolve([URLS.launchpad], { record }).list[0]?.state).toBe("closed");
  });

  it("gives the facts of the record", () => {
    const facts = { state: "released", version: "6.2.16-14", since: "2023-09-19", remoteStatus: "x" } as const;

    const [reference] = resolve([URLS.gitweb], { record: recordOf(entry(URLS.gitweb, facts)) }).list;

    expect(reference).toMatchObject({ ...facts, words: "released in 6.2.16-14", title: "A title" });
    expect(reference?.tracker).toEqual({ name: "gitweb", title: "gitweb" });
  });
});

describe("resolveReferences() without an entry", () => {
  const look = (result: Look["result"]): ReadonlyMap<string, Look> =>
    new Map([["https://forum.proxmox.com/threads/133681/", { at: "2026-11-22T02:00:00Z", result, failures: 1 }]]);

  it("says that nobody has looked yet", () => {
    expect(resolve([URLS.xenforo]).list[0]).toMatchObject({
      state: "unknown",
      words: "not looked up yet",
      source: undefined,
      look: undefined,
    });
  });

  it("says that a look failed", () => {
    expect(resolve([URLS.xenforo], { looks: look("timeout") }).list[0]?.words).toBe("lookup failed");
  });

  it("says that the status was not understood", () => {
    expect(resolve([URLS.xenforo], { looks: look("unknown-status") }).list[0]?.words).toBe("status not understood");
  });
});

describe("resolveReferences() of a bug with several targets", () => {
  it("counts the fixed ones when none is chosen, and does not stop at the worst", () => {
    expect(launchpadWords({})).toMatchObject({ state: "open", words: "fixed in 2 of 3 series", since: "2023-10-09" });
  });

  it("tells fixed and released apart where all are done", () => {
    const targets = [target("jammy", "released"), target("lunar", "fixed")];

    expect(launchpadWords({ state: "fixed", targets })?.words).toBe("fixed in 2 of 2 series, released in 1");
  });

  it("says the worst where none is fixed", () => {
    const targets = [target("jammy", "in-progress"), target("lunar", "wont-fix")];

    expect(launchpadWords({ state: "in-progress", targets })?.words).toBe("being worked on");
  });

  it("takes the state of a chosen target, but not the whole bug's date and version", () => {
    expect(launchpadWords({ version: "1.2" }, "jammy")).toMatchObject({
      state: "released",
      words: "fix released",
      since: undefined,
      version: undefined,
    });
  });

  it("takes the worst of several chosen targets", () => {
    expect(launchpadWords({}, "jammy", "lunar")?.state).toBe("fixed");
  });

  it("is unknown for a chosen target that nobody knows of", () => {
    expect(launchpadWords({}, "jammy", "noble")).toMatchObject({ state: "unknown", words: "no status for noble" });
  });

  it("says that upstream itself does not know", () => {
    const targets = [target("jammy", "unknown")];

    expect(launchpadWords({ state: "unknown", targets })?.words).toBe("no upstream status");
  });
});

describe("resolveReferences() of what counts", () => {
  const counted = (...chosen: string[]) => launchpadWords({}, ...chosen)?.counted.map(({ name }) => name);

  it("counts all targets, or those chosen, or none where one of those is not known", () => {
    expect(counted()).toEqual(["focal", "jammy", "lunar", "mantic"]);
    expect(counted("jammy", "lunar")).toEqual(["jammy", "lunar"]);
    expect(counted("jammy", "noble")).toEqual([]);
  });

  it("gives the moves of each target that counts, also those that moved the whole", () => {
    const seen = "2026-11-20T02:00:00Z";
    const move = { at: "2026-11-20", from: "released", to: "open", remoteStatus: "New", seen } as const;
    const history = [{ ...move, target: "jammy" }, { ...move, target: "focal" }, move];

    expect(launchpadWords({ history })).toMatchObject({ moves: history, history: [move] });
    expect(launchpadWords({ history }, "jammy")).toMatchObject({ moves: history.slice(0, 1) });
  });
});

describe("resolveReferences() of a page that is gone", () => {
  const targets = [target("jammy", "released"), target("focal", "open")];
  const open = entry(URLS.launchpad, { targets });
  const gone = goneEntry(open, "https://api.example.org/1", "2026-11-23T02:00:00Z");

  it.each([[[]], [["jammy"]]])("says so, whatever its targets were, with %j chosen", (chosen) => {
    expect(launchpadWords(gone, ...chosen)).toMatchObject({
      ...{ state: "gone", words: "page gone", since: "2026-11-23", counted: [], targets },
      history: [{ from: "open", to: "gone" }],
    });
  });

  it("is news", () => {
    const picture = (one: RecordEntry) => ({
      references: resolve([URLS.launchpad], { record: recordOf(one) }).list,
      waits: [],
    });

    expect(
      newsBetween(picture(open), picture(gone)).moved.map(({ before, after }) => [before.words, after.words]),
    ).toEqual([["fixed in 1 of 2 series", "page gone"]]);
    expect(newsBetween(picture(gone), picture(gone)).moved).toEqual([]);
  });
});

describe("resolveReferences() of a duplicate", () => {
  const other = "https://bugs.launchpad.net/bugs/2031093";
  const duplicate = entry(URLS.launchpad, { state: "duplicate", duplicateOf: other });

  it("names what it repeats", () => {
    expect(resolve([URLS.launchpad], { record: recordOf(duplicate) }).list[0]).toMatchObject({
      state: "duplicate",
      words: "duplicate of LP #2031093",
    });
  });

  it("adds the words of what it repeats, where the record has it", () => {
    const record = recordOf(duplicate, entry(other, { state: "released" }));

    expect(resolve([URLS.launchpad], { record }).list[0]?.words).toBe("duplicate of LP #2031093: fix released");
  });

  it("reads of its original what every page says of that", () => {
    const override = { state: "fixed", reason: "Said on the list", on: "2026-11-22" } as const;
    const original = entry(other, { targets: [target("jammy", "released"), target("focal", "open")] });
    const given = { record: recordOf(duplicate, original) };

    const stated = resolve([URLS.launchpad, other], { ...given, overrides: new Map([[other, override]]) });
    const chosen = resolve([URLS.launchpad, other], { ...given, targets: new Map([[other, ["jammy"]]]) });

    expect(stated.list.map(({ effective, words }) => `${effective}: ${words}`)).toEqual([
      "fixed: fix merged, not released",
      "fixed: duplicate of LP #2031093: fix merged, not released",
    ]);
    expect(chosen.list.map(({ effective, words }) => `${effective}: ${words}`)).toEqual([
      "released: duplicate of LP #2031093: fix released",
      "released: fix released",
    ]);
  });

  it("reads a state that was stated by hand of an original that nobody has seen", () => {
    const overrides = new Map([[other, { state: "fixed", reason: "Said", on: "2026-11-22" } as const]]);

    expect(resolve([URLS.launchpad], { record: recordOf(duplicate), overrides }).list[0]).toMatchObject({
      ...{ effective: "fixed", words: "duplicate of LP #2031093: fix merged, not released" },
    });
  });

  it("counts the targets and moves of its original, and none of its own", () => {
    const back = { at: "2026-11-20", from: "released", to: "open", remoteStatus: "New", target: "jammy" } as const;
    const own = { ...duplicate, targets: [target("jammy", "released")] };
    const original = entry(other, { targets: [target("jammy", "open")], history: [back] });

    expect(resolve([URLS.launchpad], { record: recordOf(own) }).list[0]?.counted).toEqual([]);
    expect(resolve([URLS.launchpad], { record: recordOf(own, original) }).list[0]).toMatchObject({
      ...{ counted: original.targets, moves: [back], history: [] },
    });
  });

  it("ends at a ring of two, and at one that repeats itself", () => {
    const back = entry(other, { state: "duplicate", duplicateOf: URLS.launchpad });
    const itself = { ...duplicate, duplicateOf: URLS.launchpad };

    expect(resolve([URLS.launchpad], { record: recordOf(duplicate, back) }).list[0]).toMatchObject({
      ...{ effective: "duplicate", words: "duplicate of LP #2031093: duplicate of LP #2034745" },
    });
    expect(resolve([URLS.launchpad], { record: recordOf(itself) }).list[0]).toMatchObject({
      ...{ effective: "duplicate", words: "duplicate of LP #2034745" },
    });
  });

  it("is content where upstream does not say of what", () => {
    const record = recordOf(entry(URLS.github, { state: "duplicate" }));

    expect(resolve([URLS.github], { record }).list[0]?.words).toBe("duplicate");
  });
});

describe("resolveReferences() of one task of a bug", () => {
  const JAMMY = "https://bugs.launchpad.net/ubuntu/jammy/+source/linux/+bug/2034745";
  const targets = [target("linux (Ubuntu)", "open"), target("linux (Ubuntu Jammy)", "released")];
  const record = recordOf(entry(URLS.launchpad, { targets }));

  it("goes by that task, beside the bug as a whole", () => {
    const { list, byUrl } = resolve([URLS.launchpad, JAMMY], { record });

    expect(list.map(({ label, words, item }) => [label, words, item])).toEqual([
      ["LP #2034745", "fixed in 1 of 2 series", URLS.launchpad],
      ["LP #2034745 linux (Ubuntu Jammy)", "fix released", URLS.launchpad],
    ]);
    expect(byUrl.get(JAMMY)).toMatchObject({ url: JAMMY, state: "released" });
  });

  it("goes by the targets that front matter names for the bug", () => {
    const chosen = new Map([[URLS.launchpad, ["linux (Ubuntu)"]]]);

    expect(resolve([URLS.launchpad, JAMMY], { record, targets: chosen }).list.map(({ words }) => words)).toEqual([
      "open",
    ]);
  });

  it("goes by the whole bug where Launchpad has taken the task away", () => {
    const oracular = JAMMY.replace("jammy", "oracular");

    expect(resolve([oracular], { record }).list[0]?.words).toBe("fixed in 1 of 2 series");
  });
});

describe("resolveReferences() of the change that did it", () => {
  const cause = (url: string): LinkUse => ({ ...linkTo(url), role: "cause" });
  const merged = entry(URLS.github, { state: "merged", remoteStatus: "merged pull request" });

  it("never shows it as a fix, wherever else it is linked", () => {
    const { list } = resolveReferences([linkTo(URLS.github), cause(URLS.github)], {
      ...{ record: recordOf(merged), looks: new Map(), match: matcherOf({}) },
    });

    expect(list).toMatchObject([{ role: "cause", words: "the change that caused it", state: "merged" }]);
  });

  it("names the release that brought it", () => {
    const released = entry(URLS.gitweb, { state: "released", version: "linux 5.15.0-82" });
    const given = { record: recordOf(released), looks: new Map(), match: matcherOf({}) };

    expect(resolveReferences([cause(URLS.gitweb)], given).list[0]?.words).toBe(
      "the change that caused it; released in linux 5.15.0-82",
    );
    expect(resolveReferences([linkTo(URLS.gitweb)], given).list[0]?.words).toBe("released in linux 5.15.0-82");
  });
});
