// Night after night, over real HTTP: what is asked, what is believed, and what is not.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StateRecord } from "../../../src/model/record.ts";
import type { Look } from "../../../src/model/reference.ts";
import { matcherOf } from "../../../src/trackers/match.ts";
import { type RefreshInput, refresh } from "../../../src/trackers/record/refresh.ts";
import { formatReport } from "../../../src/trackers/record/report.ts";
import { type Loopback, refusedOrigin, serve } from "../loopback.ts";
import { linkTo, recordOf } from "../samples.ts";

type Answers = Record<string, string | readonly [status: number, body: string]>;

let answers: Answers;
let server: Loopback;
let record: StateRecord;
let looks: ReadonlyMap<string, Look>;
let night: number;

beforeEach(async () => {
  answers = {};
  server = await serve(answers);
  record = recordOf();
  looks = new Map();
  night = 0;
});

afterEach(() => server.close());

const urlOf = (item: string) => `https://github.com/${item.replace("#", "/issues/")}`;
const pathOf = (item: string) => `/github/repos/${item.replace("#", "/issues/")}`;

function answer(item: string, state: "open" | "closed", more: object = {}): void {
  answers[pathOf(item)] = JSON.stringify({ title: item, state, ...more });
}

/** Moves on by `days` and refreshes the links to these items; gives the report. */
async function nextNight(items: readonly string[], given: Partial<RefreshInput> = {}, days = 1): Promise<string> {
  night += days;
  const asked = { links: items.map((item) => linkTo(urlOf(item))), record, looks, match: server.match, fetch };
  const now = () => new Date(Date.UTC(2026, 10, night, 2));
  const options = { timeout: 500, totalTimeout: 1000, backoff: 5, ...given.options };
  const result = await refresh({ ...asked, now, ...given, options });
  ({ record, looks } = result);
  return formatReport(result.report).replaceAll(server.origin, "");
}

const stateOf = (item: string) => record.references.find(({ url }) => url === urlOf(item))?.state;
const PRIVATE = { options: { tokens: {} } };

