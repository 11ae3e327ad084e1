import { load } from "cheerio";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { pageId } from "../../../../src/model/page-ids.ts";
import { runLog } from "../../../../src/pages/parts/document/run-log.ts";
import { KEPT } from "../../../../src/pages/theme/run/kept.js";
import {
  type Entry,
  idOf,
  KeptLog,
  MOST,
  markdown,
  oneLine,
  parseLog,
  ticksOn,
} from "../../../../src/pages/theme/run/run-log.js";
import { loadSite } from "../../../site/support/load-site.ts";
import { RUNBOOK, site } from "../../../site/support/tiny-site.ts";

const NOW = Date.parse("2026-11-30T03:12:00+01:00");
const KEY = "faultbook-log:/";
const ORIGIN = "https://kb.example";

function entry(change: Partial<Entry> = {}): Entry {
  return {
    at: NOW,
    page: "/runbooks/disk/",
    title: "Disk is slow",
    kind: "done",
    text: "Start it.",
    id: "a",
    ...change,
  };
}

test("runLog() is hidden until its script comes, folded up, and says which site it belongs to", async () => {
  const data = await loadSite(await site({ "content/runbooks/disk.md": RUNBOOK }));
  const $ = load(runLog(data).toString(), null, false);

  expect($("details").attr()).toMatchObject({
    id: pageId("log"),
    "data-site": "/",
    hidden: "",
  });
  expect($("details[open]").length).toBe(0);
  expect($("summary").text()).toBe("My log: 0");
  expect($.root().children().length).toBe(1);
});

describe("oneLine()", () => {
  test.each([
    [" a\n  b\t c ", "a b c"],
    ["a\u200bb\u202e\u0007", "ab"],
    ["a \u200b\n b", "a b"],
    ["x".repeat(200), "x".repeat(200)],
    ["😀".repeat(201), `${"😀".repeat(199)}…`],
    ["\n ", ""],
  ])("of %j is %j", (text, line) => {
    expect(oneLine(text)).toBe(line);
  });

  test("changes nothing a second time, so that what was written is read", () => {
    const parts = fc.array(
      fc.constantFrom("a", " ", "\n", "\u0007", "\u200b", "😀", "\ud83d", "\ude00", "x".repeat(99)),
    );

    fc.assert(fc.property(parts, (all) => oneLine(oneLine(all.join(""))) === oneLine(all.join(""))));
  });
});

test("idOf() a text tells it from an edited one", () => {
  const texts = ["Start it.", "Start it", "start it.", "Start it. ", "ttarS it.", ""];

  expect(new Set(texts.map(idOf)).size).toBe(texts.length);
  expect(idOf("Start it.")).toBe(idOf("Start it."));
  expect(idOf("x".repeat(1000))).toMatch(/^[0-9a-z]{1,7}$/);
});

describe("parseLog()", () => {
  const stored = (change: object = {}) => JSON.stringify({ started: NOW, entries: [entry()], ...change });
  const withEntry = (change: object) => stored({ entries: [entry(), { ...entry(), ...change }] });

  test("reads what was kept, up to twelve hours after the first entry", () => {
    expect(parseLog(stored(), NOW)).toEqual({ started: NOW, entries: [entry()] });
    expect(parseLog(stored(), NOW + KEPT - 1)?.started).toBe(NOW);
    expect(parseLog(stored(), NOW + KEPT)).toBeUndefined();
  });

  test.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["null", "null"],
    ["what comes from the future", stored({ started: NOW + 1 })],
    ["a start that is no instant", stored({ started: "2026-11-30" })],
    ["entries that are missing", stored({ entries: undefined })],
    ["entries that are a text", stored({ entries: "x" })],
    ["an entry that is none", stored({ entries: [null] })],
    ["an instant that is none", withEntry({ at: "now" })],
    ["an instant that no date has", withEntry({ at: 9e15 })],
    ["an instant out of the run", withEntry({ at: NOW - KEPT })],
    ["an unknown kind", withEntry({ kind: "toString" })],
    ["a page that is no path", withEntry({ page: "javascript:alert(1)" })],
    ["a text of two lines", withEntry({ text: "a\n- 03:12 b" })],
    ["a text that is too long", withEntry({ text: "x".repeat(201) })],
    ["a title that is no text", withEntry({ title: 7 })],
    ["a step without an id", withEntry({ id: undefined })],
  ])("does not take %s", (_, text) => {
    expect(parseLog(text, NOW)).toBeUndefined();
  });
});

