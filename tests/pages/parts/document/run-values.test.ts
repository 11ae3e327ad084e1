import { spawnSync } from "node:child_process";
import { load } from "cheerio";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { html } from "../../../../src/core/html.ts";
import { runValues } from "../../../../src/pages/parts/document/run-values.ts";
import { KEPT } from "../../../../src/pages/theme/run/kept.js";
import { asShellWord, cleaned, KeptRun, parseRun, refusal } from "../../../../src/pages/theme/run/run-values.js";
import { loadSite } from "../../../site/support/load-site.ts";
import { site } from "../../../site/support/tiny-site.ts";

const NOW = Date.parse("2024-05-06T03:12:00Z");
const KEY = "faultbook-run:/";
const fence = (info: string, code: string) => `\`\`\`${info}\n${code}\n\`\`\`\n`;

/** The box of a page with this text. */
async function boxOf(text: string) {
  const data = await loadSite(await site({ "content/pages/a.md": `---\ntitle: A\n---\n${text}` }));
  const [page] = data.corpus.pages;
  return load(html`${(page && runValues(data, page)) ?? null}`.toString(), null, false);
}

describe("runValues()", () => {
  test("tells its script the names that can be filled in, and is hidden until that comes", async () => {
    const $ = await boxOf(`${fence("sh", "ls <pool> <disk> <pool>")}${fence("sh run=never", "rm <other>")}`);

    expect($(".run-values[hidden]").length).toBe(1);
    expect($(".run-values").attr("data-names")).toBe("pool disk");
  });

  test("is folded, and its line tells the names", async () => {
    const $ = await boxOf(fence("sh", "ls <a>"));

    expect($("details[open]").length).toBe(0);
    expect($("summary").html()).toBe('Fill in names: <span class="run-names">&lt;a&gt;</span>');
  });

  test("is nothing where no name is left open", async () => {
    expect((await boxOf(`${fence("sh", "ls")}${fence("sh run=never", "rm <x>")}`)).html()).toBe("");
  });
});

describe("cleaned()", () => {
  test.each([
    ["tank", "tank"],
    [" my pool ", "my pool"],
    ["ta\nnk\r\t\u0000\u001b", "tank"],
    ["ta\u200bnk\u2028\u202e", "tank"],
    ["x".repeat(300), "x".repeat(200)],
    ["😀".repeat(201), "😀".repeat(200)],
    [" \n ", ""],
  ])("of %j is %j", (typed, kept) => {
    expect(cleaned(typed)).toBe(kept);
  });

  test("changes nothing a second time", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 400 }), (s) => cleaned(cleaned(s)) === cleaned(s)));
  });
});

describe("asShellWord()", () => {
  test.each([
    ["tank", "tank"],
    ["AZaz09._/:@%+=,-", "AZaz09._/:@%+=,-"],
    ["my pool", "'my pool'"],
    ["it's", String.raw`'it'\''s'`],
    ["$(reboot)", "'$(reboot)'"],
    ["a;b", "'a;b'"],
    ["<b>", "'<b>'"],
    ["zpöl", "'zpöl'"],
    ["~", "'~'"],
    ["'", String.raw`''\'''`],
  ])("of %j is %s", (value, word) => {
    expect(asShellWord(value)).toBe(word);
  });

  test.runIf(process.platform === "linux")("is one argument to a real bash, the value itself", () => {
    const values = fc
      .sample(fc.string({ unit: "grapheme", maxLength: 40 }), 200)
      .concat("$(id)", "`id`", "a'b\"c", "!x", "\\", "*", "{a,b}", "#x", "& id")
      .map(cleaned)
      .filter((value) => value !== "");

    const input = values.map((value) => `printf '%s\\0' ${asShellWord(value)}\n`).join("");
    const { stdout } = spawnSync("/bin/bash", { input, encoding: "utf8", env: { LC_ALL: "C.UTF-8" } });

    expect(stdout.split("\0").slice(0, -1)).toEqual(values);
  });
});

test("refusal() of a value says why it can be no name", () => {
  expect(refusal("-r")).toMatchInlineSnapshot(`"A name cannot begin with "-": commands would read -r as an option"`);
  expect(["tank", "a-b", "", "/-r"].map(refusal)).toEqual([undefined, undefined, undefined, undefined]);
});