describe("refresh(), night after night", () => {
  it("asks in one night for nothing twice, daily for what is open, weekly for what is settled", async () => {
    answer("a/b#1", "open");
    answer("a/b#2", "closed");
    const askedPerNight: number[] = [];

    for (let i = 0; i < 9; i++) {
      await nextNight(["a/b#1", "a/b#2"]);
      askedPerNight.push(server.asked.splice(0).length);
    }
    const again = await nextNight(["a/b#1", "a/b#2"], {}, 0);

    expect(askedPerNight).toEqual([2, 1, 1, 1, 1, 1, 1, 2, 1]);
    expect(server.asked).toEqual([]);
    expect(again).toBe("References: 2 not due");
  });

  it("asks ever more seldom for what cannot be read, and daily again once it can", async () => {
    answer("a/b#1", "open");
    await nextNight(["a/b#1"]);
    answers[pathOf("a/b#1")] = [403, "no"];
    const asked: number[] = [];

    for (let i = 0; i < 16; i++) {
      server.asked.length = 0;
      await nextNight(["a/b#1"]);
      if (server.asked.length > 0) asked.push(night);
    }
    answer("a/b#1", "open");
    await nextNight(["a/b#1"], { all: true });
    server.asked.length = 0;
    await nextNight(["a/b#1"]);

    expect(asked).toEqual([2, 3, 5, 9, 16]);
    expect(server.asked).toHaveLength(1);
    expect(stateOf("a/b#1")).toBe("open");
  });

  it("believes that an item is gone on the third day on which upstream says so", async () => {
    answer("a/b#1", "open");
    answer("a/b#2", "open");
    await nextNight(["a/b#1", "a/b#2"]);
    delete answers[pathOf("a/b#1")];
    const states: (string | undefined)[] = [];

    const reports = [];
    for (let i = 0; i < 3; i++) {
      reports.push(await nextNight(["a/b#1", "a/b#2"], { all: true }));
      states.push(stateOf("a/b#1"));
    }

    expect(states).toEqual(["open", "open", "gone"]);
    expect(reports.at(-1)).toContain('moved       a/b#1: open → page gone; upstream status: "no such page"');
    expect(record.references[0]?.history).toHaveLength(1);
  });

  it("looks daily at what is missing, and beside it at what is settled, so that three days are the next three", async () => {
    answer("a/b#1", "open");
    answer("a/b#2", "closed");
    await nextNight(["a/b#1", "a/b#2"]);
    delete answers[pathOf("a/b#1")];
    const states: (string | undefined)[] = [];

    for (let i = 0; i < 3; i++) {
      await nextNight(["a/b#1", "a/b#2"]);
      states.push(stateOf("a/b#1"));
    }

    expect(states).toEqual(["open", "open", "gone"]);
  });

  it("never holds back what upstream takes back, also when all of it goes one way", async () => {
    const items = Array.from({ length: 10 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "open");
    await nextNight(items);
    for (const item of items) answer(item, "closed");
    await nextNight(items, { accepted: ["github"] });
    for (const item of items) answer(item, "open");

    expect(await nextNight(items, { all: true })).toContain("References: 10 moved");
    for (const item of items) answer(item, "closed");
    expect(await nextNight(items, { all: true })).toContain("References: 10 held back");
  });

  it("holds many mixed moves back while another item, read until now, gets a page to log in", async () => {
    const items = Array.from({ length: 11 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "open");
    await nextNight(items);
    for (const [i, item] of items.slice(0, 10).entries())
      answer(item, "closed", { state_reason: i % 2 === 0 ? "completed" : "not_planned" });
    answers[pathOf("a/b#11")] = "<!doctype html><title>Sign in</title>";

    expect(await nextNight(items)).toContain("References: 10 held back, 1 failed");
  });

  it("rewrites what only our tables call otherwise, in one night, and without a transition", async () => {
    const items = Array.from({ length: 10 }, (_, i) => `a/b#${i + 1}`);
    const merged = { pull_request: { html_url: "https://github.com/a/b/pull/1", merged_at: "2026-10-01T10:00:00Z" } };
    for (const item of items) answer(item, "closed", merged);
    const source = { kind: "fetched", at: "2026-10-02T02:00:00Z", from: "https://api.example.org/" } as const;
    const known = {
      tracker: "github",
      state: "fixed",
      remoteStatus: "merged pull request",
      source,
      history: [],
    } as const;
    record = recordOf(
      ...items.map((item) => ({ ...known, url: urlOf(item), title: item, since: "2026-10-01T10:00:00Z", history: [] })),
    );
    const old = record;

    const report = await nextNight(items);

    expect(report).toContain("References: 10 renamed");
    expect(record.references).toEqual(old.references.map((entry) => ({ ...entry, state: "merged" })));
    expect(await nextNight(items, { all: true })).toContain("References: 10 confirmed");
  });

  it("believes many bugs that a release settles in different ways", async () => {
    const items = Array.from({ length: 10 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "open");
    await nextNight(items);
    for (const [i, item] of items.entries())
      answer(item, "closed", { state_reason: i % 2 === 0 ? "completed" : "not_planned" });

    expect(await nextNight(items)).toContain("References: 10 moved");
  });

  it("counts three 404 of one day as one", async () => {
    answer("a/b#1", "open");
    answer("a/b#2", "open");
    await nextNight(["a/b#1", "a/b#2"]);
    delete answers[pathOf("a/b#1")];

    for (let i = 0; i < 5; i++) await nextNight(["a/b#1", "a/b#2"], { all: true }, i === 0 ? 1 : 0);

    expect(stateOf("a/b#1")).toBe("open");
  });

  it("begins anew when the page is seen in between", async () => {
    for (const item of ["a/b#1", "a/b#2"]) answer(item, "open");
    await nextNight(["a/b#1", "a/b#2"]);

    for (const isThere of [false, false, true, false, false]) {
      if (isThere) answer("a/b#1", "open");
      else delete answers[pathOf("a/b#1")];
      await nextNight(["a/b#1", "a/b#2"], { all: true });
    }

    expect(stateOf("a/b#1")).toBe("open");
  });

  it("never takes a lost token for a deletion", async () => {
    const tokens = { [server.origin]: ["authorization", "Bearer t"] as const };
    for (const item of ["secret/x#1", "secret/x#2", "public/y#1"]) answer(item, "open");
    await nextNight(["secret/x#1", "secret/x#2", "public/y#1"], { options: { tokens } });
    delete answers[pathOf("secret/x#1")];
    delete answers[pathOf("secret/x#2")];

    // First the token is gone, then there is one that may not read this repository.
    for (let i = 0; i < 5; i++) await nextNight(["secret/x#1", "secret/x#2", "public/y#1"], { all: true, ...PRIVATE });
    for (let i = 0; i < 5; i++)
      await nextNight(["secret/x#1", "secret/x#2", "public/y#1"], { all: true, options: { tokens } });

    expect([stateOf("secret/x#1"), stateOf("secret/x#2")]).toEqual(["open", "open"]);
    expect(looks.get(urlOf("secret/x#1"))).toMatchObject({ result: "not-found", failures: 10 });
  });

  it("never takes a page for gone that nobody has ever seen", async () => {
    answer("a/b#2", "open");

    for (let i = 0; i < 5; i++) await nextNight(["a/b#1", "a/b#2"], { all: true });

    expect(stateOf("a/b#1")).toBeUndefined();
  });

  it("never takes for gone what a new machine, without looks and token, cannot see", async () => {
    const tokens = { [server.origin]: ["authorization", "Bearer t"] as const };
    const items = ["secret/x#1", "secret/x#2", "public/y#1"];
    for (const item of items) answer(item, "open");
    await nextNight(items, { options: { tokens } });
    for (const item of items.slice(0, 2)) delete answers[pathOf(item)];
    looks = new Map();

    for (let i = 0; i < 5; i++) await nextNight(items, { all: true });

    expect(items.map(stateOf)).toEqual(["open", "open", "open"]);
  });

  it("counts three days anew where the looks were lost, in a repository that everybody can read", async () => {
    for (const item of ["a/b#1", "a/b#2"]) answer(item, "open");
    await nextNight(["a/b#1", "a/b#2"]);
    delete answers[pathOf("a/b#1")];
    await nextNight(["a/b#1", "a/b#2"], { all: true });
    looks = new Map();
    const states = [];

    for (let i = 0; i < 3; i++) {
      await nextNight(["a/b#1", "a/b#2"], { all: true });
      states.push(stateOf("a/b#1"));
    }

    expect(states).toEqual(["open", "open", "gone"]);
  });

  it("looks at what it held back as soon as the maintainer accepts it", async () => {
    const items = Array.from({ length: 10 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "closed");
    await nextNight(items);
    for (const item of items) answer(item, "open");
    await nextNight(items, { all: true });

    const report = await nextNight(items, { accepted: ["github"] }, 0);

    expect(report).toContain("References: 10 moved");
  });

  it("never takes for gone what only an author has seen", async () => {
    answer("a/b#2", "open");
    const source = { kind: "by-hand", on: "2026-10-01", evidence: "Read in a copy" } as const;
    const shared = { tracker: "github", remoteStatus: null, title: null, history: [] };
    record = recordOf({ ...shared, url: urlOf("a/b#1"), state: "open", source });

    for (let i = 0; i < 5; i++) await nextNight(["a/b#1", "a/b#2"], { all: true });

    expect(stateOf("a/b#1")).toBe("open");
  });

  it("keeps holding back while half of the instance is out of order", async () => {
    const items = Array.from({ length: 10 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "open");
    await nextNight(items);
    for (const item of items.slice(0, 6)) answer(item, "closed");
    await nextNight(items);
    for (const item of ["a/b#1", "a/b#2"]) answers[pathOf(item)] = [403, "no"];

    await nextNight(items);

    expect(record.references.every(({ state }) => state === "open")).toBe(true);
    expect(looks.get(urlOf("a/b#1"))?.held?.on).toEqual(["2026-11-02"]);
  });

  it("keeps both entries of an item that stands twice in the record, and their history", async () => {
    answer("a/b#1", "open");
    const shared = { tracker: "github", state: "open", remoteStatus: "open", title: "a/b#1" } as const;
    const source = { kind: "fetched", at: "2026-10-01T02:00:00Z", from: "https://api.example.org/" } as const;
    const history = [{ at: "2026-10-01", from: "closed", to: "open", remoteStatus: "open" }] as const;
    record = recordOf(
      { ...shared, url: "https://github.com/A/b/pull/1", source, history: [...history] },
      { ...shared, url: urlOf("a/b#1"), source, history: [] },
    );

    await nextNight(["a/b#1"]);

    expect(record.references.map(({ url, history: told }) => [url, told.length])).toEqual([
      [urlOf("a/b#1"), 0],
      ["https://github.com/A/b/pull/1", 1],
    ]);
  });

  it("calls one forum that is down no outage, while others are not due", async () => {
    answer("a/b#1", "closed");
    const links = [linkTo(urlOf("a/b#1")), linkTo("https://forum.proxmox.com/threads/x.1/")];
    const forum = [{ web: "https://forum.proxmox.com/", api: `${await refusedOrigin()}/` }];
    const match = matcherOf({ ...server.trackers, xenforo: forum });
    await nextNight([], { links, match });

    const { report } = await refresh({
      ...{ links, match, record, looks, fetch, now: () => new Date(Date.UTC(2026, 10, 2, 2)) },
      options: { timeout: 500, retries: 0 },
    });

    expect(report).toMatchObject({ reached: false, unreachable: false, notDue: 1 });
  });

  it("holds back what more than a fifth of a tracker's references say at once, for three days", async () => {
    const items = Array.from({ length: 20 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "open");
    await nextNight(items);
    for (const item of items.slice(0, 6)) answer(item, "closed");

    const first = await nextNight(items);
    const record1 = record;
    await nextNight(items);
    const third = await nextNight(items);

    expect(first).toContain("References: 6 held back, 14 confirmed");
    expect(record1.references.every(({ state }) => state === "open")).toBe(true);
    expect(third).toContain("References: 6 moved, 14 confirmed");
    expect(stateOf("a/b#1")).toBe("closed");
    expect(looks.get(urlOf("a/b#1"))?.held).toBeUndefined();
  });

  it("forgets what it held back when upstream takes it back", async () => {
    const items = Array.from({ length: 10 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "open");
    await nextNight(items);
    for (const item of items) answer(item, "closed");
    await nextNight(items);
    await nextNight(items);
    for (const item of items) answer(item, "open");
    await nextNight(items);
    for (const item of items) answer(item, "closed");

    const report = await nextNight(items);

    expect(report).toContain("References: 10 held back");
  });

  it("believes all at once what the maintainer has accepted", async () => {
    const items = Array.from({ length: 10 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "open");
    await nextNight(items);
    for (const item of items) answer(item, "closed");

    expect(await nextNight(items, { accepted: ["github"] })).toContain("References: 10 moved");
  });

  it("looks at the original of a duplicate, and goes by its state", async () => {
    const bug = (number: number, more: object) =>
      JSON.stringify({ title: `Bug ${number}`, duplicate_of_link: null, ...more });
    const tasks = (status: string) =>
      JSON.stringify({ entries: [{ bug_target_name: "linux (Ubuntu)", status }], next_collection_link: null });
    Object.assign(answers, {
      "/launchpad/bugs/1": bug(1, { duplicate_of_link: "https://api.launchpad.net/devel/bugs/2" }),
      "/launchpad/bugs/1/bug_tasks?ws.size=300": tasks("New"),
      "/launchpad/bugs/2": bug(2, {}),
      "/launchpad/bugs/2/bug_tasks?ws.size=300": tasks("In Progress"),
    });
    const links = [linkTo("https://bugs.launchpad.net/bugs/1")];

    const report = await nextNight([], { links });
    answers["/launchpad/bugs/2/bug_tasks?ws.size=300"] = tasks("Fix Released");
    const later = await nextNight([], { links });

    expect(report).toContain('first seen  LP #2: being worked on; upstream status: "In Progress"');
    expect(later).toContain("moved       LP #2: being worked on → fix released");
  });

  it("looks first at what has not been seen for longest, when a quota is short", async () => {
    const items = Array.from({ length: 9 }, (_, i) => `a/b#${i + 1}`);
    for (const item of items) answer(item, "open");
    const options = { budget: 3, perHost: 1 };

    const seen: string[][] = [];
    for (let i = 0; i < 3; i++) {
      server.asked.length = 0;
      await nextNight(items, { options });
      seen.push(server.asked.map(({ path }) => path.split("/").at(-1) ?? ""));
    }

    expect(seen.flat().sort()).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
  });
});