test("ticksOn() a page follows the last entry of each step, and no other page", () => {
  const entries = [
    entry({ id: "a" }),
    entry({ id: "b" }),
    entry({ id: "a", kind: "undone" }),
    entry({ id: "c", page: "/runbooks/other/" }),
    entry({ id: "", kind: "note" }),
  ];

  expect([...ticksOn(entries, "/runbooks/disk/")].filter(([, done]) => done)).toEqual([["b", true]]);
});

describe("KeptLog", () => {
  const storage = (kept = new Map<string, string>(), refuses = false) => ({
    length: 0,
    key: () => null,
    clear: () => kept.clear(),
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (refuses) throw new DOMException("Full", "QuotaExceededError");
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  });

  test("starts with the first entry, keeps that start, and is shared until it ends", () => {
    const kept = new Map<string, string>();
    const [one, two] = [new KeptLog(() => storage(kept), KEY), new KeptLog(() => storage(kept), KEY)];
    one.add(entry(), NOW);
    two.add(entry({ kind: "note", text: "x" }), NOW + 5);

    expect(one.read(NOW + KEPT - 1)).toEqual({
      started: NOW,
      entries: [entry(), entry({ kind: "note", text: "x", at: NOW + 5 })],
    });
    expect(one.isStored).toBe(true);
    expect(two.read(NOW + KEPT)).toBeUndefined();
    expect(kept.size).toBe(0);
  });

  test("drops the oldest entries, so that the storage never overflows", () => {
    const kept = new Map<string, string>();
    const long = "ÿ".repeat(200);
    const full = Array.from({ length: MOST }, () => entry({ title: long, text: long }));
    kept.set(KEY, JSON.stringify({ started: NOW, entries: full }));
    const log = new KeptLog(() => storage(kept), KEY);
    log.add(entry({ kind: "note", text: "last" }), NOW + 1);

    const entries = log.read(NOW + 1)?.entries;
    expect([entries?.length, entries?.at(-1)?.text]).toEqual([MOST, "last"]);
    // Browsers give a site 5 million characters at least.
    expect(kept.get(KEY)?.length).toBeLessThan(300_000);
  });

  test.each([
    ["writing is refused", () => storage(new Map(), true)],
    [
      "there is no storage",
      () => {
        throw new DOMException("Access is denied for this document", "SecurityError");
      },
    ],
  ])("works for this page alone where %s, and says so", (_, open) => {
    const log = new KeptLog(open, KEY);
    log.add(entry(), NOW);
    log.add(entry({ id: "b" }), NOW);

    expect(log.read(NOW)?.entries.length).toBe(2);
    expect(log.isStored).toBe(false);
    log.clear();
    expect(log.read(NOW)).toBeUndefined();
  });
});