describe("parseRun()", () => {
  const stored = (change: object = {}) => JSON.stringify({ started: NOW, values: { pool: "tank" }, ...change });

  test("reads what was kept, up to twelve hours after the start", () => {
    expect(KEPT).toBe(12 * 60 * 60 * 1000);
    expect(parseRun(stored(), NOW)).toEqual({ started: NOW, values: new Map([["pool", "tank"]]) });
    expect(parseRun(stored(), NOW + KEPT - 1)?.started).toBe(NOW);
    expect(parseRun(stored(), NOW + KEPT)).toBeUndefined();
  });

  test.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["null", "null"],
    ["a number", "7"],
    ["what comes from the future", stored({ started: NOW + 1 })],
    ["a start that is no instant", stored({ started: "2024-05-06" })],
    ["a start that is missing", stored({ started: undefined })],
    ["values that are missing", stored({ values: undefined })],
    ["values that are a text", stored({ values: "tank" })],
    ["a name that is none", stored({ values: { "<img>": "x" } })],
    ["a value that is no text", stored({ values: { pool: 7 } })],
    ["an empty value", stored({ values: { pool: "" } })],
    ["a value that nobody could have given", stored({ values: { pool: "a\nreboot" } })],
    ["a value that a command takes for an option", stored({ values: { pool: "-r" } })],
    ["a value that is too long", stored({ values: { pool: "x".repeat(201) } })],
  ])("does not take %s", (_, text) => {
    expect(parseRun(text, NOW)).toBeUndefined();
  });
});

/** What KeptRun asks of a Storage; `broken` throws as a browser does that refuses to keep anything. */
function storage(kept = new Map<string, string>(), broken: { readonly [K in "get" | "set"]?: true } = {}) {
  const refuse = (is: true | undefined) => {
    if (is) throw new DOMException("The operation is insecure", "SecurityError");
  };
  return {
    kept,
    length: 0,
    key: () => null,
    clear: () => kept.clear(),
    getItem: (key: string) => {
      refuse(broken.get);
      return kept.get(key) ?? null;
    },
    setItem: (key: string, value: string) => {
      refuse(broken.set);
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
}

const valuesOf = (run: KeptRun, now = NOW) => Object.fromEntries(run.read(now)?.values ?? []);

describe("KeptRun", () => {
  test("starts with the first value, keeps the start with the next, and is shared", () => {
    const shared = storage();
    const [one, two] = [new KeptRun(() => shared, KEY), new KeptRun(() => shared, KEY)];

    one.set("pool", "", NOW - 1);
    expect(shared.kept.size).toBe(0);
    one.set("pool", "tank", NOW);
    two.set("vmid", "101", NOW + KEPT - 1);

    expect(one.read(NOW + KEPT - 1)).toEqual({
      started: NOW,
      values: new Map(Object.entries({ pool: "tank", vmid: "101" })),
    });
    expect(two.read(NOW + KEPT)).toBeUndefined();
    expect(shared.kept.size).toBe(0);
  });

  test("an emptied value is gone, and the start stays", () => {
    const run = new KeptRun(() => storage(), KEY);
    run.set("pool", "tank", NOW);
    run.set("pool", "", NOW + 1);
    run.set("pool", "rpool", NOW + 2);

    expect(run.read(NOW + 3)).toEqual({ started: NOW, values: new Map([["pool", "rpool"]]) });
  });

  test("is cleared for everybody", () => {
    const shared = storage();
    const [one, two] = [new KeptRun(() => shared, KEY), new KeptRun(() => shared, KEY)];
    one.set("pool", "tank", NOW);
    expect(valuesOf(two)).toEqual({ pool: "tank" });
    one.clear();

    expect(valuesOf(two)).toEqual({});
    expect(shared.kept.size).toBe(0);
  });

  test("removes what is not its own, and leaves the keys of others alone", () => {
    const kept = new Map([
      [KEY, "<script>"],
      ["other", "x"],
    ]);

    expect(new KeptRun(() => storage(kept), KEY).read(NOW)).toBeUndefined();
    expect([...kept]).toEqual([["other", "x"]]);
  });

  test.each([
    ["reading and writing are refused", () => storage(new Map(), { get: true, set: true })],
    ["writing is refused", () => storage(new Map(), { set: true })],
    [
      "there is no storage",
      () => {
        throw new DOMException("Access is denied for this document", "SecurityError");
      },
    ],
  ])("works for this page alone where %s", (_, open) => {
    const run = new KeptRun(open, KEY);
    run.set("pool", "tank", NOW);
    run.set("vmid", "101", NOW + 1);

    expect(valuesOf(run, NOW + KEPT - 1)).toEqual({ pool: "tank", vmid: "101" });
    expect(valuesOf(run, NOW + KEPT)).toEqual({});
    run.set("pool", "tank", NOW);
    run.clear();
    expect(valuesOf(run)).toEqual({});
  });
});
