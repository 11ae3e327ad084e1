import { describe, expect, it } from "vitest";
import type { RecordEntry, Target } from "../../src/model/record.ts";
import type { Look } from "../../src/model/reference.ts";
import { resolveReferences } from "../../src/trackers/references.ts";
import { linkTo, recordOf, URLS } from "./samples.ts";

type Given = Parameters<typeof resolveReferences>[1];

function resolve(urls: readonly string[], given: Partial<Given> = {}) {
  const links = urls.map(linkTo);
  return resolveReferences(links, { record: recordOf(), looks: new Map(), trackers: {}, ...given });
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
    const urls = [URLS.launchpad, "https://bugs.launchpad.net/ubuntu/+source/linux/+bug/2034745"];

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

    expect(reference).toMatchObject({ ...facts, words: "fix released in 6.2.16-14", title: "A title" });
    expect(reference?.tracker).toEqual({ name: "gitweb", title: "gitweb" });
  });
});

describe("resolveReferences() without an entry", () => {
  const look = (result: Look["result"]): ReadonlyMap<string, Look> =>
    new Map([["https://forum.proxmox.com/threads/133681/", { at: "2026-11-22T02:00:00Z", result, failures: 1 }]]);

  it("says that nobody has looked yet", () => {
    expect(resolve([URLS.xenforo]).list[0]).toMatchObject({
      state: "unknown",
      words: "not yet looked at",
      source: undefined,
      look: undefined,
    });
  });

  it("says that a look failed", () => {
    expect(resolve([URLS.xenforo], { looks: look("timeout") }).list[0]?.words).toBe("could not be read");
  });

  it("says that the status was not understood", () => {
    expect(resolve([URLS.xenforo], { looks: look("unknown-status") }).list[0]?.words).toBe("status not understood");
  });
});

describe("resolveReferences() of a bug with several targets", () => {
  it("counts the fixed ones when none is chosen, and does not stop at the worst", () => {
    expect(launchpadWords({})).toMatchObject({ state: "open", words: "fixed in 2 of 4 series", since: "2023-10-09" });
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

    expect(launchpadWords({ state: "unknown", targets })?.words).toBe("unknown upstream");
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

  it("is content where upstream does not say of what", () => {
    const record = recordOf(entry(URLS.github, { state: "duplicate" }));

    expect(resolve([URLS.github], { record }).list[0]?.words).toBe("duplicate");
  });
});