describe("markdown()", () => {
  const at = (time: string) => Date.parse(time);
  const berlin = (entries: readonly Entry[]) => markdown(entries, ORIGIN, "Europe/Berlin");

  test("has an entry a line, below the day and the zone, and names a page where it changes", () => {
    const entries = [
      entry({ kind: "check", text: "io-pressure" }),
      entry({ kind: "command", text: "zpool status tank ⏎ zpool list", at: at("2026-11-30T03:13:59+01:00") }),
      entry({ at: at("2026-11-30T03:14:00+01:00") }),
      entry({ kind: "undone", title: "Load [high]", page: "/runbooks/load/" }),
      entry({ kind: "note", text: "Called *Kim* at https://x.example/a_b?c=1&d=2", page: "/runbooks/load/" }),
    ];

    expect(berlin(entries)).toMatchInlineSnapshot(`
      "## Log of 30 November 2026 (times in Europe/Berlin, UTC+1)
      - 03:12 [Disk is slow](https://kb.example/runbooks/disk/): copied check \`io-pressure\`
      - 03:13 copied \`zpool status tank ⏎ zpool list\`
      - 03:14 ☑ Start it.
      - 03:12 [Load \\[high\\]](https://kb.example/runbooks/load/): ☐ Start it.
      - 03:12 Note: Called \\*Kim\\* at https://x.example/a_b?c=1&d=2
      "
    `);
  });

  test("has a new heading at midnight, and when the clocks change: a line is never ambiguous", () => {
    const entries = [
      entry({ at: at("2026-10-24T23:59:00+02:00") }),
      entry({ at: at("2026-10-25T02:50:00+02:00") }),
      entry({ at: at("2026-10-25T02:10:00+01:00") }),
    ];

    expect(berlin(entries)).toMatchInlineSnapshot(`
      "## Log of 24 October 2026 (times in Europe/Berlin, UTC+2)
      - 23:59 [Disk is slow](https://kb.example/runbooks/disk/): ☑ Start it.

      ## Log of 25 October 2026 (times in Europe/Berlin, UTC+2)
      - 02:50 [Disk is slow](https://kb.example/runbooks/disk/): ☑ Start it.

      ## Log of 25 October 2026 (times in Europe/Berlin, UTC+1)
      - 02:10 [Disk is slow](https://kb.example/runbooks/disk/): ☑ Start it.
      "
    `);
  });

  test("is read back as the documentation says", () => {
    const kinds = ["done", "undone", "check", "command", "note"] as const;
    const texts = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }).map(oneLine);
    const found = fc.sample(texts, 200).filter((text) => text !== "" && !text.includes("http"));
    const entries = ["a_b*c*", "`x`", "[a](b)", "<b>&amp;", "a ~~b~~ | \\", "1. # x", ...found].map((text, i) =>
      entry({ text, kind: kinds[i % 5] ?? "note", at: NOW + i * 3_600_000, page: `/p${i % 3}/`, title: text }),
    );

    expect(readBack(markdown(entries, ORIGIN, "Asia/Kolkata"))).toEqual(
      entries.map(({ at: instant, page, kind, text }) => [instant, ORIGIN + page, kind, text]),
    );
  });

  test("is nothing without entries", () => {
    expect(berlin([])).toBe("");
  });
});

/** What a log says: instants to the minute, address of the page, kind, text. */
function readBack(log: string) {
  const text = new MarkdownIt();
  let [day, offset, page] = ["", "", ""];
  return log.split("\n").flatMap((line) => {
    const heading = /^## Log of (.+) \(times in .+, UTC([+-]\d+(?::\d+)?)?\)$/.exec(line);
    if (heading) [, day = "", offset = ""] = heading;
    const parts = /^- (\d\d:\d\d) (?:\[(?:\\.|[^\]\\])*\]\((\S+)\): )?(☑|☐|copied check|copied|Note:) (.*)$/u.exec(
      line,
    );
    if (!parts) return [];
    const [, time, address = page, mark, words = ""] = parts;
    page = address;
    const [hours = "+0", minutes = "00"] = offset.split(":");
    const instant = Date.parse(`${day} ${time} UTC${hours[0]}${hours.slice(1).padStart(2, "0")}${minutes}`);
    const kind = { "☑": "done", "☐": "undone", "copied check": "check", copied: "command", "Note:": "note" }[
      mark ?? ""
    ];
    return [[instant, page, kind, load(text.renderInline(words)).root().text()]];
  });
}
